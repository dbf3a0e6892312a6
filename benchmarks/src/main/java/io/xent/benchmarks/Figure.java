package io.xent.benchmarks;

import java.util.Locale;

/**
 * The time of one contender in one setting.
 *
 * @param jdk feature version
 * @param bits width of vectors, ours and theirs
 * @param allocator of native memory: shipped or tuned
 * @param kernels ours: vector or scalar
 * @param milliseconds median of the rounds
 * @param low a tenth of the rounds were faster
 * @param high a tenth of the rounds were slower
 * @param xentTimes the median over the rounds of this contender's time by ours in the same round
 * @param ofScale the median over the rounds of the time of scaling in place by this contender's in the same round
 * @param busy the share of the machine's processors that others used meanwhile
 */
record Figure(
        int jdk,
        int bits,
        String allocator,
        String kernels,
        int threads,
        String shape,
        String contender,
        int rounds,
        double milliseconds,
        double low,
        double high,
        double xentTimes,
        double ofScale,
        double busy) {

    static final String HEADER =
            "jdk,bits,allocator,kernels,threads,shape,contender,rounds,milliseconds,low,high,xent_times,of_scale,busy";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%d,%s,%s,%d,%.4f,%.4f,%.4f,%.3f,%.3f,%.2f",
                jdk,
                bits,
                allocator,
                kernels,
                threads,
                shape,
                contender,
                rounds,
                milliseconds,
                low,
                high,
                xentTimes,
                ofScale,
                busy);
    }

    static Figure parse(String line) {
        String[] f = line.split(",");
        return new Figure(
                Integer.parseInt(f[0]),
                Integer.parseInt(f[1]),
                f[2],
                f[3],
                Integer.parseInt(f[4]),
                f[5],
                f[6],
                Integer.parseInt(f[7]),
                Double.parseDouble(f[8]),
                Double.parseDouble(f[9]),
                Double.parseDouble(f[10]),
                Double.parseDouble(f[11]),
                Double.parseDouble(f[12]),
                Double.parseDouble(f[13]));
    }

    /** All but the shape and the contender. */
    String setting() {
        return jdk + "," + bits + "," + allocator + "," + kernels + "," + threads;
    }

    /** Rows and classes, without the stride. */
    long logits() {
        String[] sides = shape.split("[x/]");
        return Long.parseLong(sides[0]) * Long.parseLong(sides[1]);
    }

    int classes() {
        return Integer.parseInt(shape.split("[x/]")[1]);
    }

    double nanosecondsPerLogit() {
        return milliseconds * 1e6 / logits();
    }
}
