package io.xent.derive;

/**
 * A function at some places, to be drawn.
 *
 * @param caption what is shown
 * @param horizontal what x is
 * @param vertical what y is, not negative
 * @param x ascending; the array is not copied
 * @param y one for each x; the array is not copied
 */
public record Curve(String caption, String horizontal, String vertical, double[] x, double[] y) implements Part {

    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
        }
    }
}
