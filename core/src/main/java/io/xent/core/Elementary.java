package io.xent.core;

/**
 * The elementary functions that the accuracy of this package rests on, in one place: a platform whose own are worse
 * replaces this class and nothing else. Each must be within 1 ulp, and {@code log1p} and {@code expm1} must keep
 * relative accuracy at arguments next to zero.
 */
final class Elementary {

    private Elementary() {}

    static double exp(double x) {
        return Math.exp(x);
    }

    static double log(double x) {
        return Math.log(x);
    }

    static double log1p(double x) {
        return Math.log1p(x);
    }

    static double tanh(double x) {
        return Math.tanh(x);
    }

    /** {@code a · b + c} with one rounding. */
    static double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }
}
