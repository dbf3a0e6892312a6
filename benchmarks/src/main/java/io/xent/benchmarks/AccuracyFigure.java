package io.xent.benchmarks;

import java.util.Locale;

/**
 * Errors of one contender at one quantity of one kind of rows, in units in the last place of a float.
 *
 * @param bits width of vectors, ours and libtorch's
 * @param quantity probability, loss, gradient (all components but the target's), or gradient of the target
 */
record AccuracyFigure(
        int jdk,
        int bits,
        String kind,
        int classes,
        String quantity,
        String contender,
        long values,
        double max,
        double mean) {

    static final String HEADER = "jdk,bits,rows,classes,quantity,contender,values,max_ulp,mean_ulp";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%d,%s,%s,%d,%.4g,%.4g",
                jdk,
                bits,
                kind,
                classes,
                quantity,
                contender,
                values,
                max,
                mean);
    }

    static AccuracyFigure parse(String line) {
        String[] f = line.split(",");
        return new AccuracyFigure(
                Integer.parseInt(f[0]),
                Integer.parseInt(f[1]),
                f[2],
                Integer.parseInt(f[3]),
                f[4],
                f[5],
                Long.parseLong(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[8]));
    }
}
