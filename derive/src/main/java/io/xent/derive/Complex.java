package io.xent.derive;

/**
 * A complex number, as far as {@link GradientCheck#ofComplex} needs it.
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {

    /** A real number. */
    public static Complex of(double re) {
        return new Complex(re, 0);
    }

    /** The sum. */
    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    /** The difference. */
    public Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    /** The product. */
    public Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    /** The product with a real number. */
    public Complex times(double factor) {
        return new Complex(re * factor, im * factor);
    }

    /** The quotient. */
    public Complex over(Complex other) {
        double square = other.re * other.re + other.im * other.im;
        return new Complex((re * other.re + im * other.im) / square, (im * other.re - re * other.im) / square);
    }

    /** e to this power. */
    public Complex exp() {
        double size = Math.exp(re);
        return new Complex(size * Math.cos(im), size * Math.sin(im));
    }

    /** The natural logarithm, with an imaginary part in (−π, π]. */
    public Complex log() {
        return new Complex(Math.log(Math.hypot(re, im)), Math.atan2(im, re));
    }
}
