package io.xent.derive;

/**
 * A kind of number in which terms are evaluated.
 *
 * @param <V> the numbers
 */
interface Arithmetic<V> {

    /** A formula has no value at these numbers: a division by zero, the logarithm of what is not positive. */
    final class Undefined extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undefined() {
            this("no value");
        }

        Undefined(String message) {
            super(message, null, false, false);
        }
    }

    V of(Rational value);

    V plus(V left, V right);

    V times(V left, V right);

    /** One over the number; {@link Undefined} for 0. */
    V inverse(V value);

    V exp(V value);

    /** The natural logarithm; {@link Undefined} unless positive. */
    V log(V value);

    /** A power that is no whole number; {@link Undefined} unless the base is positive. */
    V root(V base, V exponent);

    /** The number as an exact constant, null if it is none. */
    Rational constant(V value);
}
