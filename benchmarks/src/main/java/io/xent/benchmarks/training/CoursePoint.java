package io.xent.benchmarks.training;

import java.util.Locale;

/** Where a contender stood after so many seconds of its fit, in the first round. */
record CoursePoint(String data, String peer, int iteration, double seconds, double objective, String by)
        implements Keyed {

    static final String HEADER = "data,peer,iteration,seconds,objective,objective_by";

    @Override
    public String key() {
        return data + "," + peer + "," + iteration;
    }

    @Override
    public String csv() {
        return String.format(Locale.ROOT, "%s,%s,%d,%.4f,%.12f,%s", data, peer, iteration, seconds, objective, by);
    }

    static CoursePoint parse(String line) {
        String[] f = line.split(",", -1);
        return new CoursePoint(
                f[0], f[1], Integer.parseInt(f[2]), Double.parseDouble(f[3]), Double.parseDouble(f[4]), f[5]);
    }
}
