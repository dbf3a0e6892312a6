package io.xent.learn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Limited-memory BFGS: steps along an approximation of the Hessian's inverse that is built from a preconditioner and the
 * last few changes of point and gradient. Once it knows roughly where it is going, it may exchange the preconditioner for a
 * better one; what it remembers stays true. Liu and Nocedal, "On the limited memory BFGS method for large scale
 * optimization", Mathematical Programming 45 (1989).
 */
final class Lbfgs implements Solver {

    /** A change of the point and the change of the gradient that came with it; 32 bits each are enough to steer by. */
    private record Change(float[] ofPoint, float[] ofGradient, double product) {}

    /** How often a refinement goes through the data. */
    private static final int REFINEMENT_PASSES = 2;

    private final Objective objective;
    private final Preconditioner first;
    private final int mostChanges;
    private final Refinement refinement;
    private final int refineAfter;
    private final Vectors vectors;
    private final LineSearch lineSearch;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final double[] direction;
    private final double[] work;
    private final double[] moreWork;

    private Preconditioner preconditioner;

    /** Where the preconditioner was refined, in 32 bits, so that a saved state can hold it; null before. */
    private float[] refinedAt;

    private double[] point;
    private double[] gradient;
    private double value;
    private int passes;

    /**
     * @param preconditioner roughly the inverse of the Hessian
     * @param memory how many changes are remembered
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    Lbfgs(Objective objective, Preconditioner preconditioner, int memory, Vectors vectors, double relativeNoise) {
        this(objective, preconditioner, memory, vectors, relativeNoise, null, 0);
    }

    /**
     * @param refinement used once; null for none
     * @param refineAfter how many changes are to be remembered by then
     */
    Lbfgs(
            Objective objective,
            Preconditioner preconditioner,
            int memory,
            Vectors vectors,
            double relativeNoise,
            Refinement refinement,
            int refineAfter) {
        this.objective = objective;
        first = preconditioner;
        mostChanges = memory;
        this.refinement = refinement;
        this.refineAfter = Math.min(memory, refineAfter);
        this.vectors = vectors;
        lineSearch = new LineSearch(objective, vectors, relativeNoise);
        direction = new double[objective.dimension()];
        work = new double[objective.dimension()];
        moreWork = new double[objective.dimension()];
        gradient = new double[objective.dimension()];
    }

    @Override
    public String name() {
        return "L-BFGS";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        changes.clear();
        preconditioner = first;
        refinedAt = null;
        point = parameters.clone();
        value = objective.valueAndGradient(point, gradient);
        passes = passesBefore + 1;
    }

    @Override
    public boolean advance() {
        if (refinement != null && refinedAt == null && changes.size() >= refineAfter) {
            float[] rounded = new float[point.length];
            vectors.narrow(point, rounded);
            refine(rounded);
        }
        if (step()) {
            return true;
        }
        if (changes.isEmpty()) {
            return false;
        }
        changes.clear();
        return step();
    }

    private void refine(float[] at) {
        vectors.widen(at, work);
        preconditioner = refinement.at(work);
        refinedAt = at;
        passes += REFINEMENT_PASSES;
    }

    private boolean step() {
        findDirection();
        double slope = vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            return false;
        }
        boolean found = lineSearch.search(point, value, slope, direction, 1);
        passes += lineSearch.evaluations();
        if (!found) {
            return false;
        }
        Change forgotten = changes.size() == mostChanges ? changes.removeFirst() : null;
        float[] ofPoint = forgotten == null ? new float[point.length] : forgotten.ofPoint;
        float[] ofGradient = forgotten == null ? new float[point.length] : forgotten.ofGradient;
        double[] formerPoint = point;
        double[] formerGradient = gradient;
        point = lineSearch.exchangePoint(formerPoint);
        gradient = lineSearch.exchangeGradient(formerGradient);
        value = lineSearch.value();
        vectors.subtract(point, formerPoint, ofPoint);
        vectors.subtract(gradient, formerGradient, ofGradient);
        remember(ofPoint, ofGradient);
        return true;
    }

    private void remember(float[] ofPoint, float[] ofGradient) {
        vectors.widen(ofGradient, work);
        double product = vectors.dot(ofPoint, work);
        if (product > 0) {
            changes.addLast(new Change(ofPoint, ofGradient, product));
        }
    }

    /** The two loops: minus the approximate inverse Hessian times the gradient. */
    private void findDirection() {
        double[] q = work;
        System.arraycopy(gradient, 0, q, 0, q.length);
        double[] coefficients = new double[changes.size()];
        int i = coefficients.length;
        for (Iterator<Change> newestFirst = changes.descendingIterator(); newestFirst.hasNext(); ) {
            Change change = newestFirst.next();
            coefficients[--i] = vectors.dot(change.ofPoint, q) / change.product;
            vectors.add(-coefficients[i], change.ofGradient, q);
        }
        preconditioner.apply(q, direction);
        if (!changes.isEmpty()) {
            Change newest = changes.getLast();
            vectors.widen(newest.ofGradient, q);
            preconditioner.apply(q, moreWork);
            vectors.scale(newest.product / vectors.dot(newest.ofGradient, moreWork), direction);
        }
        for (Change change : changes) {
            double beta = vectors.dot(change.ofGradient, direction) / change.product;
            vectors.add(coefficients[i++] - beta, change.ofPoint, direction);
        }
        vectors.scale(-1, direction);
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
        List<float[]> arrays = new ArrayList<>();
        if (refinedAt != null) {
            arrays.add(refinedAt);
        }
        for (Change change : changes) {
            arrays.add(change.ofPoint);
            arrays.add(change.ofGradient);
        }
        return arrays;
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
        int firstChange = memory.size() % 2;
        if (firstChange == 1) {
            refine(memory.get(0).clone());
            passes = passesBefore;
        }
        for (int i = firstChange; i < memory.size(); i += 2) {
            remember(memory.get(i).clone(), memory.get(i + 1).clone());
        }
    }
}
