package io.xent.learn;

import io.xent.core.Parallelism;

/** The penalties λ that a cross-validation tries when the user names none. */
public final class PenaltyPath {

    /** How many, where nobody says. */
    public static final int DEFAULT_COUNT = 20;

    private static final double DECADES = 8;
    private static final double DECADES_OF_ABSOLUTES = 4;
    private static final double FEW_DECADES_OF_ABSOLUTES = 2;

    private PenaltyPath() {}

    /**
     * Eight decades of λ in equal ratios, downwards from the total variance of the features, {@code Σ_j Var(x_j)}.
     *
     * <p>Multiplying all features by c multiplies the path by c², so that it fits data in any units. At its upper end
     * hardly more than the bias is learned: the Hessian H of the mean loss has a trace below the total variance τ, as
     * {@code trace(diag p − ppᵀ) < 1} for every row, so {@code trace(H (H + λ)⁻¹) < τ/λ}: at λ = τ the model has fewer
     * than one effective parameter. The number of decades is that of scikit-learn's {@code LogisticRegressionCV}.
     *
     * @param features at least one row
     * @param weights of the rows, not all zero; null where every row counts 1
     * @param count how many, at least 2
     * @return λ, the largest first
     * @throws InvalidInputException if every feature is constant or a value is not finite
     */
    public static double[] of(Features features, double[] weights, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a path of " + count + " λ");
        }
        double top = totalVariance(features, weights);
        if (!(top > 0 && top < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("the total variance of the features is " + top
                    + ": without features that vary, and are finite, there is no penalty to choose");
        }
        double[] path = new double[count];
        for (int i = 0; i < count; i++) {
            path[i] = top * Math.pow(10, -DECADES * i / (count - 1));
        }
        return path;
    }

    /**
     * The path for an elastic net of a given mix. With absolute values, α > 0, it begins at the smallest λ that leaves no
     * weight, {@code max_kj |∂ℓ/∂w_kj| / α} at the null model, and falls by four decades, or by two where there are more
     * features than rows, as in glmnet (Friedman, Hastie, Tibshirani, J. Stat. Software 33, 2010).
     *
     * @param alpha the share of absolute values, in [0, 1]; 0 gives the path for squares
     * @param count how many, at least 2
     * @return λ, the largest first
     * @throws InvalidInputException if every feature is constant or a value is not finite
     */
    public static double[] of(Dataset data, double alpha, int count) {
        if (alpha == 0) {
            return of(data.features(), data.weights(), count);
        }
        double top = largest(data) / alpha;
        double decades = data.rows() < data.features().columns() ? FEW_DECADES_OF_ABSOLUTES : DECADES_OF_ABSOLUTES;
        return falling(top, decades, count);
    }

    private static double[] falling(double top, double decades, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a path of " + count + " λ");
        }
        if (!(top > 0 && top < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("no feature tells anything about the classes, or a value is not finite (the"
                    + " largest useful λ is " + top + "): there is no penalty to choose");
        }
        double[] path = new double[count];
        for (int i = 0; i < count; i++) {
            path[i] = top * Math.pow(10, -decades * i / (count - 1));
        }
        return path;
    }

    /** The largest slope of the mean loss at the null model: the smallest λ₁ that leaves no weight. */
    static double largest(Dataset data) {
        TrainingProblem problem = TrainingProblem.of(data);
        DataPass pass = problem.pass(Precision.DOUBLE, Parallelism.sequential());
        double[] gradient = new double[problem.nullModel().length];
        new SoftmaxObjective(pass, problem, 0).valueAndGradient(problem.nullModel(), gradient);
        double largest = 0;
        for (int i = 0; i < problem.weightCount(); i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    private static double totalVariance(Features features, double[] weights) {
        double[] origin = new double[features.columns()];
        if (features instanceof DenseFeatures) {
            for (int j = 0; j < origin.length; j++) {
                origin[j] = features.get(0, j);
            }
        }
        double[] sums = new double[features.columns()];
        double squares = 0;
        double total = 0;
        for (int i = 0; i < features.rows(); i++) {
            double weight = weights == null ? 1 : weights[i];
            total += weight;
            squares += features instanceof SparseFeatures sparse
                    ? addSparse(sparse, i, weight, sums)
                    : addDense(features, i, weight, origin, sums);
        }
        double variance = squares / total;
        for (double sum : sums) {
            variance -= (sum / total) * (sum / total);
        }
        return variance;
    }

    /** Values are taken from an origin among them, as a variance far from zero would otherwise lose its digits. */
    private static double addDense(Features features, int row, double weight, double[] origin, double[] sums) {
        double squares = 0;
        for (int j = 0; j < sums.length; j++) {
            double value = features.get(row, j) - origin[j];
            sums[j] += weight * value;
            squares += weight * value * value;
        }
        return squares;
    }

    private static double addSparse(SparseFeatures features, int row, double weight, double[] sums) {
        double squares = 0;
        for (int at = features.start(row); at < features.start(row + 1); at++) {
            double value = features.value(at);
            sums[features.index(at)] += weight * value;
            squares += weight * value * value;
        }
        return squares;
    }
}
