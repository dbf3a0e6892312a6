package io.xent.vector;

import io.xent.core.FloatMatrix;
import java.util.Arrays;

/**
 * Rows of middle length, some at a time: first the exponentials of all of them, so that memory is read without a pause;
 * then what is computed once per row, for as many rows as there are lanes at once; then the multiplications.
 *
 * <p>A row's reference is the largest of its first few values. Rows in which a logit is far from that, or not finite, are
 * done one by one.
 */
final class FloatRowBatch {

    /** A class can be taken from the sum where the others are so many times as large: else they are not exact enough. */
    static final double MANY_TIMES = 4;

    /** Fewer than {@link FloatFormat#BATCH}, where exponentials are kept in a cache only. */
    private static final int VALUES_NOT_KEPT = 1 << 12;

    private final FloatWork work;
    private final RowWork each;

    /** Of the rows, as the job has set them. */
    private final double[] scales = new double[FloatChunk.MOST_ROWS];

    private FloatMatrix logits;
    private FloatMatrix out;
    private FloatChunk.Job job;
    private boolean singling;
    private double commonScale;

    FloatRowBatch(FloatWork work) {
        this.work = work;
        each = work.each;
    }

    /** Of a batch, at most. */
    static int rows(int classes) {
        return rows(classes, FloatFormat.BATCH);
    }

    private static int rows(int classes, int values) {
        return Math.max(1, Math.min(FloatChunk.MOST_ROWS, values / classes));
    }

    /** Does the job for the rows {@code [from, to)}; results go to {@code results}, maybe the logits, or nowhere if null. */
    void run(FloatMatrix rows, int from, int to, FloatMatrix results, FloatChunk.Job given) {
        logits = rows;
        out = results;
        job = given;
        singling = job.singles();
        int most = rows(logits.columns(), out == null ? VALUES_NOT_KEPT : FloatFormat.BATCH);
        commonScale = job.commonScale();
        work.length = logits.columns();
        for (int first = from; first < to; first += most) {
            batch(first, Math.min(most, to - first));
        }
        logits = null;
        out = null;
        job = null;
    }

    private void batch(int first, int count) {
        if (commonScale == commonScale) {
            Arrays.fill(each.scale, 0, count, commonScale);
        }
        if (singling) {
            job.prepare(first, count);
        } else {
            Arrays.fill(work.singled, 0, count, 0);
        }
        for (int i = 0; i < count; i++) {
            work.plain[i] = FloatFormat.fits(each.scale[i]);
            scales[i] = each.scale[i];
            work.reached[i] = 0;
            work.starts[i] = logits.start(first + i);
            work.ends[i] = out == null ? i * work.length : out.start(first + i);
        }
        work.rows = count;
        float[] target = out == null ? work.copyOfAtLeast(count * work.length) : out.values();
        work.source = logits.values();
        work.target = target;
        job.lookAtRows(first, count);
        work.run(FloatStage.ROWS);
        work.run(FloatStage.ROW_ENDS);
        each.rows = (count + DoubleWork.LANES - 1) / DoubleWork.LANES * DoubleWork.LANES;
        for (int i = 0; i < each.rows; i++) {
            if (i < count && work.plain[i]) {
                take(i, target);
            } else {
                leave(i);
            }
        }
        if (singling) {
            each.run(RowStage.RATIO);
        } else {
            each.invert();
        }
        job.finish(first, count);
        if (out != null) {
            write(count);
        }
        for (int i = 0; i < count; i++) {
            if (!work.plain[i]) {
                alone(first + i, i, target);
            }
        }
    }

    private void take(int i, float[] values) {
        double sum = work.sumOfRow(i);
        each.shift[i] = FloatExponential.MAGIC - work.references[i];
        each.centre[i] = 0;
        if (singling) {
            int at = work.ends[i] + work.singled[i];
            double one = values[at];
            each.own[i] = work.ownLogits[i];
            sum -= one;
            if (!(sum > one * MANY_TIMES)) {
                values[at] = 0;
                sum = work.sum(values, work.ends[i], work.length);
            }
        }
        each.others[i] = sum;
    }

    /** Anything that is computed without trouble. */
    private void leave(int i) {
        each.own[i] = 0;
        each.centre[i] = 0;
        each.shift[i] = 0;
        each.others[i] = 1;
        each.scale[i] = 1;
    }

    private void alone(int row, int i, float[] target) {
        if (scales[i] == 0) {
            job.skip(row);
        } else if (work.reached[i] == 0) {
            job.single(row);
        } else {
            work.row.resume(i, logits.values(), target, singling ? work.singled[i] : -1, scales[i]);
            job.finishLoaded(row);
        }
    }

    private void write(int count) {
        float[] factors = work.factors;
        for (int i = 0; i < count; i++) {
            factors[i] = (float) each.factor[i];
        }
        float[] values = out.values();
        work.run(job.rowWriter());
        for (int i = 0; i < count && singling; i++) {
            if (work.plain[i]) {
                values[work.ends[i] + work.singled[i]] = (float) each.result[i];
            }
        }
    }
}
