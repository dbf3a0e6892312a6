package io.xent.learn.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which columns a separation needs. Columns are left out one after the other, those that matter least along the
 * direction found first, as long as the rest still separates the same classes to the same degree.
 */
final class SeparationSearch {

    private static final double MATTERS = 1e-6;

    /** Multiplications that a trial without a column may cost, all together. */
    private static final double MOST_WORK = 5e8;

    private final Analysis analysis;
    private final Design design;
    private final FeatureLayout layout;

    SeparationSearch(Analysis analysis, Design design, FeatureLayout layout) {
        this.analysis = analysis;
        this.design = design;
        this.layout = layout;
    }

    Separation of(Analysis.Fitted full, Recession recession) {
        Analysis.Fitted fewest = full;
        Recession direction = recession;
        boolean[] leftOut = new boolean[layout.columns().size()];
        double dimension = full.likelihood().dimension();
        if (layout.columns().size() * dimension * dimension * design.rows().length <= MOST_WORK) {
            for (int column : byImportance(full, recession)) {
                leftOut[column] = true;
                Analysis.Fitted fewer = analysis.fit(leftOut);
                Recession rest = fewer.maximum().recession().orElse(null);
                if (rest != null && rest.covers(recession)) {
                    fewest = fewer;
                    direction = rest;
                } else {
                    leftOut[column] = false;
                }
            }
        }
        return new Separation(pairs(fewest, direction, recession));
    }

    private List<Integer> byImportance(Analysis.Fitted fitted, Recession recession) {
        double[] importance = new double[layout.columns().size()];
        for (int k = 0; k <= fitted.likelihood().free(); k++) {
            for (int l = 0; l < k; l++) {
                double[] pair = importance(fitted, recession, k, l);
                for (int c = 0; c < pair.length; c++) {
                    importance[c] = Math.max(importance[c], pair[c]);
                }
            }
        }
        return IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> importance[c]))
                .toList();
    }

    /** How much each column adds, in root mean square, to the difference of the logits of two classes. */
    private double[] importance(Analysis.Fitted fitted, Recession recession, int k, int l) {
        int[] columns = fitted.selection().columns();
        double[] difference = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            difference[j] = part(recession, k, j, columns.length) - part(recession, l, j, columns.length);
        }
        double[][] toCoefficients = fitted.likelihood().toCoefficients();
        double[] importance = new double[layout.columns().size()];
        for (int j = 1; j < columns.length; j++) {
            int column = layout.columnOf(columns[j] - 1);
            double size = Math.abs(Estimates.dot(toCoefficients[j], difference))
                    * fitted.selection().triangle().norm(j);
            importance[column] = Math.max(importance[column], size);
        }
        return importance;
    }

    private static double part(Recession recession, int k, int j, int width) {
        return k == 0 ? 0 : recession.direction()[(k - 1) * width + j];
    }

    private List<Separation.Pair> pairs(Analysis.Fitted fitted, Recession direction, Recession found) {
        List<Separation.Pair> pairs = new ArrayList<>();
        for (int l = 0; l <= fitted.likelihood().free(); l++) {
            for (int k = l + 1; k <= fitted.likelihood().free(); k++) {
                if (found.tellsApart(k, l)) {
                    double[] importance = importance(fitted, direction, k, l);
                    double most = Arrays.stream(importance).max().orElse(0);
                    List<Integer> columns = IntStream.range(0, importance.length)
                            .filter(c -> importance[c] > MATTERS * most)
                            .boxed()
                            .toList();
                    int first = design.classes()[l];
                    int second = design.classes()[k];
                    pairs.add(new Separation.Pair(
                            Math.min(first, second), Math.max(first, second), found.tellsAllApart(k, l), columns));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Separation.Pair::first).thenComparingInt(Separation.Pair::second));
        return pairs;
    }
}
