package io.xent.benchmarks.training;

import java.util.Locale;

/**
 * One run of {@code xent train} on made-up rows of a shape.
 *
 * @param along what grows from shape to shape: rows, features or classes
 */
record GrowthFigure(
        String along,
        int rows,
        int features,
        int classes,
        int round,
        double seconds,
        double cpuSeconds,
        double peakMegabytes,
        int iterations,
        boolean converged,
        double busy)
        implements Keyed {

    static final String HEADER =
            "along,rows,features,classes,round,seconds,cpu_seconds,peak_mb,iterations,converged,others";

    @Override
    public String key() {
        return along + "," + rows + "," + features + "," + classes + "," + round;
    }

    @Override
    public String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%.3f,%.2f,%.0f,%d,%s,%.2f",
                key(),
                seconds,
                cpuSeconds,
                peakMegabytes,
                iterations,
                converged,
                busy);
    }

    static GrowthFigure parse(String line) {
        String[] f = line.split(",", -1);
        return new GrowthFigure(
                f[0],
                Integer.parseInt(f[1]),
                Integer.parseInt(f[2]),
                Integer.parseInt(f[3]),
                Integer.parseInt(f[4]),
                Double.parseDouble(f[5]),
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Integer.parseInt(f[8]),
                Boolean.parseBoolean(f[9]),
                Double.parseDouble(f[10]));
    }

    /** How much there is of what grows. */
    int size() {
        return switch (along) {
            case "rows" -> rows;
            case "features" -> features;
            default -> classes;
        };
    }
}
