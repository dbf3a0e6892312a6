package io.xent.benchmarks;

import java.util.Locale;

/**
 * The time of one contender at one task, or the memory it takes.
 *
 * @param shape rows×features×classes
 * @param milliseconds median of the rounds
 * @param low the fastest
 * @param high the slowest
 * @param ofLibtorch the median over the rounds of its time by libtorch's in the same round; NaN where only memory was measured
 * @param extraMegabytes peak beyond inputs, outputs and libraries; NaN where only time was measured
 * @param garbageBytes allocated on the Java heap per call, once it has run; NaN where only time was measured
 * @param busy the share of the machine's processors that others used meanwhile
 */
record LinearFigure(
        int jdk,
        int threads,
        LinearTask task,
        String shape,
        String contender,
        int rounds,
        double milliseconds,
        double low,
        double high,
        double ofLibtorch,
        double extraMegabytes,
        double garbageBytes,
        double busy) {

    static final String HEADER = "jdk,threads,task,shape,contender,rounds,milliseconds,low,high,of_libtorch,"
            + "extra_megabytes,garbage_bytes,busy";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%s,%d,%.1f,%.1f,%.1f,%.3f,%.1f,%.0f,%.2f",
                jdk,
                threads,
                task,
                shape,
                contender,
                rounds,
                milliseconds,
                low,
                high,
                ofLibtorch,
                extraMegabytes,
                garbageBytes,
                busy);
    }

    static LinearFigure parse(String line) {
        String[] f = line.split(",");
        return new LinearFigure(
                Integer.parseInt(f[0]),
                Integer.parseInt(f[1]),
                LinearTask.valueOf(f[2]),
                f[3],
                f[4],
                Integer.parseInt(f[5]),
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[8]),
                Double.parseDouble(f[9]),
                Double.parseDouble(f[10]),
                Double.parseDouble(f[11]),
                Double.parseDouble(f[12]));
    }
}
