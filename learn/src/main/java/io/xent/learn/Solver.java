package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.List;

/**
 * Makes an {@link Objective} small, one iteration at a time. Who drives it decides when to stop. Knows nothing of what
 * the objective is made of.
 */
public interface Solver {

    /**
     * L-BFGS, for an objective of which nothing but values and gradients is known.
     *
     * @param memory how many changes of point and gradient it remembers
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    static Solver lbfgs(Objective objective, int memory, double relativeNoise, Parallelism parallelism) {
        Preconditioner none = (gradient, direction) -> System.arraycopy(gradient, 0, direction, 0, gradient.length);
        return new Lbfgs(objective, none, memory, new Vectors(parallelism), relativeNoise);
    }

    /** A name for messages and saved states. */
    String name();

    /** Goes to a point and evaluates there, forgetting what it knew, after a number of passes made by others. */
    void start(double[] parameters, int passesBefore);

    /** Takes one step downhill; false where rounding leaves no step that can be told to be one. */
    boolean advance();

    /** Where it stands; not to be changed. */
    double[] parameters();

    double value();

    /** The gradient where it stands; not to be changed. */
    double[] gradient();

    /** How often the data have been gone through. */
    int passes();

    /** What it remembers beside the parameters; not to be changed, and of use until the next step. */
    List<float[]> memory();

    /** Goes back to where {@link #parameters} and {@link #memory} were taken, to go on to the same bits. */
    void restore(double[] parameters, List<float[]> memory, int passesBefore);
}
