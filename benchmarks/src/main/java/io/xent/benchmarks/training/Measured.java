package io.xent.benchmarks.training;

/**
 * A process from start to end.
 *
 * @param ended whether it came to its end rather than being killed
 * @param exit its exit status
 * @param seconds from start to end
 * @param cpuSeconds of it and of the processes that it waited for
 * @param peakMegabytes the high-water mark of the largest process
 * @param busy share of the machine that others used meanwhile
 */
record Measured(boolean ended, int exit, double seconds, double cpuSeconds, double peakMegabytes, double busy) {}
