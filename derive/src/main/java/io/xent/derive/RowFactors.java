package io.xent.derive;

import io.xent.core.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where every row is right up to a factor of its own: class weights, weights of rows, rows left out. */
final class RowFactors {

    private static final int SHOWN = 6;

    private RowFactors() {}

    static Optional<String> of(LogitGradient exact, double[] stated, double tolerance) {
        double[] factors = new double[exact.rows()];
        double slack = tolerance * LogitGradient.largest(stated);
        for (int i = 0; i < factors.length; i++) {
            double[] row = exact.row(stated, i);
            double[] right = exact.row(exact.values(), i);
            double most = LogitGradient.largest(right);
            ScaleFit fit = ScaleFit.of(row, right);
            factors[i] = LogitGradient.largest(row) == 0 ? 0 : most <= slack ? Double.NaN : fit.factor();
            boolean unexplained = Double.isNaN(factors[i]) && LogitGradient.largest(row) > slack;
            if (unexplained
                    || !Double.isNaN(factors[i])
                            && factors[i] != 0
                            && fit.residual() * LogitGradient.largest(row) > slack) {
                return Optional.empty();
            }
        }
        return byClass(exact, factors).or(() -> Optional.of(byRow(factors, tolerance)));
    }

    private static Optional<String> byClass(LogitGradient exact, double[] factors) {
        Target target = exact.target();
        if (!target.isClassIndices()) {
            return Optional.empty();
        }
        double[] ofClass = new double[exact.classes()];
        Arrays.fill(ofClass, Double.NaN);
        for (int i = 0; i < factors.length; i++) {
            int label = target.classIndex(i);
            if (!exact.counts(i) || Double.isNaN(factors[i])) {
                continue;
            }
            if (!Double.isNaN(ofClass[label]) && Math.abs(ofClass[label] - factors[i]) > 1e-3 * Math.abs(factors[i])) {
                return Optional.empty();
            }
            ofClass[label] = factors[i];
        }
        List<String> weights = new ArrayList<>();
        for (int k = 0; k < ofClass.length && k < SHOWN; k++) {
            weights.add(Double.isNaN(ofClass[k]) ? "?" : Numeral.brief(ofClass[k]));
        }
        return Optional.of(
                "rows of one label are all off by the same factor: class weights, in the order of the class indices "
                        + String.join(", ", weights) + (ofClass.length > SHOWN ? ", …" : ""));
    }

    private static String byRow(double[] factors, double tolerance) {
        List<String> rows = new ArrayList<>();
        int odd = 0;
        for (int i = 0; i < factors.length; i++) {
            if (!Double.isNaN(factors[i]) && Math.abs(factors[i] - 1) > tolerance) {
                odd++;
                if (rows.size() < SHOWN) {
                    rows.add("row " + (i + 1) + " × " + Numeral.brief(factors[i]));
                }
            }
        }
        return "every row is right up to a factor of its own: weights of rows, or rows that were left out (" + odd
                + " of " + factors.length + ": " + String.join(", ", rows) + (odd > SHOWN ? ", …" : "") + ")";
    }
}
