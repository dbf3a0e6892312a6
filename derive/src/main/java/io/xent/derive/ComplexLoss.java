package io.xent.derive;

/** A loss as a function of complex numbers. */
@FunctionalInterface
public interface ComplexLoss {

    /** The loss at a point. */
    Complex at(Complex[] point);
}
