package io.xent.derive;

/** What a check of a gradient has found. */
public enum GradientVerdict {
    /** Right, to as many digits as were asked for. */
    AGREES,
    /** Wrong: further off than the comparison may be. */
    DIFFERS,
    /** Neither: the comparison has too few digits to decide. */
    UNDECIDED
}
