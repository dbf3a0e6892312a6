package io.xent.derive;

import java.math.BigDecimal;

/**
 * An interval that contains a number.
 *
 * @param low at most the number
 * @param high at least the number
 */
record Enclosure(BigDecimal low, BigDecimal high) {

    BigDecimal width() {
        return high.subtract(low);
    }

    boolean contains(BigDecimal value) {
        return low.compareTo(value) <= 0 && value.compareTo(high) <= 0;
    }

    boolean isPositive() {
        return low.signum() > 0;
    }

    /** Whether no number is in both. */
    boolean isApartFrom(Enclosure other) {
        return high.compareTo(other.low) < 0 || other.high.compareTo(low) < 0;
    }
}
