package io.xent.learn;

import java.util.Arrays;

/** Which solver an objective with {@code λ₁ Σ |w|} gets, and why. */
final class LassoChoice {

    private static final long HISTORY_BYTES = 256L << 20;
    private static final int MOST_CHANGES = 50;
    private static final int FEWEST_CHANGES = 6;

    private final AbsolutePenalty absolute;
    private final Centring centring;
    private final double[] curvatures;
    private final int memory;

    private LassoChoice(AbsolutePenalty absolute, Centring centring, double[] curvatures) {
        this.absolute = absolute;
        this.centring = centring;
        this.curvatures = curvatures;
        long changeBytes = 2L * Float.BYTES * curvatures.length;
        memory = (int) Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, HISTORY_BYTES / changeBytes));
    }

    static LassoChoice of(TrainingProblem problem, FeatureMoments moments, Penalty penalty) {
        return new LassoChoice(
                new AbsolutePenalty(penalty.l1(), problem.weightCount()),
                new Centring(moments.means(), problem.classes()),
                curvatures(problem, moments, penalty.l2()));
    }

    /** The diagonal of the null model's Hessian for centred features; of constant ones, which get no weight, anything. */
    private static double[] curvatures(TrainingProblem problem, FeatureMoments moments, double l2) {
        int classes = problem.classes();
        double[] ofClasses = ScalingPreconditioner.curvatures(problem.priors());
        double[] curvatures = new double[problem.weightCount() + classes];
        Arrays.fill(curvatures, 1);
        for (int i = 0; i < problem.weightCount(); i++) {
            double variance = moments.variances()[i / classes];
            if (variance > 0) {
                curvatures[i] = ofClasses[i % classes] * variance + l2;
            }
        }
        System.arraycopy(ofClasses, 0, curvatures, problem.weightCount(), classes);
        return curvatures;
    }

    Solver solver(Objective smooth, double relativeNoise, Vectors vectors) {
        return new OrthantWise(smooth, absolute, centring, curvatures, memory, relativeNoise, vectors);
    }

    /** What a step would gain if the curvatures were those of the Hessian: {@code ½ Σ g²/h}. */
    double expectedGain(double[] subgradient) {
        double gain = 0;
        for (int i = 0; i < subgradient.length; i++) {
            gain += subgradient[i] * subgradient[i] / curvatures[i] / 2;
        }
        return gain;
    }

    String description() {
        return "OWL-QN (" + memory + " changes), centred and scaled";
    }
}
