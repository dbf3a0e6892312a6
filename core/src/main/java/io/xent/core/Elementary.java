package io.xent.core;

/**
 * The elementary functions that the accuracy of this package rests on, in one place: a platform whose own are worse
 * replaces this class and nothing else. {@code exp}, {@code log} and {@code tanh} must be within 1 ulp of the truth,
 * {@code log} in the relative sense next to 1 too.
 */
final class Elementary {

    private Elementary() {}

    static double exp(double x) {
        return Math.exp(x);
    }

    static double log(double x) {
        return Math.log(x);
    }

    /** {@code log(1 + x)} for x ≥ 0, to about an ulp however small x is. */
    static double log1p(double x) {
        double sum = 1 + x;
        return sum == Double.POSITIVE_INFINITY ? sum : logOfSum(sum, x - (sum - 1));
    }

    /**
     * {@code log(high + low)} for a sum from 1 up, rounded to high and the low part that rounding dropped. Not {@code
     * Math.log1p}: some platforms have a poor one, and where it is good it takes twice as long.
     */
    static double logOfSum(double high, double low) {
        return log(high) + low / high;
    }

    static double tanh(double x) {
        return Math.tanh(x);
    }

    /** {@code a · b + c} with one rounding. */
    static double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }
}
