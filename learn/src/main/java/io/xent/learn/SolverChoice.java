package io.xent.learn;

import io.xent.core.Parallelism;

/** Which solver and preconditioner a problem gets, and why. */
final class SolverChoice {

    private static final int WHITENING_COLUMNS = 2000;
    private static final long HISTORY_BYTES = 256L << 20;
    private static final int MOST_CHANGES = 200;
    private static final int FEWEST_CHANGES = 6;

    /** Changes after which probabilities are near enough to those at the optimum for the Hessian to be formed. */
    private static final int REFINE_AFTER = 15;

    private final Preconditioner preconditioner;
    private final int memory;
    private final HessianSample refinement;
    private final String description;

    private SolverChoice(Preconditioner preconditioner, int memory, HessianSample refinement, String description) {
        this.preconditioner = preconditioner;
        this.refinement = refinement;
        this.memory = memory;
        this.description = description;
    }

    /**
     * @param pass over the data, for what depends on probabilities
     */
    static SolverChoice of(
            TrainingProblem problem, FeatureMoments moments, DataPass pass, double lambda, Parallelism parallelism) {
        Features features = problem.features();
        long dimension = (features.columns() + 1L) * problem.classes();
        int memory =
                (int) Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, HISTORY_BYTES / (2 * Float.BYTES * dimension)));
        String name = "L-BFGS (" + memory + " changes)";
        if (features instanceof DenseFeatures dense
                && features.columns() <= WHITENING_COLUMNS
                && features.columns() <= features.rows()) {
            double[][] covariance = Covariance.of(dense, moments, parallelism);
            Preconditioner whitening =
                    new WhiteningPreconditioner(covariance, moments, problem.priors(), lambda, parallelism);
            String whitened =
                    name + ", whitened: " + features.columns() + " dense features are few enough to decorrelate";
            if (!HessianSample.isWorthwhile(features.rows(), features.columns(), problem.classes())) {
                return new SolverChoice(whitening, memory, null, whitened);
            }
            HessianSample refinement = new HessianSample(problem, moments, covariance, pass, lambda, parallelism);
            String refined = whitened + "; after " + REFINE_AFTER + " iterations, " + refinement.description();
            return new SolverChoice(whitening, memory, refinement, refined);
        }
        String why = features instanceof SparseFeatures
                ? "sparse features stay sparse"
                : features.columns() + " features are too many to decorrelate";
        Preconditioner scaling = new ScalingPreconditioner(moments, problem.priors(), lambda, parallelism);
        return new SolverChoice(scaling, memory, null, name + ", centred and scaled: " + why);
    }

    /**
     * @param near whether it begins where another has got to, and not far from the optimum
     */
    Solver solver(Objective objective, double relativeNoise, Vectors vectors, boolean near) {
        return new Lbfgs(
                objective, preconditioner, memory, vectors, relativeNoise, refinement, near ? 0 : REFINE_AFTER);
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
