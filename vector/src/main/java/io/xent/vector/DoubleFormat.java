package io.xent.vector;

/** What double precision leaves room for: {@link FloatFormat} with larger numbers. */
final class DoubleFormat {

    static final int RISE = 200;
    static final int ROOM = 200;
    static final int LEAST_SCALE = -300;
    static final int MOST_SCALE = 100;
    /** Values of a row from which its first reference is taken. */
    static final int FIRST = 16;

    static final int GROUP = Width.DOUBLES;
    static final int TOGETHER = GROUP;

    /** Never: lanes of doubles carry what rounding takes from them. */
    static final int BLOCK = 1 << 30;

    static final int BATCH = 1 << 15;
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

    /** The largest of some values, without a branch to mispredict: NaN where there is a positive one. */
    static double largest(double[] values, int from, int count) {
        long largest = inOrder(values[from]);
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, inOrder(values[from + i]));
        }
        return Double.longBitsToDouble(largest ^ largest >> 63 & Long.MAX_VALUE);
    }

    /** Whole numbers in the order of the values. */
    private static long inOrder(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }
}
