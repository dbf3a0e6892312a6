package io.xent.learn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last few changes of point and gradient, and the approximation of the Hessian's inverse that they make of a
 * preconditioner. Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming
 * 45 (1989).
 */
final class RememberedChanges {

    /** A change of the point and the change of the gradient that came with it; 32 bits each are enough to steer by. */
    private record Change(float[] ofPoint, float[] ofGradient, double product) {}

    private final int most;
    private final int dimension;
    private final Vectors vectors;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final double[] work;
    private final double[] moreWork;

    RememberedChanges(int most, int dimension, Vectors vectors) {
        this.most = most;
        this.dimension = dimension;
        this.vectors = vectors;
        work = new double[dimension];
        moreWork = new double[dimension];
    }

    int size() {
        return changes.size();
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void clear() {
        changes.clear();
    }

    /** Remembers a change, and forgets the oldest where there are too many; one along which the gradient does not rise is left out. */
    void add(double[] point, double[] formerPoint, double[] gradient, double[] formerGradient) {
        Change forgotten = changes.size() == most ? changes.removeFirst() : null;
        float[] ofPoint = forgotten == null ? new float[dimension] : forgotten.ofPoint;
        float[] ofGradient = forgotten == null ? new float[dimension] : forgotten.ofGradient;
        vectors.subtract(point, formerPoint, ofPoint);
        vectors.subtract(gradient, formerGradient, ofGradient);
        add(ofPoint, ofGradient);
    }

    private void add(float[] ofPoint, float[] ofGradient) {
        vectors.widen(ofGradient, work);
        double product = vectors.dot(ofPoint, work);
        if (product > 0) {
            changes.addLast(new Change(ofPoint, ofGradient, product));
        }
    }

    /** The two loops: writes minus the approximate inverse Hessian times the gradient. */
    void direction(double[] gradient, Preconditioner preconditioner, double[] direction) {
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

    /** Changes of the point and of the gradient in turn, oldest first; not to be changed. */
    List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>();
        for (Change change : changes) {
            arrays.add(change.ofPoint);
            arrays.add(change.ofGradient);
        }
        return arrays;
    }

    /** Remembers copies of what {@link #arrays} gave. */
    void restore(List<float[]> arrays) {
        for (int i = 0; i < arrays.size(); i += 2) {
            add(arrays.get(i).clone(), arrays.get(i + 1).clone());
        }
    }
}
