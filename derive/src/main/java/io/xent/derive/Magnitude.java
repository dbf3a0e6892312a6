package io.xent.derive;

import java.math.BigDecimal;
import java.math.MathContext;

/** Sizes that no double holds, in words. */
final class Magnitude {

    private Magnitude() {}

    /** exp(x) with three digits and a power of ten, such as {@code 1.97e434}; beyond that the power alone. */
    static String ofExp(double x) {
        double power = x / Math.log(10);
        if (Math.abs(power) < 1e9) {
            double whole = Math.floor(power);
            BigDecimal front = new BigDecimal(Math.pow(10, power - whole)).round(new MathContext(3));
            return front.toPlainString() + "e" + (long) whole;
        }
        return "10^(" + Numeral.brief(power) + ")";
    }
}
