package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Turns a solver's last point into a model with a proven distance to the optimum, in 64 bits. The bound is the duality
 * gap of the weights at the optimal bias; its derivation is in docs/numerics.md, "Certificate".
 */
final class Certifier {

    private static final double ULP = 0x1p-53;

    /**
     * What was certified.
     *
     * @param parameters the point, its bias polished; rounded to 32 bits if that was asked for
     * @param objective the value there
     * @param gradient the gradient there; with absolute values in the penalty, the shortest subgradient
     */
    record Certified(double[] parameters, double objective, double[] gradient, Certificate certificate) {}

    private final TrainingProblem problem;
    private final DataPass pass;
    private final SoftmaxObjective objective;
    private final Penalty penalty;
    private final AbsolutePenalty absolute;
    private final double meanSquaredLength;
    private final double largestLength;
    private final Parallelism parallelism;
    private final Vectors vectors;

    /**
     * @param pass in 64-bit arithmetic
     */
    Certifier(
            TrainingProblem problem, DataPass pass, Penalty penalty, FeatureMoments moments, Parallelism parallelism) {
        this.problem = problem;
        this.pass = pass;
        this.penalty = penalty;
        absolute = new AbsolutePenalty(penalty.l1(), problem.weightCount());
        this.parallelism = parallelism;
        objective = new SoftmaxObjective(pass, problem, penalty.l2());
        meanSquaredLength = moments.meanSquaredLength();
        largestLength = moments.largestLength();
        vectors = new Vectors(parallelism);
    }

    /**
     * @param rounded whether the parameters are to be 32-bit numbers
     */
    Certified certify(double[] point, boolean rounded) {
        return certify(point, rounded, false);
    }

    /**
     * @param asItIs whether the bias is to stay what it is, even if there is a better one
     */
    Certified certify(double[] point, boolean rounded, boolean asItIs) {
        double[] parameters = point.clone();
        int bias = parameters.length - problem.classes();
        if (rounded) {
            round(parameters, 0);
        }
        double[] gradient = new double[parameters.length];
        OptionalDouble gap = OptionalDouble.empty();
        double bestValue = 0;
        if (BiasPolish.isAffordable(problem.classes())) {
            BiasPolish polish = new BiasPolish(problem, pass, parameters, parallelism);
            System.arraycopy(polish.bias(), 0, parameters, bias, problem.classes());
            bestValue = objective.valueAndGradient(parameters, gradient) + absolute.value(parameters);
            gap = penalty.lambda() > 0 ? OptionalDouble.of(gap(parameters, gradient, polish)) : gap;
        }
        if (asItIs) {
            System.arraycopy(point, bias, parameters, bias, problem.classes());
        }
        if (rounded) {
            round(parameters, bias);
        }
        double value = objective.valueAndGradient(parameters, gradient) + absolute.value(parameters);
        if (gap.isPresent()) {
            double lostByRounding = Math.max(0, value - bestValue) + 2 * biasError() * value;
            gap = OptionalDouble.of(Math.min(value, gap.getAsDouble() + lostByRounding));
        }
        absolute.shortestSubgradient(parameters, gradient, gradient);
        return new Certified(parameters, value, gradient, new Certificate(vectors.norm(gradient), gap));
    }

    private static void round(double[] values, int from) {
        for (int i = from; i < values.length; i++) {
            values[i] = (float) values[i];
        }
    }

    /** The gap at the polished bias, from the gradient there; every inequality is taken upwards. */
    private double gap(double[] parameters, double[] gradient, BiasPolish polish) {
        int bias = problem.weightCount();
        double biasLeft = vectors.norm(Arrays.copyOfRange(gradient, bias, gradient.length)) + 4 * biasError();
        double distance = polish.distanceToOptimum(biasLeft);
        if (distance == Double.POSITIVE_INFINITY) {
            return distance;
        }
        double shift = polish.decrementToOptimum(biasLeft) + 4 * weightError();
        double[] ofLoss = gradient.clone();
        vectors.add(-penalty.l2(), Arrays.copyOf(parameters, bias), ofLoss);
        DualityGap gap = new DualityGap(
                penalty,
                parameters,
                ofLoss,
                polish,
                distance,
                shift * largestLength,
                shift * Math.sqrt(meanSquaredLength));
        return gap.bound() + biasLeft * distance;
    }

    /** The relative error that a sum over rows for a bias may have. */
    private double biasError() {
        return (pass.longestBiasSum() + pass.longestRow()) * ULP;
    }

    /** The relative error that a sum over rows for a weight may have. */
    private double weightError() {
        return (pass.longestSum() + pass.longestRow()) * ULP;
    }
}
