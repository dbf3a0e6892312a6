package io.xent.learn;

import java.util.List;

/**
 * L-BFGS for objectives with {@code λ₁ Σ |w|}: where no weight changes its sign the objective is smooth, so each step stays
 * within one orthant and ends at its boundary, where weights are exactly zero. Works on centred features, {@code b' = b +
 * Wμ}, and on weights in units of their curvature. Andrew and Gao, "Scalable training of L1-regularized log-linear
 * models", ICML 2007.
 */
final class OrthantWise implements Solver {

    private static final double DECREASE = 1e-4;
    private static final double SHORTEST = 1e-10;

    private final Objective smooth;
    private final AbsolutePenalty absolute;
    private final Centring centring;
    private final Preconditioner curvatures;
    private final double relativeNoise;
    private final Vectors vectors;
    private final RememberedChanges changes;
    private final double[] direction;
    private final double[] work;

    /** The shortest subgradient, for centred features. */
    private final double[] slope;

    private double[] point;
    private double[] gradient;
    private double[] subgradient;
    private double value;
    private int passes;

    /**
     * @param smooth the objective without the absolute values
     * @param curvatures roughly the diagonal of its Hessian for centred features, all positive
     * @param memory how many changes are remembered
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    OrthantWise(
            Objective smooth,
            AbsolutePenalty absolute,
            Centring centring,
            double[] curvatures,
            int memory,
            double relativeNoise,
            Vectors vectors) {
        this.smooth = smooth;
        this.absolute = absolute;
        this.centring = centring;
        this.curvatures = (x, out) -> {
            for (int i = 0; i < x.length; i++) {
                out[i] = x[i] / curvatures[i];
            }
        };
        changes = new RememberedChanges(memory, smooth.dimension(), vectors);
        this.relativeNoise = relativeNoise;
        this.vectors = vectors;
        direction = new double[smooth.dimension()];
        work = new double[smooth.dimension()];
        slope = new double[smooth.dimension()];
        subgradient = new double[smooth.dimension()];
    }

    @Override
    public String name() {
        return "OWL-QN";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        changes.clear();
        point = parameters.clone();
        gradient = new double[point.length];
        value = smooth.valueAndGradient(point, gradient) + absolute.value(point);
        passes = passesBefore + 1;
        findSlope();
    }

    /** The gradient is kept for centred features; the subgradient also as others see it. */
    private void findSlope() {
        absolute.shortestSubgradient(point, gradient, subgradient);
        centring.gradient(gradient);
        absolute.shortestSubgradient(point, gradient, slope);
    }

    @Override
    public boolean advance() {
        if (step()) {
            return true;
        }
        if (changes.isEmpty()) {
            return false;
        }
        changes.clear();
        return step();
    }

    private boolean step() {
        changes.direction(slope, curvatures, direction);
        align();
        if (!(vectors.dot(slope, direction) < 0)) {
            return false;
        }
        double[] trial = new double[point.length];
        double[] trialGradient = work;
        for (double length = 1; length >= SHORTEST; length /= 2) {
            double expected = trial(length, trial);
            double trialValue = smooth.valueAndGradient(trial, trialGradient) + absolute.value(trial);
            passes++;
            if (trialValue <= value + DECREASE * expected + relativeNoise * Math.abs(value) && expected < 0) {
                return accept(trial, trialValue, trialGradient);
            }
        }
        return false;
    }

    /** Moves to the trial point, unless neither value nor slope has become smaller by more than rounding. */
    private boolean accept(double[] trial, double trialValue, double[] trialGradient) {
        double[] formerGradient = gradient.clone();
        double[] former = point;
        double formerValue = value;
        double formerSize = vectors.norm(slope);
        point = trial;
        value = trialValue;
        System.arraycopy(trialGradient, 0, gradient, 0, gradient.length);
        findSlope();
        changes.add(centring.point(point, direction), centring.point(former, work), gradient, formerGradient);
        return value < formerValue || vectors.norm(slope) < formerSize;
    }

    /** Leaves out what would go against the subgradient, so that each weight's share goes downhill. */
    private void align() {
        for (int i = 0; i < absolute.weights(); i++) {
            if (direction[i] * slope[i] >= 0) {
                direction[i] = 0;
            }
        }
    }

    /** Writes the point a step leads to, weights kept on their side of zero; gives the expected change of value. */
    private double trial(double length, double[] trial) {
        centring.point(point, trial);
        double expected = 0;
        for (int i = 0; i < trial.length; i++) {
            double from = trial[i];
            double to = from + length * direction[i];
            if (i < absolute.weights()) {
                double side = from != 0 ? from : -slope[i];
                to = to * side > 0 ? to : 0;
            }
            trial[i] = to;
            expected += slope[i] * (to - from);
        }
        centring.uncentred(trial);
        return expected;
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
        return subgradient;
    }

    @Override
    public int passes() {
        return passes;
    }

    @Override
    public List<float[]> memory() {
        return changes.arrays();
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
        changes.restore(memory);
    }
}
