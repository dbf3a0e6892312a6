package io.xent.learn;

import java.util.List;

/**
 * Newton's method where the Hessian is known by its products only: each step minimises the quadratic model by
 * preconditioned conjugate gradients, as far as the model is trusted. Distances are those of the preconditioner,
 * {@code ‖s‖² = sᵀPs}, so that units do not matter. Steihaug, "The conjugate gradient method and trust regions in large
 * scale optimization", SIAM J. Numer. Anal. 20 (1983); Lin, Weng and Keerthi, "Trust region Newton method for large-scale
 * logistic regression", JMLR 9 (2008); Hsia, Chiang and Lin, "Preconditioned conjugate gradient methods in truncated Newton
 * frameworks", ACML (2018).
 */
final class TrustRegionNewton implements Solver {

    private static final double ACCEPTED = 1e-4;
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final double SHRINKING = 0.25;
    private static final float GROWTH = 4;
    private static final int MOST_ATTEMPTS = 12;

    /** A gain this much larger than the noise of values is read from slopes instead. */
    private static final double ABOVE_NOISE = 100;

    private final Objective objective;
    private final Preconditioner preconditioner;
    private final Vectors vectors;
    private final double relativeNoise;
    private final SteihaugSteps steps;

    private double[] point;
    private double[] gradient;
    private double[] trial;
    private double[] trialGradient;
    private double value;
    private int passes;

    /** How far the model is trusted, in 32 bits, so that a saved state can hold it; 0 before the first step. */
    private float radius;

    /**
     * @param preconditioner roughly the inverse of the Hessian
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    TrustRegionNewton(Objective objective, Preconditioner preconditioner, Vectors vectors, double relativeNoise) {
        this.objective = objective;
        this.preconditioner = preconditioner;
        this.vectors = vectors;
        this.relativeNoise = relativeNoise;
        steps = new SteihaugSteps(preconditioner, vectors, objective.dimension());
        gradient = new double[objective.dimension()];
        trial = new double[objective.dimension()];
        trialGradient = new double[objective.dimension()];
    }

    @Override
    public String name() {
        return "trust-region Newton";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        point = parameters.clone();
        value = objective.valueAndGradient(point, gradient);
        passes = passesBefore + 1;
        radius = 0;
    }

    @Override
    public boolean advance() {
        Objective.Curvature curvature = objective.curvature(point);
        passes++;
        if (radius == 0) {
            radius = (float) length(gradient);
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            steps.minimise(gradient, curvature, radius);
            passes += steps.products();
            if (!(steps.predictedGain() > 0)) {
                return false;
            }
            vectors.step(point, 1, steps.step(), trial);
            double trialValue = objective.valueAndGradient(trial, trialGradient);
            passes++;
            double ratio = gain(trialValue) / steps.predictedGain();
            resize(ratio);
            if (ratio > ACCEPTED && (!drowns() || length(trialGradient) < length(gradient))) {
                accept(trialValue);
                return true;
            }
        }
        return false;
    }

    /** Whether the gain cannot be told from the difference of two rounded values. */
    private boolean drowns() {
        return steps.predictedGain() < ABOVE_NOISE * relativeNoise * Math.abs(value);
    }

    private double gain(double trialValue) {
        if (!drowns() || !Double.isFinite(trialValue)) {
            return value - trialValue;
        }
        return -(vectors.dot(gradient, steps.step()) + vectors.dot(trialGradient, steps.step())) / 2;
    }

    private void resize(double ratio) {
        if (!(ratio >= POOR)) {
            radius = (float) (SHRINKING * steps.length());
        } else if (ratio > GOOD && steps.atBoundary()) {
            radius *= GROWTH;
        }
    }

    private void accept(double trialValue) {
        double[] former = point;
        point = trial;
        trial = former;
        former = gradient;
        gradient = trialGradient;
        trialGradient = former;
        value = trialValue;
    }

    /** How long a step this gradient asks for: {@code √(gᵀP⁻¹g)}. */
    private double length(double[] ofGradient) {
        double[] step = new double[ofGradient.length];
        preconditioner.apply(ofGradient, step);
        return Math.sqrt(vectors.dot(ofGradient, step));
    }

    @Override
    public double[] parameters() {
        return point;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public int passes() {
        return passes;
    }

    @Override
    public List<float[]> memory() {
        return List.of(new float[] {radius});
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
        radius = memory.get(0)[0];
    }
}
