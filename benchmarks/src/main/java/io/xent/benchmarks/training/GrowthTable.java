package io.xent.benchmarks.training;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How time and memory grow, and by which power: the slope of a straight line through logarithms, by least squares. */
final class GrowthTable {

    private GrowthTable() {}

    static String of(List<GrowthFigure> figures) {
        List<GrowthFigure> nothing = where(figures, "start");
        double startSeconds = median(nothing, GrowthFigure::seconds);
        double startMegabytes = median(nothing, GrowthFigure::peakMegabytes);
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "A training of %,d rows, which is start, model and report, takes %.1f s and %.0f MB.%n%n",
                nothing.isEmpty() ? 0 : nothing.get(0).rows(),
                startSeconds,
                startMegabytes));
        text.append("| what grows | rows | features | classes | s | CPU s | peak MB | iterations | others |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        StringBuilder powers = new StringBuilder();
        powers.append("| what grows | time | time beyond the start | memory | memory beyond the start |\n");
        powers.append("|---|--:|--:|--:|--:|\n");
        for (String along : List.of("rows", "features", "classes")) {
            List<GrowthFigure> of = where(figures, along);
            int[] sizes =
                    of.stream().mapToInt(GrowthFigure::size).sorted().distinct().toArray();
            double[] seconds = new double[sizes.length];
            double[] megabytes = new double[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                int size = sizes[i];
                List<GrowthFigure> rounds =
                        of.stream().filter(f -> f.size() == size).toList();
                seconds[i] = median(rounds, GrowthFigure::seconds);
                megabytes[i] = median(rounds, GrowthFigure::peakMegabytes);
                GrowthFigure first = rounds.get(0);
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %,d | %.1f | %.1f | %.0f | %d%s | %.2f |%n",
                        along,
                        first.rows(),
                        first.features(),
                        first.classes(),
                        seconds[i],
                        median(rounds, GrowthFigure::cpuSeconds),
                        megabytes[i],
                        first.iterations(),
                        first.converged() ? "" : ", not converged",
                        median(rounds, GrowthFigure::busy)));
            }
            powers.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f |%n",
                    along,
                    power(sizes, seconds, 0),
                    power(sizes, seconds, startSeconds),
                    power(sizes, megabytes, 0),
                    power(sizes, megabytes, startMegabytes)));
        }
        return text.append('\n').append(powers).toString();
    }

    private static List<GrowthFigure> where(List<GrowthFigure> figures, String along) {
        return figures.stream().filter(f -> f.along().equals(along)).toList();
    }

    private static double median(List<GrowthFigure> figures, ToDoubleFunction<GrowthFigure> of) {
        double[] sorted = figures.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The exponent e of {@code value − start ≈ c sizeᵉ}. NaN where some value is no more than the start. */
    static double power(int[] sizes, double[] values, double start) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < sizes.length; i++) {
            meanX += Math.log(sizes[i]) / sizes.length;
            meanY += Math.log(values[i] - start) / sizes.length;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < sizes.length; i++) {
            double x = Math.log(sizes[i]) - meanX;
            products += x * (Math.log(values[i] - start) - meanY);
            squares += x * x;
        }
        return products / squares;
    }
}
