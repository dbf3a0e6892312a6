package io.xent.learn.inference;

import io.xent.learn.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a {@link Design} that can be estimated, and those that are combinations of them. A column is a
 * combination where its distance from the span of the columns taken before it is within rounding of its length: the rule
 * of R's {@code lm}, on an orthogonal factor, so that conditions up to the inverse of the tolerance are told apart.
 *
 * @param columns those taken, in order
 * @param triangle their factor
 * @param aliases the features left out
 */
record Selection(int[] columns, Triangle triangle, List<Alias> aliases) {

    private static final double SINGLE_ROUNDING = 1e-6;
    private static final double DOUBLE_ROUNDING = 1e-10;
    private static final double PART = 1e-4;

    /** Takes from {@code order} what is independent. */
    static Selection of(Triangle all, int[] order, FeatureLayout layout, Precision precision) {
        double tolerance = precision == Precision.SINGLE ? SINGLE_ROUNDING : DOUBLE_ROUNDING;
        List<Alias> aliases = new ArrayList<>();
        int[] columns = order;
        Triangle triangle = all.select(columns);
        int checked = 0;
        while (checked < columns.length) {
            if (triangle.distance(checked) > tolerance * triangle.norm(checked)) {
                checked++;
            } else {
                aliases.add(alias(all, columns, checked, layout));
                columns = without(columns, checked);
                triangle = all.select(columns);
            }
        }
        return new Selection(columns, triangle, aliases);
    }

    /** Everything, for a penalty decides what the data leave open. */
    static Selection penalised(Triangle all, int[] order, double lambda) {
        Triangle triangle = all.select(order);
        for (int j = 1; j < order.length; j++) {
            double[] row = new double[order.length];
            row[j] = Math.sqrt(lambda);
            triangle.add(row);
        }
        return new Selection(order, triangle, List.of());
    }

    private static Alias alias(Triangle all, int[] columns, int at, FeatureLayout layout) {
        int[] head = new int[at + 1];
        System.arraycopy(columns, 0, head, 0, at + 1);
        Triangle triangle = all.select(head);
        double[] combination = triangle.combinationOfOthers();
        double length = triangle.norm(at);
        int feature = columns[at] - 1;
        FeatureLayout.Column own = layout.columns().get(layout.columnOf(feature));
        boolean isBase = feature == own.base();
        List<Integer> of = new ArrayList<>();
        for (int j = 0; j < at; j++) {
            int other = columns[j] - 1;
            if (Math.abs(combination[j]) * triangle.norm(j) > PART * length) {
                of.add(other);
                isBase &= other == -1 || (other >= own.from() && other < own.to());
            }
        }
        return new Alias(feature, of, isBase);
    }

    private static int[] without(int[] columns, int at) {
        int[] rest = new int[columns.length - 1];
        System.arraycopy(columns, 0, rest, 0, at);
        System.arraycopy(columns, at + 1, rest, at, rest.length - at);
        return rest;
    }
}
