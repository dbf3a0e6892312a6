package io.xent.vector;

import io.xent.core.FloatMatrix;
import java.util.Arrays;

/**
 * Many short rows at a time: the exponentials of a chunk as if it were one row, with one reference; then row sums by
 * whole vectors of rows. Where the chunk's rows are too far apart for one reference, are not next to each other in memory,
 * or some must not be read, they are copied and each has its own. Both ways give the same bits, because the reference
 * touches no bit but the exponent's.
 */
final class FloatChunk {

    /** Rows with more classes are worked on one by one. */
    static final int MOST_CLASSES = 8 * FloatWork.LANES;

    static final int MOST_ROWS = 256;

    private static final int VALUES = 4096;

    /** Row sums of so few classes are faster one by one. */
    private static final int FEW = 8;

    /** What is done with rows whose exponentials are known. */
    interface Job {

        /**
         * Sets {@link FloatWork#singled} and {@link FloatWork#scales} for {@code rows} rows from {@code first} on.
         *
         * @return whether there are classes that are singled out
         */
        boolean prepare(int first, int rows);

        /**
         * Sets {@link FloatWork#factors} and {@link FloatWork#results}, and stores what is known per row. Rows that are
         * {@link FloatWork#special} are done later: their logits must be left alone.
         */
        void finish(int first, int rows);

        /** Does everything for one row that needs special care; its logits are untouched. */
        void single(int row);

        /** Sets everything for a row that must not be read. */
        void skip(int row);
    }

    private final FloatWork work;
    private double temperature;
    private double period;
    private boolean singling;

    FloatChunk(FloatWork work) {
        this.work = work;
    }

    void setTemperature(double value) {
        temperature = value;
        period = value * FloatExponential.LN2;
    }

    static int rows(int classes) {
        int rows = Math.min(MOST_ROWS, VALUES / Math.max(1, classes));
        return Math.max(FloatWork.LANES, rows - rows % FloatWork.LANES);
    }

    /** Does the job for the rows {@code [from, to)}; results go to {@code out}, which may be the logits, or nowhere where null. */
    void run(FloatMatrix logits, int from, int to, FloatMatrix out, Job job) {
        int classes = logits.columns();
        int rows = rows(classes);
        work.classes = classes;
        work.rows = rows;
        work.each.rows = rows;
        work.reserve(rows * classes);
        boolean dense = logits.rowStride() == classes && (out == null || out.rowStride() == classes);
        for (int first = from; first < to; first += rows) {
            int count = Math.min(rows, to - first);
            singling = job.prepare(first, count);
            if (count < rows || !dense || !together(logits, out, first, job)) {
                apart(logits, out, first, count, job);
            }
        }
    }

    /** With one reference; false where that does not do. */
    private boolean together(FloatMatrix logits, FloatMatrix out, int first, Job job) {
        int rows = work.rows;
        int rise = rise(rows);
        if (rise < 0) {
            return false;
        }
        float[] values = logits.values();
        int start = logits.start(first);
        work.from(values, start, rows * work.classes);
        work.run(FloatStage.MAX);
        if (!(Math.abs(work.max) <= FloatExponential.FARTHEST * temperature)) {
            return false;
        }
        double shift = Math.rint(work.max / period) - rise - FloatFormat.RISE;
        work.centre = 0;
        work.magic = (float) (FloatExponential.MAGIC - shift);
        work.to(work.exponentials, 0);
        work.exponentiate();
        Arrays.fill(work.each.shift, 0, rows, shift);
        Arrays.fill(work.each.centre, 0, rows, 0);
        if (singling) {
            single(values, start);
        }
        sum();
        if (!reaches(rise)) {
            return false;
        }
        Arrays.fill(work.special, 0, rows, false);
        job.finish(first, rows);
        if (out != null) {
            write(out.values(), out.start(first));
        }
        return true;
    }

