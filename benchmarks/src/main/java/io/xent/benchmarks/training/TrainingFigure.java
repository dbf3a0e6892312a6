package io.xent.benchmarks.training;

import java.util.Locale;

/**
 * One training by one contender.
 *
 * @param budget "full", or the iterations it was given so that its course is known
 * @param limit seconds that the fit might take
 * @param status how it ended: converged, stopped, time-limit or failed
 * @param fitSeconds of the fit alone, NaN where that is not known
 * @param wholeSeconds from start to end of the process, without the time in which points of the course were written down
 * @param peakMegabytes of the process
 * @param iterations as the contender counts them; -1 if it does not say
 * @param objective at the end, NaN if there is none
 * @param by who computed the objective: us, from the parameters, or itself
 * @param busy share of the machine that others used meanwhile
 */
record TrainingFigure(
        String data,
        String peer,
        int round,
        String budget,
        double limit,
        String status,
        double fitSeconds,
        double fitCpuSeconds,
        double wholeSeconds,
        double wholeCpuSeconds,
        double peakMegabytes,
        int iterations,
        double objective,
        String by,
        double busy,
        String date,
        String version,
        String machine)
        implements Keyed {

    static final String FULL = "full";
    static final String FAILED = "failed";

    static final String HEADER =
            "data,peer,round,budget,limit_s,status,fit_s,fit_cpu_s,whole_s,whole_cpu_s,peak_mb,iterations,"
                    + "objective,objective_by,busy,date,version,machine";

    @Override
    public String key() {
        return data + "," + peer + "," + round + "," + budget;
    }

    boolean isFull() {
        return budget.equals(FULL);
    }

    /** This, from a shorter run, in the place of a full one. */
    TrainingFigure asFull(Course.End end) {
        return new TrainingFigure(
                data,
                peer,
                round,
                FULL,
                limit,
                end.word(),
                fitSeconds,
                fitCpuSeconds,
                wholeSeconds,
                wholeCpuSeconds,
                peakMegabytes,
                iterations,
                objective,
                by,
                busy,
                date,
                version,
                machine);
    }

    @Override
    public String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%s,%.0f,%s,%.3f,%.2f,%.3f,%.2f,%.0f,%d,%.12f,%s,%.2f,%s,%s,%s",
                data,
                peer,
                round,
                budget,
                limit,
                status,
                fitSeconds,
                fitCpuSeconds,
                wholeSeconds,
                wholeCpuSeconds,
                peakMegabytes,
                iterations,
                objective,
                by,
                busy,
                date,
                plain(version),
                plain(machine));
    }

    private static String plain(String text) {
        return text.replace(',', ';').replace('\n', ' ');
    }

    static TrainingFigure parse(String line) {
        String[] f = line.split(",", -1);
        return new TrainingFigure(
                f[0],
                f[1],
                Integer.parseInt(f[2]),
                f[3],
                Double.parseDouble(f[4]),
                f[5],
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[8]),
                Double.parseDouble(f[9]),
                Double.parseDouble(f[10]),
                Integer.parseInt(f[11]),
                Double.parseDouble(f[12]),
                f[13],
                Double.parseDouble(f[14]),
                f[15],
                f[16].replace(';', ','),
                f[17].replace(';', ','));
    }
}
