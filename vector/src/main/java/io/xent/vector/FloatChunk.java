package io.xent.vector;

import io.xent.core.FloatMatrix;
import java.util.Arrays;

/**
 * Many short rows at a time: the exponentials of a chunk as if it were one row, with one reference; then row sums by
 * whole vectors of rows. Rows that are not next to each other in memory, must not all be read, or do not fill their last
 * vector, are copied. Where the chunk's rows are too far apart for one reference, each has its own. Both ways give the same
 * bits, because the reference touches no bit but the exponent's.
 */
final class FloatChunk {

    /** Rows with more classes are worked on one by one. */
    static final int MOST_CLASSES = 8 * FloatWork.LANES;

    static final int MOST_ROWS = 256;

    private static final int VALUES = 4096;

    /** What is done with rows whose exponentials are known. */
    interface Job {

        /** Whether a class of each row is singled out. */
        boolean singles();

        /** What results of all rows are multiplied by; NaN where that differs, or is out of the ordinary. */
        double commonScale();

        /**
         * Sets {@link FloatWork#singled}, where classes are singled out, and {@link RowWork#scale}, where there is none in
         * common, for {@code rows} rows from {@code first} on. Rows that must not be read have the scale 0.
         *
         * @return whether all are to be read
         */
        boolean prepare(int first, int rows);

        /**
         * Stores what is known per row, and may change {@link RowWork#factor} and {@link RowWork#result}. Rows that are
         * {@link FloatWork#special} are done later: their logits must be left alone.
         */
        void finish(int first, int rows);

        /**
         * Sees the logits of a chunk, which are in {@code values} from {@code start} on without gaps.
         *
         * @return whether all rows can be done together; those that cannot are made {@link FloatWork#special}
         */
        default boolean lookAtChunk(float[] values, int start, int first, int rows) {
            return true;
        }

        /** Sees logits of rows of middle length before anything is written; those not {@link FloatWork#plain} are done later. */
        default void lookAtRows(int first, int rows) {}

        /** The stage that writes the results of a chunk. */
        default int chunkWriter() {
            return FloatStage.CHUNK_SCALE;
        }

        /** The stage that makes exponentials of rows of middle length their results. */
        default int rowWriter() {
            return FloatStage.ROW_SCALE;
        }

        /** Does everything for one row that needs special care; its logits are untouched. */
        void single(int row);

        /** Does everything for the row in {@link FloatWork#row}, whose exponentials are where its results go. */
        void finishLoaded(int row);

        /** Sets everything for a row that must not be read. */
        void skip(int row);
    }

    private final FloatWork work;
    private final RowWork each;
    private double temperature;
    private double period;

    private FloatMatrix logits;
    private FloatMatrix out;
    private Job job;
    private boolean singling;

    /** Of the scale that all rows have in common. */
    private int commonRise;

    private boolean common;

    FloatChunk(FloatWork work) {
        this.work = work;
        each = work.each;
    }

    void setTemperature(double value) {
        temperature = value;
        period = value * FloatExponential.LN2;
    }

    /** Of a whole chunk: a divisor of the numbers of rows that blocks have. */
    static int rows(int classes) {
        int fit = Integer.highestOneBit(VALUES / Math.max(1, classes));
        return Math.max(FloatWork.LANES, Math.min(MOST_ROWS, fit));
    }

    /** Does the job for the rows {@code [from, to)}; results go to {@code results}, maybe the logits, or nowhere if null. */
    void run(FloatMatrix rows, int from, int to, FloatMatrix results, Job given) {
        logits = rows;
        out = results;
        job = given;
        singling = job.singles();
        double scale = job.commonScale();
        common = scale == scale;
        if (common) {
            commonRise = rise(scale, scale);
            Arrays.fill(each.scale, scale);
        }
        int classes = logits.columns();
        int most = rows(classes);
        work.classes = classes;
        work.reserve(most * classes);
        for (int first = from; first < to; first += most) {
            chunk(first, Math.min(most, to - first));
        }
        logits = null;
        out = null;
        job = null;
    }

    private void chunk(int first, int count) {
        int rows = (count + FloatWork.LANES - 1) / FloatWork.LANES * FloatWork.LANES;
        work.rows = rows;
        each.rows = rows;
        boolean all = job.prepare(first, count);
        boolean dense = logits.rowStride() == work.classes && (out == null || out.rowStride() == work.classes);
        boolean inPlace = all && dense && count == rows;
        if (inPlace && together(logits.values(), logits.start(first), first, count)) {
            if (out != null) {
                write(out.values(), out.start(first));
            }
        } else {
            if (gather(first, count)) {
                if (inPlace || !together(work.copy, 0, first, count)) {
                    apart(first, count);
                }
                if (out != null) {
                    write(work.copy, 0);
                }
            }
            scatter(first, count);
        }
    }

    /** With one reference; false where that does not do. */
    private boolean together(float[] values, int start, int first, int count) {
        int rise = rise();
        if (rise < 0) {
            return false;
        }
        work.from(values, start, work.rows * work.classes);
        work.run(FloatStage.MAX);
        if (!(Math.abs(work.max) <= FloatExponential.FARTHEST * temperature)) {
            return false;
        }
        double shift = Math.rint(work.max / period) - rise - FloatFormat.RISE;
        work.magic = (float) (FloatExponential.MAGIC - shift);
        work.run(FloatStage.CHUNK_FLAT);
        Arrays.fill(each.shift, 0, work.rows, shift);
        Arrays.fill(each.centre, 0, work.rows, 0);
        if (singling) {
            single(values, start);
        }
        sum();
        if (!(each.sumOfInverses <= Math.scalb(1.0, -rise) && each.sumOfRatios <= RowWork.MOST_RATIO)
                || !job.lookAtChunk(values, start, first, count)) {
            return false;
        }
        Arrays.fill(work.special, 0, work.rows, false);
        job.finish(first, count);
        return true;
    }

