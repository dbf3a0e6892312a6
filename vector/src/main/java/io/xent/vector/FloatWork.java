package io.xent.vector;

import java.util.Arrays;

/**
 * What the stages work on: their arguments and results, and the scratch memory of one thread. Arguments go through fields
 * because stages are called where the compiler must not look through the call; see {@link FloatStage}.
 */
final class FloatWork {

    static final int LANES = Width.FLOATS;

    private static final ThreadLocal<FloatWork> OF_THREAD = ThreadLocal.withInitial(FloatWork::new);

    private FloatStage[] stages = FloatPlainStages.ALL;

    /** Arguments: {@code count} values from one place to another, which may be the same. */
    float[] source;

    int from;
    float[] target;
    int to;
    int count;

    /** Arguments: the reference of {@link FloatExponential}, and 1 / T. */
    float centre;

    float magic;
    float inverse;

    final FloatExponential exponential = new FloatExponential();

    /** Argument: what values are multiplied by, or what is subtracted from them. */
    float factor;

    /** Result: the largest value. Where there is a NaN, that or anything. */
    float max;

    /** Result: the largest values, lane by lane. */
    final float[] largest = new float[2 * LANES];

    /** Result: the sum of the exponentials, lane by lane, and what rounding took from it. */
    float[] lanes = new float[LANES];

    float[] lost = new float[LANES];

    /** Result: how many values were in range. */
    int done;

    /** Values that are left over, and then their exponentials. */
    private final float[] group = new float[FloatFormat.GROUP];

    /** Where sums go that nobody asks for. */
    private float[] otherLanes = new float[LANES];

    private float[] otherLost = new float[LANES];

    /** Arguments of the stages that see a chunk of short rows: rows × classes exponentials. */
    int rows;

    int classes;

    /** Argument of a pass over some columns of a chunk: the first of them. */
    int column;

    float[] exponentials = new float[0];
    float[] magics = new float[0];
    float[] centres = new float[0];

    /** Arguments of the stages that see rows of middle length: their length, and where each starts and its results go. */
    int length;

    final int[] starts = new int[FloatChunk.MOST_ROWS];
    final int[] ends = new int[FloatChunk.MOST_ROWS];

    /** Results, per row: the reference that was chosen, as {@link #magic}; the logit singled out; how many values are done. */
    final float[] references = new float[FloatChunk.MOST_ROWS];

    final float[] ownLogits = new float[FloatChunk.MOST_ROWS];
    final int[] reached = new int[FloatChunk.MOST_ROWS];

    /** Results, per short row: sums. Behind them, what these are made of. */
    final double[] rowSums = new double[FloatChunk.MOST_ROWS * Width.DOUBLES];

    /** Results, per row of middle length: sums, lane by lane, with what rounding took from those. */
    final float[] sums = new float[FloatChunk.MOST_ROWS * LANES];

    /** And what the lanes have been emptied into before. */
    final double[] flushed = new double[FloatChunk.MOST_ROWS];

    final float[] lostOfSums = new float[FloatChunk.MOST_ROWS * LANES];

    final float[] factors = new float[FloatChunk.MOST_ROWS];

    /** Argument, per row: the class that is singled out. */
    final int[] singled = new int[FloatChunk.MOST_ROWS];

    /** Per row: whether it needs care of its own, and whether it was computed with the others. */
    final boolean[] special = new boolean[FloatChunk.MOST_ROWS];

    final boolean[] plain = new boolean[FloatChunk.MOST_ROWS];

    /** Copies of logits where they cannot be used in place. */
    float[] copy = new float[0];

    final RowWork each = new RowWork(FloatChunk.MOST_ROWS, FloatFormat.NOTHING);

    final FloatSpread spread = new FloatSpread();

    final FloatRow row = new FloatRow(this);

    final FloatRowResult rowResult = new FloatRowResult(this);

    final FloatTop top = new FloatTop(this);

    final FloatRowBatch rowBatch = new FloatRowBatch(this);

    final FloatChunk chunk = new FloatChunk(this);

    final FloatCrossEntropy crossEntropy = new FloatCrossEntropy(this);

    final FloatSpreadCrossEntropy spreadCrossEntropy = new FloatSpreadCrossEntropy(this);

    final FloatSoftCap softCap = new FloatSoftCap(this);

    final FloatSoftmax softmax = new FloatSoftmax(this);

    /** That of the calling thread, which is about to work on so many values. */
    static FloatWork ofThread(long values) {
        WarmUp.count(values);
        FloatWork work = OF_THREAD.get();
        work.use(FloatStage.current(), RowStage.current());
        return work;
    }

    void use(FloatStage[] changed, RowStage[] changedForRows) {
        stages = changed;
        each.use(changedForRows);
    }

    void run(int stage) {
        FloatStage.run(stages[stage], this);
    }

