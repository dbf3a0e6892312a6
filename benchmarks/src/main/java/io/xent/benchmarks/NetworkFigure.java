package io.xent.benchmarks;

import java.util.Locale;

/**
 * How long an epoch takes one contender.
 *
 * @param network dense or conv
 * @param seconds median of the rounds
 * @param low the fastest
 * @param high the slowest
 * @param first the epoch before them, when nothing is compiled yet
 * @param ofLibtorch the median over the rounds of its time by libtorch's in the same round
 * @param gigaflops operations of the formulas by the median
 * @param busy the share of the machine's processors that others used meanwhile
 */
record NetworkFigure(
        int jdk,
        int threads,
        String network,
        String contender,
        int rounds,
        double seconds,
        double low,
        double high,
        double first,
        double ofLibtorch,
        double gigaflops,
        double busy) {

    static final String HEADER =
            "jdk,threads,network,contender,rounds,seconds,low,high,first,of_libtorch,gigaflops,busy";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.1f,%.2f",
                jdk,
                threads,
                network,
                contender,
                rounds,
                seconds,
                low,
                high,
                first,
                ofLibtorch,
                gigaflops,
                busy);
    }

    static NetworkFigure parse(String line) {
        String[] f = line.split(",");
        return new NetworkFigure(
                Integer.parseInt(f[0]),
                Integer.parseInt(f[1]),
                f[2],
                f[3],
                Integer.parseInt(f[4]),
                Double.parseDouble(f[5]),
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[8]),
                Double.parseDouble(f[9]),
                Double.parseDouble(f[10]),
                Double.parseDouble(f[11]));
    }

    /** What was measured, newest JDK first. */
    String setting() {
        return network + " " + (1000 - jdk) + " " + threads;
    }
}
