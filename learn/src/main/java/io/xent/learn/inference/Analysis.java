package io.xent.learn.inference;

import io.xent.core.Parallelism;
import io.xent.learn.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@link Inference}: fits with all columns and without each. */
final class Analysis {

    private final Design design;
    private final Penalty penalty;
    private final FeatureLayout layout;
    private final Parallelism parallelism;
    private final Triangle all;

    Analysis(Design design, Penalty penalty, FeatureLayout layout, Parallelism parallelism) {
        this.design = design;
        this.penalty = penalty;
        this.layout = layout;
        this.parallelism = parallelism;
        all = design.triangle();
    }

    /** A model of some of the columns at its maximum. */
    record Fitted(Selection selection, Likelihood likelihood, Maximum maximum) {}

    Inference run() {
        Fitted full = fit(new boolean[layout.columns().size()]);
        Maximum maximum = full.maximum();
        double total = design.totalWeight();
        Optional<Separation> separation = separation(full);
        boolean penalised = penalty.lambda() > 0;
        return new Inference(
                layout,
                penalty,
                design.classes()[0],
                total,
                -total * maximum.point().meanLoss(),
                -total * nullLoss(),
                penalised ? effectiveDegrees(full) : full.likelihood().dimension(),
                new Estimates(design, layout, full).coefficients(),
                penalised ? List.of() : tests(full),
                full.selection().aliases(),
                separation,
                maximum.exists() || separation.isPresent(),
                maximum.steps());
    }

    Optional<Separation> separation() {
        return separation(fit(new boolean[layout.columns().size()]));
    }

    private Optional<Separation> separation(Fitted full) {
        return full.maximum()
                .recession()
                .map(recession -> new SeparationSearch(this, design, layout).of(full, recession));
    }

    /** The best model without the columns marked. */
    Fitted fit(boolean[] leftOut) {
        int[] order = layout.order(leftOut);
        Selection selection = penalty.lambda() > 0
                ? Selection.penalised(all, order, penalty.lambda())
                : Selection.of(all, order, layout, design.features().precision());
        Likelihood likelihood = new Likelihood(design, selection, penalty.lambda(), parallelism);
        return new Fitted(selection, likelihood, Maximum.of(likelihood, penalty.lambda() > 0));
    }

    private double nullLoss() {
        double[] priors = new double[design.classes().length];
        for (int i = 0; i < design.labels().length; i++) {
            priors[design.labels()[i]] += design.weights()[i];
        }
        double entropy = 0;
        for (double prior : priors) {
            entropy -= prior * Math.log(prior);
        }
        return entropy;
    }

    private static double effectiveDegrees(Fitted full) {
        double[][] inverse = full.maximum().inverseHessian();
        double[][] information = full.likelihood().information(full.maximum().point());
        double trace = 0;
        for (int a = 0; a < inverse.length; a++) {
            for (int b = 0; b <= a; b++) {
                trace += (a == b ? 1 : 2) * inverse[a][b] * information[a][b];
            }
        }
        return trace;
    }

    private List<ColumnTest> tests(Fitted full) {
        List<ColumnTest> tests = new ArrayList<>();
        for (int c = 0; c < layout.columns().size(); c++) {
            boolean[] leftOut = new boolean[layout.columns().size()];
            leftOut[c] = true;
            Fitted rest = fit(leftOut);
            // a model of fewer columns is never better; where it looks so, rounding is all there is
            double difference = Math.max(
                    0,
                    rest.maximum().point().meanLoss() - full.maximum().point().meanLoss());
            int degrees = full.likelihood().dimension() - rest.likelihood().dimension();
            tests.add(new ColumnTest(c, degrees == 0 ? 0 : 2 * design.totalWeight() * difference, degrees));
        }
        return tests;
    }
}
