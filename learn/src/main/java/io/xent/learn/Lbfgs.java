package io.xent.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Limited-memory BFGS: steps along an approximation of the Hessian's inverse that is built from a preconditioner and the
 * last few changes of point and gradient, see {@link RememberedChanges}. Once it knows roughly where it is going, it may
 * exchange the preconditioner for a better one; what it remembers stays true.
 */
final class Lbfgs implements Solver {

    /** How often a refinement goes through the data. */
    private static final int REFINEMENT_PASSES = 2;

    private final Objective objective;
    private final Preconditioner first;
    private final Refinement refinement;
    private final int refineAfter;
    private final Vectors vectors;
    private final LineSearch lineSearch;
    private final RememberedChanges changes;
    private final double[] direction;

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
        this.refinement = refinement;
        this.refineAfter = Math.min(memory, refineAfter);
        this.vectors = vectors;
        lineSearch = new LineSearch(objective, vectors, relativeNoise);
        direction = new double[objective.dimension()];
        changes = new RememberedChanges(memory, objective.dimension(), vectors);
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
        double[] wide = new double[at.length];
        vectors.widen(at, wide);
        preconditioner = refinement.at(wide);
        refinedAt = at;
        passes += REFINEMENT_PASSES;
    }

    private boolean step() {
        changes.direction(gradient, preconditioner, direction);
        double slope = vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            return false;
        }
        boolean found = lineSearch.search(point, value, slope, direction, 1);
        passes += lineSearch.evaluations();
        if (!found) {
            return false;
        }
        double[] formerPoint = point;
        double[] formerGradient = gradient;
        point = lineSearch.exchangePoint(formerPoint);
        gradient = lineSearch.exchangeGradient(formerGradient);
        value = lineSearch.value();
        changes.add(point, formerPoint, gradient, formerGradient);
        return true;
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
        arrays.addAll(changes.arrays());
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
        changes.restore(memory.subList(firstChange, memory.size()));
    }
}
