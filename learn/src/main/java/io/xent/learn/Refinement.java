package io.xent.learn;

/** Makes a preconditioner for a point: better than one for any point, and dearer. */
@FunctionalInterface
interface Refinement {

    Preconditioner at(double[] parameters);
}
