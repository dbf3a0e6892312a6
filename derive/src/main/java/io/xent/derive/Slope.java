package io.xent.derive;

/**
 * A derivative by differences.
 *
 * @param value the derivative
 * @param error what it may be off
 */
record Slope(double value, double error) {}
