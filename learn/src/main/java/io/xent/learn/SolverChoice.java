package io.xent.learn;

import io.xent.core.Parallelism;

/** Which solver and preconditioner a problem gets, and why. */
final class SolverChoice {

    private static final int WHITENING_COLUMNS = 2000;
    private static final long HISTORY_BYTES = 256L << 20;
    private static final int MOST_CHANGES = 200;
    private static final int FEWEST_CHANGES = 6;

    private final Preconditioner preconditioner;
    private final int memory;
    private final String description;

    private SolverChoice(Preconditioner preconditioner, int memory, String description) {
        this.preconditioner = preconditioner;
        this.memory = memory;
        this.description = description;
    }

    static SolverChoice of(TrainingProblem problem, FeatureMoments moments, double lambda, Parallelism parallelism) {
        Features features = problem.features();
        long dimension = (features.columns() + 1L) * problem.classes();
        int memory =
                (int) Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, HISTORY_BYTES / (2 * Float.BYTES * dimension)));
        String name = "L-BFGS (" + memory + " changes)";
        if (features instanceof DenseFeatures dense
                && features.columns() <= WHITENING_COLUMNS
                && features.columns() <= features.rows()) {
            Preconditioner whitening =
                    new WhiteningPreconditioner(dense, moments, problem.priors(), lambda, parallelism);
            return new SolverChoice(
                    whitening,
                    memory,
                    name + ", whitened: " + features.columns() + " dense features are few enough to decorrelate");
        }
        String why = features instanceof SparseFeatures
                ? "sparse features stay sparse"
                : features.columns() + " features are too many to decorrelate";
        Preconditioner scaling = new ScalingPreconditioner(moments, problem.priors(), lambda, parallelism);
        return new SolverChoice(scaling, memory, name + ", centred and scaled: " + why);
    }

    Solver solver(Objective objective, double relativeNoise, Vectors vectors) {
        return new Lbfgs(objective, preconditioner, memory, vectors, relativeNoise);
    }

    /** What a step would gain if the Hessian were what the preconditioner takes it for: {@code ½ gᵀP⁻¹g}. */
    double expectedGain(double[] gradient, Vectors vectors) {
        double[] step = new double[gradient.length];
        preconditioner.apply(gradient, step);
        return vectors.dot(gradient, step) / 2;
    }

    String description() {
        return description;
    }
}
