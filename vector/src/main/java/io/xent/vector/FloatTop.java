package io.xent.vector;

/** Looks for the largest logit of a row. */
final class FloatTop {

    /** The largest is looked for in blocks of so many values, and then in one of them. */
    private static final int BLOCK = 2048;

    private final FloatWork work;

    FloatTop(FloatWork work) {
        this.work = work;
    }

    /** The first largest logit's class; −1 where that is infinite or there is a NaN. */
    int of(float[] values, int from, int count) {
        float max = Float.NEGATIVE_INFINITY;
        int block = 0;
        for (int at = 0, length; at < count; at += length) {
            length = Math.min(BLOCK, count - at);
            work.from(values, from + at, length);
            work.run(FloatStage.MAX);
            if (work.max != work.max) {
                return -1;
            }
            if (work.max > max) {
                max = work.max;
                block = at;
            }
        }
        if (Math.abs(max) == Float.POSITIVE_INFINITY) {
            return -1;
        }
        int k = block;
        while (values[from + k] != max) {
            k++;
        }
        return k;
    }
}
