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

    /** Parameters whose Hessian may be factored at each step where L-BFGS takes long: 19 MB. */
    private static final int FEW_PARAMETERS = 1536;

    /** Iterations of L-BFGS, for each parameter, that cost what Newton's method with the Hessian's factor takes in all. */
    private static final double ITERATIONS_PER_PARAMETER = 1.5;

    private static final int FEWEST_BEFORE_HANDOVER = 40;

    /** Of all rows and classes, that a trust region keeps: 1 GB. */
    private static final long MOST_PROBABILITIES = 1L << 28;

    private final SolverKind kind;
    private final Preconditioner preconditioner;
    private final int memory;
    private final Refinement refinement;
    private final Refinement inverseHessian;
    private final String description;

    /**
     * @param refinement the inverse of the Hessian of a sample, or null
     * @param inverseHessian of all rows, or null
     */
    private SolverChoice(
            SolverKind kind,
            Preconditioner preconditioner,
            int memory,
            Refinement refinement,
            Refinement inverseHessian,
            String description) {
        this.kind = kind;
        this.preconditioner = preconditioner;
        this.refinement = refinement;
        this.inverseHessian = inverseHessian;
        this.memory = memory;
        this.description = description;
    }

    /**
     * @param wanted what the user asked for
     * @param pass over the data, for what depends on probabilities
     * @param exactPass the same in 64-bit arithmetic
     */
    static SolverChoice of(
            SolverKind wanted,
            TrainingProblem problem,
            FeatureMoments moments,
            DataPass pass,
            DataPass exactPass,
            double lambda,
            Parallelism parallelism) {
        if (wanted == SolverKind.TRUST_REGION) {
            requireRoomForProbabilities(problem);
        }
        SolverChoice lbfgs = lbfgs(problem, moments, pass, lambda, parallelism, true);
        long dimension = (problem.features().columns() + 1L) * problem.classes();
        if (wanted == SolverKind.LBFGS || wanted == SolverKind.AUTO && dimension > FEW_PARAMETERS) {
            return lbfgs;
        }
        if (wanted == SolverKind.TRUST_REGION) {
            return lbfgs.with(wanted, null, "trust-region Newton, as asked: " + coordinates(problem.features()));
        }
        requireFew(dimension);
        ExactHessian hessian = new ExactHessian(problem, moments, exactPass, lambda, parallelism);
        return wanted == SolverKind.NEWTON_CHOLESKY
                ? lbfgs.with(wanted, hessian, "Newton-Cholesky, as asked: " + dimension + " parameters")
                : lbfgs.with(
                        wanted,
                        hessian,
                        lbfgs.description + "; Newton-Cholesky if that takes more than " + handover(dimension)
                                + " iterations");
    }

    /**
     * For losses whose second derivatives are not those of cross-entropy: preconditioners, which only steer, take them to be like those,
     * and no Hessian is formed.
     *
     * @param wanted what the user asked for: anything but Newton-Cholesky
     */
    static SolverChoice withoutHessian(
            SolverKind wanted,
            TrainingProblem problem,
            FeatureMoments moments,
            DataPass pass,
            double lambda,
            Parallelism parallelism) {
        SolverChoice lbfgs = lbfgs(problem, moments, pass, lambda, parallelism, false);
        return wanted == SolverKind.TRUST_REGION
                ? lbfgs.with(wanted, null, "trust-region Newton, as asked: " + coordinates(problem.features()))
                : lbfgs;
    }

    private static int handover(long dimension) {
        return (int) Math.max(FEWEST_BEFORE_HANDOVER, ITERATIONS_PER_PARAMETER * dimension);
    }

    private SolverChoice with(SolverKind other, Refinement inverseHessian, String what) {
        return new SolverChoice(other, preconditioner, memory, refinement, inverseHessian, what);
    }

    private static void requireRoomForProbabilities(TrainingProblem problem) {
        long probabilities = (long) problem.features().rows() * problem.classes();
        if (probabilities > MOST_PROBABILITIES) {
            throw new InvalidInputException("the solver trust-region keeps a probability for each row and class, "
                    + (Float.BYTES * probabilities >> 20) + " MB here: choose the solver lbfgs or auto");
        }
    }

    private static void requireFew(long dimension) {
        if (dimension > ExactHessian.MOST_PARAMETERS) {
            throw new InvalidInputException("the solver newton-cholesky would form a matrix of " + dimension + " × "
                    + dimension + " numbers, one row for each class and feature: up to " + ExactHessian.MOST_PARAMETERS
                    + " rows are taken; choose the solver trust-region or lbfgs");
        }
    }

    private static SolverChoice lbfgs(
            TrainingProblem problem,
            FeatureMoments moments,
            DataPass pass,
            double lambda,
            Parallelism parallelism,
            boolean refined) {
        Features features = problem.features();
        long dimension = (features.columns() + 1L) * problem.classes();
        int memory =
                (int) Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, HISTORY_BYTES / (2 * Float.BYTES * dimension)));
        String description = "L-BFGS (" + memory + " changes), " + coordinates(features);
        if (!areWhitened(features)) {
            Preconditioner scaling = new ScalingPreconditioner(moments, problem.priors(), lambda, parallelism);
            return new SolverChoice(SolverKind.LBFGS, scaling, memory, null, null, description);
        }
        double[][] covariance = Covariance.of((DenseFeatures) features, moments, parallelism);
        Preconditioner whitening =
                new WhiteningPreconditioner(covariance, moments, problem.priors(), lambda, parallelism);
        if (!refined || !HessianSample.isWorthwhile(features.rows(), features.columns(), problem.classes())) {
            return new SolverChoice(SolverKind.LBFGS, whitening, memory, null, null, description);
        }
        HessianSample refinement = new HessianSample(problem, moments, covariance, pass, lambda, parallelism);
        String withSample = description + "; after " + REFINE_AFTER + " iterations, " + refinement.description();
        return new SolverChoice(SolverKind.LBFGS, whitening, memory, refinement, null, withSample);
    }

    private static boolean areWhitened(Features features) {
        return features instanceof DenseFeatures
                && features.columns() <= WHITENING_COLUMNS
                && features.columns() <= features.rows();
    }

    private static String coordinates(Features features) {
        if (areWhitened(features)) {
            return "whitened: " + features.columns() + " dense features are few enough to decorrelate";
        }
        return "centred and scaled: "
                + (features instanceof SparseFeatures
                        ? "sparse features stay sparse"
                        : features.columns() + " features are too many to decorrelate");
    }

    /**
     * @param near whether it begins where another has got to, and not far from the optimum
     */
    Solver solver(Objective objective, double relativeNoise, Vectors vectors, boolean near) {
        return switch (kind) {
            case LBFGS -> lbfgs(objective, relativeNoise, vectors, near);
            case NEWTON_CHOLESKY -> new NewtonCholesky(objective, inverseHessian, vectors, relativeNoise);
            case TRUST_REGION -> new TrustRegionNewton(objective, preconditioner, vectors, relativeNoise);
            case AUTO ->
                new SolverRelay(
                        lbfgs(objective, relativeNoise, vectors, near),
                        new NewtonCholesky(objective, inverseHessian, vectors, relativeNoise),
                        handover(objective.dimension()));
        };
    }

    private Lbfgs lbfgs(Objective objective, double relativeNoise, Vectors vectors, boolean near) {
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
