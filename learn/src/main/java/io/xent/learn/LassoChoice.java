package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/** Which solver an objective with {@code λ₁ Σ |w|} gets, and why. */
final class LassoChoice {

    private static final long HISTORY_BYTES = 256L << 20;
    private static final int MOST_CHANGES = 50;
    private static final int FEWEST_CHANGES = 6;

    /** Rows × classes that a quadratic model keeps several numbers for: 1 GB each. */
    private static final long MOST_LOGITS = 1 << 27;

    private final TrainingProblem problem;
    private final FeatureMoments moments;
    private final Penalty penalty;
    private final Parallelism parallelism;
    private final int memory;
    private final boolean newton;
    private final String description;

    private LassoChoice(TrainingProblem problem, FeatureMoments moments, Penalty penalty, Parallelism parallelism) {
        this.problem = problem;
        this.moments = moments;
        this.penalty = penalty;
        this.parallelism = parallelism;
        long changeBytes = 2L * Float.BYTES * (problem.weightCount() + problem.classes());
        memory = (int) Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, HISTORY_BYTES / changeBytes));
        String why = whyNotNewton();
        newton = why.isEmpty();
        description = newton
                ? "proximal Newton by coordinate descent: " + whyNewton()
                : "OWL-QN (" + memory + " changes), centred and scaled: " + why;
    }

    static LassoChoice of(TrainingProblem problem, FeatureMoments moments, Penalty penalty, Parallelism parallelism) {
        return new LassoChoice(problem, moments, penalty, parallelism);
    }

    private String whyNotNewton() {
        Features features = problem.features();
        if ((long) features.rows() * problem.classes() > MOST_LOGITS) {
            return features.rows() + " rows × " + problem.classes()
                    + " classes are too many to keep for a quadratic model";
        }
        if (isMapped(features)) {
            return "rows in a file are gone through from the first to the last";
        }
        boolean dense = features instanceof DenseFeatures;
        if (dense && problem.weightCount() > GramModel.MOST_WEIGHTS && features.rows() > features.columns()) {
            return problem.weightCount() + " dense weights are too many for a matrix, and " + features.rows()
                    + " rows too many to go through weight by weight";
        }
        return "";
    }

    private static boolean isMapped(Features features) {
        return features instanceof SparseFeatures sparse ? sparse.isMapped() : ((DenseFeatures) features).isMapped();
    }

    private String whyNewton() {
        if (problem.features() instanceof SparseFeatures) {
            return "a weight touches only the rows that have its sparse feature";
        }
        return problem.weightCount() <= GramModel.MOST_WEIGHTS
                ? "the Hessian of " + problem.weightCount() + " weights is small"
                : problem.features().rows() + " rows are few";
    }

    Solver solver(DataPass pass, double relativeNoise, Vectors vectors) {
        SoftmaxObjective smooth = new SoftmaxObjective(pass, problem, penalty.l2());
        if (newton) {
            return new ProximalNewton(smooth, pass, problem, penalty, relativeNoise, parallelism);
        }
        return orthantWise(smooth, relativeNoise, vectors);
    }

    Solver orthantWise(Objective smooth, double relativeNoise, Vectors vectors) {
        return new OrthantWise(
                smooth,
                new AbsolutePenalty(penalty.l1(), problem.weightCount()),
                new Centring(moments.means(), problem.classes()),
                curvatures(),
                memory,
                relativeNoise,
                vectors);
    }

    /** The diagonal of the null model's Hessian for centred features; of constant ones, which get no weight, anything. */
    private double[] curvatures() {
        int classes = problem.classes();
        double[] ofClasses = ScalingPreconditioner.curvatures(problem.priors());
        double[] curvatures = new double[problem.weightCount() + classes];
        Arrays.fill(curvatures, 1);
        for (int i = 0; i < problem.weightCount(); i++) {
            double variance = moments.variances()[i / classes];
            if (variance > 0) {
                curvatures[i] = ofClasses[i % classes] * variance + penalty.l2();
            }
        }
        System.arraycopy(ofClasses, 0, curvatures, problem.weightCount(), classes);
        return curvatures;
    }

    /** What a step would gain if the curvatures were those of the null model's Hessian: {@code ½ Σ g²/h}. */
    double expectedGain(double[] subgradient) {
        double[] curvatures = curvatures();
        double gain = 0;
        for (int i = 0; i < subgradient.length; i++) {
            gain += subgradient[i] * subgradient[i] / curvatures[i] / 2;
        }
        return gain;
    }

    String description() {
        return description;
    }
}