    /** What is added to {@link FloatFormat#RISE} for rows with large factors; −1 where factors differ too much. */
    private int rise(int rows) {
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            double scale = work.scales[i];
            most = scale > most ? scale : most;
            least = scale < least ? scale : least;
        }
        int highest = Math.getExponent(most);
        boolean fits = highest <= FloatFormat.MOST_SCALE
                && least >= FloatFormat.SMALLEST_SCALE
                && highest - Math.getExponent(least) <= FloatFormat.RISE;
        return fits ? FloatFormat.RISE + Math.max(0, highest) : -1;
    }

    /** Whether every row's exponentials are large enough that nothing which counts is lost. */
    private boolean reaches(int rise) {
        double most = Math.scalb(1.0, -rise);
        double[] inverseSum = work.each.inverseSum;
        double[] ratio = work.each.ratio;
        boolean reached = true;
        for (int i = 0; i < work.rows; i++) {
            reached &= inverseSum[i] <= most & ratio[i] <= RowWork.MOST_RATIO;
        }
        return reached;
    }

    /** Takes the classes that are singled out of their rows' exponentials. */
    private void single(float[] values, int start) {
        float[] exponentials = work.exponentials;
        double[] own = work.each.own;
        int[] singled = work.singled;
        for (int i = 0, at = 0; i < work.rows; i++, at += work.classes) {
            int k = at + singled[i];
            own[i] = values[start + k];
            exponentials[k] = 0;
        }
    }

    private void sum() {
        double[] others = work.each.others;
        if (work.classes <= FEW) {
            sumFew(work.exponentials, work.classes, others);
        } else {
            work.run(FloatStage.CHUNK_SUMS);
            for (int i = 0; i < work.rows; i++) {
                others[i] = work.sums[i];
            }
        }
        if (singling) {
            work.each.run(RowStage.RATIO);
        } else {
            for (int i = 0; i < work.rows; i++) {
                work.each.ratio[i] = 0;
                work.each.inverseSum[i] = 1 / others[i];
            }
        }
    }

    private void sumFew(float[] values, int classes, double[] sums) {
        for (int i = 0, at = 0; i < work.rows; i++) {
            double total = values[at++];
            for (int end = at + classes - 1; at < end; at++) {
                total += values[at];
            }
            sums[i] = total;
        }
    }

    private void write(float[] target, int to) {
        work.to(target, to);
        work.run(FloatStage.CHUNK_SCALE);
        if (singling) {
            double[] results = work.results;
            int[] singled = work.singled;
            for (int i = 0, at = to; i < work.rows; i++, at += work.classes) {
                target[at + singled[i]] = (float) results[i];
            }
        }
    }

    /** Copies of the rows, each with its own reference. */
    private void apart(FloatMatrix logits, FloatMatrix out, int first, int count, Job job) {
        int classes = work.classes;
        float[] copy = work.copy;
        for (int i = 0; i < work.rows; i++) {
            boolean counts = i < count && work.scales[i] != 0;
            if (counts) {
                System.arraycopy(logits.values(), logits.start(first + i), copy, i * classes, classes);
            }
            work.special[i] = counts && !refer(i, copy, i * classes);
            work.plain[i] = counts && !work.special[i];
            if (!work.plain[i]) {
                Arrays.fill(copy, i * classes, (i + 1) * classes, 0);
                referTo(i, 0, 0);
                work.singled[i] = 0;
            }
        }
        exponentiateApart(copy);
        for (int i = 0; i < work.rows; i++) {
            work.special[i] |= work.plain[i] && !(work.each.ratio[i] <= RowWork.MOST_RATIO);
        }
        job.finish(first, count);
        if (out != null) {
            write(copy, 0);
        }
        for (int i = 0; i < count; i++) {
            if (work.special[i]) {
                job.single(first + i);
            } else if (!work.plain[i]) {
                job.skip(first + i);
            } else if (out != null) {
                System.arraycopy(copy, i * classes, out.values(), out.start(first + i), classes);
            }
        }
    }

    private void exponentiateApart(float[] copy) {
        work.from(copy, 0, work.rows * work.classes);
        work.run(FloatStage.CHUNK_EXPONENTIALS);
        if (singling) {
            single(copy, 0);
            for (int i = 0; i < work.rows; i++) {
                work.each.own[i] -= work.each.centre[i];
            }
        }
        sum();
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
        double scale = work.scales[row];
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
        work.each.shift[row] = shift;
        work.each.centre[row] = centre;
    }
}
