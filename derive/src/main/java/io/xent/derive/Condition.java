package io.xent.derive;

/** What an indicator bracket, a case, or a line's "for i ≠ j" asks. */
public sealed interface Condition {

    /** Its place. */
    Span span();

    /** Two indices coincide: {@code i = j}. */
    record Same(Index left, Index right, Span span) implements Condition {}

    /** Two indices differ: {@code i ≠ j}. */
    record Different(Index left, Index right, Span span) implements Condition {}

    /** A name has a value, as in "if {@code y_i = 1}". */
    record Value(Expression.Name name, Rational value, Span span) implements Condition {}
}
