package io.xent.learn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Limited-memory BFGS: steps along an approximation of the Hessian's inverse that is built from a preconditioner and the
 * last few changes of point and gradient. Liu and Nocedal, "On the limited memory BFGS method for large scale
 * optimization", Mathematical Programming 45 (1989).
 */
final class Lbfgs implements Solver {

    /** A change of the point and the change of the gradient that came with it. */
    private record Change(double[] ofPoint, double[] ofGradient, double product) {}

    private final Objective objective;
    private final Preconditioner preconditioner;
    private final int memory;
    private final Vectors vectors;
    private final LineSearch lineSearch;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final double[] direction;

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
        this.objective = objective;
        this.preconditioner = preconditioner;
        this.memory = memory;
        this.vectors = vectors;
        lineSearch = new LineSearch(objective, vectors, relativeNoise);
        direction = new double[objective.dimension()];
        gradient = new double[objective.dimension()];
    }

    @Override
    public String name() {
        return "L-BFGS";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        changes.clear();
        point = parameters.clone();
        value = objective.valueAndGradient(point, gradient);
        passes = passesBefore + 1;
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
        double slope = vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            return false;
        }
        boolean found = lineSearch.search(point, value, slope, direction, 1);
        passes += lineSearch.evaluations();
        if (!found) {
            return false;
        }
        double[] oldPoint = point;
        double[] oldGradient = gradient;
        Change forgotten = changes.size() == memory ? changes.removeFirst() : null;
        double[] change = forgotten == null ? new double[point.length] : forgotten.ofPoint;
        double[] gradientChange = forgotten == null ? new double[point.length] : forgotten.ofGradient;
        point = lineSearch.exchangePoint(change);
        gradient = lineSearch.exchangeGradient(gradientChange);
        value = lineSearch.value();
        vectors.subtract(point, oldPoint, oldPoint);
        vectors.subtract(gradient, oldGradient, oldGradient);
        remember(oldPoint, oldGradient);
        return true;
    }

    private void remember(double[] ofPoint, double[] ofGradient) {
        double product = vectors.dot(ofPoint, ofGradient);
        if (product > 1e-14 * vectors.norm(ofPoint) * vectors.norm(ofGradient)) {
            changes.addLast(new Change(ofPoint, ofGradient, product));
        }
    }

    /** The two loops: minus the approximate inverse Hessian times the gradient. */
    private void findDirection() {
        double[] q = gradient.clone();
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
            preconditioner.apply(newest.ofGradient, q);
            vectors.scale(newest.product / vectors.dot(newest.ofGradient, q), direction);
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
    public List<double[]> save() {
        List<double[]> saved = new ArrayList<>();
        saved.add(point.clone());
        for (Change change : changes) {
            saved.add(change.ofPoint.clone());
            saved.add(change.ofGradient.clone());
        }
        return saved;
    }

    @Override
    public void restore(List<double[]> saved, int passesBefore) {
        start(saved.get(0), passesBefore - 1);
        for (int i = 1; i < saved.size(); i += 2) {
            double[] ofPoint = saved.get(i).clone();
            double[] ofGradient = saved.get(i + 1).clone();
            changes.addLast(new Change(ofPoint, ofGradient, vectors.dot(ofPoint, ofGradient)));
        }
    }
}
