package io.xent.vector;

/** What double precision leaves room for: {@link FloatFormat} with larger numbers. */
final class DoubleFormat {

    static final int RISE = 200;
    static final int ROOM = 200;
    static final int LEAST_SCALE = -300;
    static final int MOST_SCALE = 100;
    /** Values whose exponentials are taken together: as many as leave vectors in registers. */
    static final int GROUP = Width.DOUBLES;

    static final int BYTES = Double.BYTES;

    static final double NOTHING = 0x1p-1074;
    static final double MIN_NORMAL = Double.MIN_NORMAL;
    static final double SMALL = 0x1p-500;

    /** A row's factor below it is left to the scalar kernels. */
    static final double SMALLEST_SCALE = Math.scalb(1.0, LEAST_SCALE);

    private DoubleFormat() {}

    /** Whether results may be multiplied by this without losing any. */
    static boolean fits(double scale) {
        return scale >= SMALLEST_SCALE && Math.getExponent(scale) <= MOST_SCALE;
    }
}
