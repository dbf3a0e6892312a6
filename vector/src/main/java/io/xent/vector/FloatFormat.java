package io.xent.vector;

/** What single precision leaves room for. */
final class FloatFormat {

    /**
     * Where, as a power of two, the largest exponential of a row is put. Down to 2^−126 there is then room for everything
     * that is more than 0 as a probability, the smallest of which is 2^−149.
     */
    static final int RISE = 30;

    /** How much larger, as a power of two, exponentials may be than the one that was taken for the largest. */
    static final int ROOM = 36;

    /** Factors of rows outside {@code 2^LEAST_SCALE … 2^MOST_SCALE} leave no room for that. */
    static final int LEAST_SCALE = -30;

    static final int MOST_SCALE = 30;

    /** Values of a row from which its first reference is taken. */
    static final int FIRST = 16;

    /** Loops over exponentials take whole groups; what is left of a row goes another way. */
    static final int GROUP = 2 * Width.FLOATS;

    /** Values whose exponentials are taken together, as long as there are so many: what leaves vectors in registers. */
    static final int TOGETHER = Width.BITS == 512 ? 2 * GROUP : GROUP;

    /** Lanes of a long row are emptied into a sum in double precision after so many values. */
    static final int BLOCK = 512 * GROUP;

    /** Values of a batch of rows at most, and of a large block: what fits into half of a second cache. */
    static final int BATCH = 1 << 16;

    /** A ratio of two probabilities, and so a loss, that is 0 when rounded. */
    static final double NOTHING = 0x1p-149;

    static final double MIN_NORMAL = Float.MIN_NORMAL;

    /** A power of two, so that multiplying by it rounds nothing, that takes exponentials out of the way. */
    static final double SMALL = 0x1p-60;

    /** A row's factor below it is left to the scalar kernels. */
    static final double SMALLEST_SCALE = Math.scalb(1.0, LEAST_SCALE);

    private FloatFormat() {}

    /** Whether results may be multiplied by this without losing any. */
    static boolean fits(double scale) {
        return scale >= SMALLEST_SCALE && Math.getExponent(scale) <= MOST_SCALE;
    }

    /** The largest of some values, without a branch to mispredict: NaN where there is a positive one. */
    static float largest(float[] values, int from, int count) {
        int largest = inOrder(values[from]);
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, inOrder(values[from + i]));
        }
        return Float.intBitsToFloat(largest ^ largest >> 31 & Integer.MAX_VALUE);
    }

    /** Whole numbers in the order of the values. */
    private static int inOrder(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
