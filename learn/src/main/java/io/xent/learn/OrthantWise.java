package io.xent.learn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
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

    private record Change(float[] ofPoint, float[] ofGradient, double product) {}

    private final Objective smooth;
    private final AbsolutePenalty absolute;
    private final Centring centring;
    private final double[] curvatures;
    private final int mostChanges;
    private final double relativeNoise;
    private final Vectors vectors;
    private final Deque<Change> changes = new ArrayDeque<>();
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
        this.curvatures = curvatures;
        mostChanges = memory;
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
        findDirection();
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
        remember(former, formerGradient);
        return value < formerValue || vectors.norm(slope) < formerSize;
    }

    private void remember(double[] former, double[] formerGradient) {
        float[] ofPoint = new float[point.length];
        float[] ofGradient = new float[point.length];
        vectors.subtract(centring.point(point, direction), centring.point(former, work), ofPoint);
        vectors.subtract(gradient, formerGradient, ofGradient);
        remember(ofPoint, ofGradient);
    }

    private void remember(float[] ofPoint, float[] ofGradient) {
        vectors.widen(ofGradient, work);
        double product = vectors.dot(ofPoint, work);
        if (product > 0) {
            if (changes.size() == mostChanges) {
                changes.removeFirst();
            }
            changes.addLast(new Change(ofPoint, ofGradient, product));
        }
    }

    /** The two loops of L-BFGS, from the subgradient. */
    private void findDirection() {
        System.arraycopy(slope, 0, direction, 0, slope.length);
        double[] coefficients = new double[changes.size()];
        int i = coefficients.length;
        for (Iterator<Change> newestFirst = changes.descendingIterator(); newestFirst.hasNext(); ) {
            Change change = newestFirst.next();
            coefficients[--i] = vectors.dot(change.ofPoint, direction) / change.product;
            vectors.add(-coefficients[i], change.ofGradient, direction);
        }
        precondition(direction);
        if (!changes.isEmpty()) {
            Change newest = changes.getLast();
            vectors.widen(newest.ofGradient, work);
            precondition(work);
            vectors.scale(newest.product / vectors.dot(newest.ofGradient, work), direction);
        }
        for (Change change : changes) {
            double beta = vectors.dot(change.ofGradient, direction) / change.product;
            vectors.add(coefficients[i++] - beta, change.ofPoint, direction);
        }
        vectors.scale(-1, direction);
    }

    private void precondition(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] /= curvatures[i];
        }
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
        List<float[]> arrays = new ArrayList<>();
        for (Change change : changes) {
            arrays.add(change.ofPoint);
            arrays.add(change.ofGradient);
        }
        return arrays;
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
        for (int i = 0; i < memory.size(); i += 2) {
            remember(memory.get(i).clone(), memory.get(i + 1).clone());
        }
    }
}
