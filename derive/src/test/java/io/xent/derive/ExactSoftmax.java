package io.xent.derive;

import java.math.BigDecimal;
import java.math.MathContext;

/** The softmax and what follows from it in 60 digits, from the definitions. */
final class ExactSoftmax {

    static final MathContext DIGITS = new MathContext(60);

    private final BigDecimal[] p;
    private final BigDecimal logSum;
    private final BigDecimal[] scaled;

    ExactSoftmax(double[] logits, double temperature) {
        scaled = new BigDecimal[logits.length];
        p = new BigDecimal[logits.length];
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < logits.length; k++) {
            scaled[k] = new BigDecimal(logits[k]).divide(new BigDecimal(temperature), DIGITS);
            p[k] = exp(scaled[k]);
            sum = sum.add(p[k], DIGITS);
        }
        for (int k = 0; k < logits.length; k++) {
            p[k] = p[k].divide(sum, DIGITS);
        }
        logSum = log(sum);
    }

    BigDecimal probability(int k) {
        return p[k];
    }

    BigDecimal logProbability(int k) {
        return scaled[k].subtract(logSum, DIGITS);
    }

    /** By the power series of x / 2^n, squared n times. */
    static BigDecimal exp(BigDecimal x) {
        MathContext more = new MathContext(100);
        BigDecimal small = x.divide(BigDecimal.valueOf(1L << 30), more);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n < 40; n++) {
            term = term.multiply(small, more).divide(BigDecimal.valueOf(n), more);
            sum = sum.add(term, more);
        }
        for (int n = 0; n < 30; n++) {
            sum = sum.multiply(sum, more);
        }
        return sum.round(DIGITS);
    }

    /** By Newton's method on exp. */
    static BigDecimal log(BigDecimal x) {
        double exponent = (x.precision() - x.scale()) * Math.log(10);
        double front = x.movePointLeft(x.precision() - x.scale()).doubleValue();
        BigDecimal y = new BigDecimal(exponent + Math.log(front));
        for (int n = 0; n < 4; n++) {
            y = y.add(x.divide(exp(y), DIGITS), DIGITS).subtract(BigDecimal.ONE, DIGITS);
        }
        return y;
    }
}
