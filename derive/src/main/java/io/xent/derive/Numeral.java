package io.xent.derive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as an explanation shows them: enough digits to follow every step with a pocket calculator. */
public final class Numeral {

    private static final int DECIMALS = 12;

    /** A number of up to so many decimals is most likely one that somebody typed, and is shown so. */
    private static final int DECIMALS_AS_TYPED = 6;

    private Numeral() {}

    /**
     * Twelve decimals; numbers that look typed as they were typed; twelve significant digits and a power of ten where plain
     * decimals would be too many or too few.
     */
    public static String of(double value) {
        return text(value, DECIMALS);
    }

    /** Three significant digits, for bounds and sizes. */
    public static String brief(double value) {
        if (!Double.isFinite(value) || value == Math.rint(value) && Math.abs(value) < 1e6) {
            return text(value, DECIMALS);
        }
        return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6
                ? new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                : scientific(value, 3);
    }

    /** A number of nats in bits, with the unit. */
    static String bits(double nats) {
        String number = of(nats / Math.log(2));
        return number + (number.equals("1") ? " bit" : " bits");
    }

    private static String text(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "NaN";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        } else if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        } else if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7) {
            BigDecimal shortest = BigDecimal.valueOf(value);
            if (shortest.scale() <= DECIMALS_AS_TYPED) {
                return shortest.toPlainString();
            }
            return new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        return scientific(value, decimals);
    }

    private static String scientific(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