    /** What is added to {@link FloatFormat#RISE} for rows with large factors; −1 where factors differ too much. */
    private int rise() {
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < work.rows && !common; i++) {
            double scale = each.scale[i];
            most = scale > most ? scale : most;
            least = scale < least ? scale : least;
        }
        return common ? commonRise : rise(least, most);
    }

    private static int rise(double least, double most) {
        int highest = Math.getExponent(most);
        boolean fits = highest <= FloatFormat.MOST_SCALE
                && least >= FloatFormat.SMALLEST_SCALE
                && highest - Math.getExponent(least) <= FloatFormat.RISE;
        return fits ? FloatFormat.RISE + Math.max(0, highest) : -1;
    }

    /** Takes the classes that are singled out of their rows' exponentials. */
    private void single(float[] values, int start) {
        float[] exponentials = work.exponentials;
        double[] own = each.own;
        int[] singled = work.singled;
        int classes = work.classes;
        for (int i = 0, at = 0; i < work.rows; i++, at += classes) {
            int k = at + singled[i];
            own[i] = values[start + k];
            exponentials[k] = 0;
        }
    }

    private void sum() {
        work.run(FloatStage.CHUNK_SUMS);
        System.arraycopy(work.rowSums, 0, each.others, 0, work.rows);
        if (singling) {
            each.run(RowStage.RATIO);
        } else {
            each.invert();
        }
    }

    private void write(float[] target, int to) {
        float[] factors = work.factors;
        double[] exact = each.factor;
        for (int i = 0; i < work.rows; i++) {
            factors[i] = (float) exact[i];
        }
        work.to(target, to);
        work.run(job.chunkWriter());
        if (singling) {
            double[] results = each.result;
            int[] singled = work.singled;
            int classes = work.classes;
            for (int i = 0, at = to; i < work.rows; i++, at += classes) {
                target[at + singled[i]] = (float) results[i];
            }
        }
    }

    /** Copies the rows that are to be read; in place of the others, one of these. False where there are none. */
    private boolean gather(int first, int count) {
        int classes = work.classes;
        float[] copy = work.copy;
        int last = -1;
        for (int i = 0; i < count; i++) {
            work.plain[i] = each.scale[i] != 0;
            if (work.plain[i]) {
                System.arraycopy(logits.values(), logits.start(first + i), copy, i * classes, classes);
                last = i;
            }
        }
        for (int i = 0; i < work.rows && last >= 0; i++) {
            if (i >= count || !work.plain[i]) {
                System.arraycopy(copy, last * classes, copy, i * classes, classes);
                each.scale[i] = each.scale[last];
                work.singled[i] = work.singled[last];
                work.plain[i] = false;
            }
        }
        return last >= 0;
    }

    /** What {@link #gather} copied, computed, to where it belongs; and what needs special care. */
    private void scatter(int first, int count) {
        int classes = work.classes;
        for (int i = 0; i < count; i++) {
            if (!work.plain[i]) {
                job.skip(first + i);
            } else if (work.special[i]) {
                job.single(first + i);
            } else if (out != null) {
                System.arraycopy(work.copy, i * classes, out.values(), out.start(first + i), classes);
            }
        }
    }

    /** With a reference for each of the rows that {@link #gather} copied. */
    private void apart(int first, int count) {
        int classes = work.classes;
        float[] copy = work.copy;
        for (int i = 0; i < work.rows; i++) {
            work.special[i] = !refer(i, copy, i * classes);
            if (work.special[i]) {
                Arrays.fill(copy, i * classes, (i + 1) * classes, 0);
                referTo(i, 0, 0);
            }
        }
        work.from(copy, 0, work.rows * classes);
        work.run(FloatStage.CHUNK_EXPONENTIALS);
        if (singling) {
            single(copy, 0);
            for (int i = 0; i < work.rows; i++) {
                each.own[i] -= each.centre[i];
            }
        }
        sum();
        for (int i = 0; i < work.rows; i++) {
            work.special[i] |= !(each.ratio[i] <= RowWork.MOST_RATIO);
        }
        job.lookAtChunk(copy, 0, first, count);
        job.finish(first, count);
    }

    /** Gives a row its own reference; false where it is out of the ordinary. */
    private boolean refer(int row, float[] values, int from) {
        float max = Float.NEGATIVE_INFINITY;
        boolean defined = true;
        for (int k = from; k < from + work.classes; k++) {
            float x = values[k];
            max = x > max ? x : max;
            defined &= x == x;
        }
        double scale = each.scale[row];
        if (!defined || Math.abs(max) == Float.POSITIVE_INFINITY || !FloatFormat.fits(scale)) {
            return false;
        }
        boolean near = Math.abs(max) <= FloatExponential.FARTHEST * temperature;
        double shift = (near ? Math.rint(max / period) : 0) - FloatFormat.RISE - Math.max(0, Math.getExponent(scale));
        referTo(row, near ? 0 : max, shift);
        return true;
    }

    private void referTo(int row, double centre, double shift) {
        int from = row * work.classes;
        Arrays.fill(work.magics, from, from + work.classes, (float) (FloatExponential.MAGIC - shift));
        Arrays.fill(work.centres, from, from + work.classes, (float) centre);
        each.shift[row] = shift;
        each.centre[row] = centre;
    }
}
