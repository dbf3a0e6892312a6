package io.xent.benchmarks.training;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a run.
 *
 * @param version of the peer and of what it runs on
 * @param end how the fit ended; empty text if it did not
 * @param seconds of the fit alone, NaN if not known
 * @param paused seconds that went into writing points down, not part of any time
 * @param parameters classes × features weights and a bias per class; null if there are none
 * @param objective as the peer has it, used where there are no parameters
 */
record Reply(
        Measured measured,
        String version,
        String end,
        double seconds,
        double cpuSeconds,
        int iterations,
        double paused,
        double[] parameters,
        double objective,
        List<Point> points) {

    /** A point of the course with a file of parameters, or with an objective and no file. */
    record Point(double seconds, int iteration, Path parameters, double objective) {}
}