    void setTemperature(double temperature) {
        exponential.setTemperature(temperature);
        inverse = (float) (1 / temperature);
        each.setTemperature(temperature);
        row.setTemperature(temperature);
        chunk.setTemperature(temperature);
    }

    /** From array {@code from} on: {@code count} values. */
    void from(float[] array, int start, int length) {
        source = array;
        from = start;
        count = length;
    }

    void to(float[] array, int start) {
        target = array;
        to = start;
    }

    /** {@link FloatStage#ONE_PASS} for any number of values; returns how many are done. */
    int onePass() {
        int first = from;
        int end = to + count;
        int rest = count % group.length;
        int whole = count - rest;
        if (whole > 0) {
            count = whole;
            run(FloatStage.ONE_PASS);
            if (rest == 0 || done < whole) {
                return done;
            }
        }
        float[] results = target;
        System.arraycopy(source, first + whole, group, 0, rest);
        Arrays.fill(group, rest, group.length, group[0]);
        from(group, 0, group.length);
        to(group, 0);
        exchangeSums();
        run(FloatStage.ONE_PASS);
        exchangeSums();
        if (done == 0) {
            return whole;
        }
        System.arraycopy(group, 0, results, end - rest, rest);
        Arrays.fill(group, rest, group.length, 0);
        run(FloatStage.SUM);
        return whole + rest;
    }

    private void exchangeSums() {
        float[] kept = lanes;
        lanes = otherLanes;
        otherLanes = kept;
        kept = lost;
        lost = otherLost;
        otherLost = kept;
    }

    void clearSums() {
        Arrays.fill(lanes, 0);
        Arrays.fill(lost, 0);
    }

    /** The sum of all exponentials since the sums were cleared. */
    double sumOfLanes() {
        return sum(lanes, lost, 0);
    }

    /**
     * {@link FloatStage#ONE_PASS} for the values {@code [start, end)} of a row of middle length that has many of them: the
     * lanes are emptied in between. Returns how many are done.
     */
    int onePass(int row, int start, int end) {
        int at = start;
        for (boolean inRange = true; at < end && inRange; ) {
            int after = at % FloatFormat.BLOCK;
            if (at > 0 && after == 0) {
                flushed[row] += sumOfLanes();
                clearSums();
            }
            from(source, starts[row] + at, Math.min(end - at, FloatFormat.BLOCK - after));
            to(target, ends[row] + at);
            run(FloatStage.ONE_PASS);
            at += done;
            inRange = done == count;
        }
        return at - start;
    }

    /** The sum of all exponentials of a row of middle length. */
    double sumOfRow(int row) {
        return flushed[row] + sum(sums, lostOfSums, row * LANES);
    }

    /** The sum of some exponentials. */
    double sum(float[] values, int start, int length) {
        double sum = 0;
        int whole = length - length % LANES;
        clearSums();
        for (int at = 0; at < whole; at += FloatFormat.BLOCK) {
            from(values, start + at, Math.min(FloatFormat.BLOCK, whole - at));
            run(FloatStage.SUM);
            sum += sumOfLanes();
            clearSums();
        }
        for (int k = start + whole; k < start + length; k++) {
            sum += values[k];
        }
        return sum;
    }

    private static double sum(float[] sums, float[] losts, int from) {
        double even = 0;
        double odd = 0;
        for (int l = from; l < from + LANES; l += 2) {
            even += (double) sums[l] + losts[l];
            odd += (double) sums[l + 1] + losts[l + 1];
        }
        return even + odd;
    }

    /** Room for a chunk, and for a vector that starts at its last value. */
    void reserve(int values) {
        if (exponentials.length < values + LANES) {
            exponentials = new float[values + LANES];
            magics = new float[values + LANES];
            centres = new float[values + LANES];
            copy = Arrays.copyOf(copy, Math.max(copy.length, values + LANES));
        }
    }

    /** Arguments on which every stage can run. */
    void prepareForWarmUp(int shortRows, int columns) {
        int values = shortRows * columns;
        setTemperature(1);
        reserve(values);
        classes = columns;
        rows = shortRows;
        length = Math.max(FloatFormat.FIRST, columns + 2 * FloatFormat.GROUP);
        Arrays.fill(plain, true);
        each.rows = rows;
        Arrays.fill(each.others, 1);
        Arrays.fill(each.scale, 1);
        centre = 0;
        factor = 1;
        magic = FloatExponential.MAGIC;
        Arrays.fill(magics, magic);
        spread.prepareForWarmUp(rows, classes, length);
        softCap.prepareForWarmUp(rows, classes);
        from(new float[Math.max(values, length)], 0, values);
        to(new float[Math.max(values, length)], 0);
    }

    float[] copyOfAtLeast(int values) {
        if (copy.length < values) {
            copy = new float[values];
        }
        return copy;
    }
}
