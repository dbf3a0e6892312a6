package io.xent.vector;

import io.xent.core.FloatMatrix;

/**
 * Rows of middle length, some at a time: first the exponentials of all of them, so that memory is read without a pause;
 * then what is computed once per row, for as many rows as there are lanes at once; then the multiplications.
 */
final class FloatRowBatch {

    /** What is done with rows, each with a class that is singled out. */
    interface Job extends FloatChunk.Job {

        /** Does everything for the row in {@link FloatWork#row}, whose exponentials are where its gradient goes. */
        void finishLoaded(int row);

        double loss(int row);

        void setLoss(int row, double value);
    }

    private final FloatWork work;
    private final RowWork each;

    private FloatMatrix logits;
    private FloatMatrix out;
    private Job job;

    /** Losses of rows that are not done with the others. */
    private final double[] kept = new double[FloatChunk.MOST_ROWS];

    FloatRowBatch(FloatWork work) {
        this.work = work;
        each = work.each;
    }

    /** Does the job for the rows {@code [from, to)}; results go to {@code results}, maybe the logits, or nowhere if null. */
    void run(FloatMatrix rows, int from, int to, FloatMatrix results, Job given) {
        logits = rows;
        out = results;
        job = given;
        double scale = job.commonScale();
        boolean common = scale == scale;
        for (int first = from; first < to; first += FloatChunk.MOST_ROWS) {
            int count = Math.min(FloatChunk.MOST_ROWS, to - first);
            for (int i = 0; i < count && common; i++) {
                each.scale[i] = scale;
            }
            job.prepare(first, count);
            batch(first, count);
        }
        logits = null;
        out = null;
        job = null;
    }

    private void batch(int start, int count) {
        int rows = (count + DoubleWork.LANES - 1) / DoubleWork.LANES * DoubleWork.LANES;
        each.rows = rows;
        for (int i = 0; i < rows; i++) {
            work.plain[i] = i < count && load(start + i, i);
            if (!work.plain[i]) {
                each.own[i] = 0;
                each.centre[i] = 0;
                each.shift[i] = 0;
                each.others[i] = 1;
                each.scale[i] = 1;
            }
        }
        each.run(RowStage.RATIO);
        job.finish(start, count);
        for (int i = 0; i < count; i++) {
            if (!work.plain[i]) {
                job.setLoss(start + i, kept[i]);
            } else if (out != null) {
                write(start + i, i);
            }
        }
    }

    /** The exponentials of a row; false where all has been done for it, because it is not like the others. */
    private boolean load(int row, int i) {
        if (each.scale[i] == 0) {
            job.skip(row);
        } else if (!FloatFormat.fits(each.scale[i])) {
            job.single(row);
        } else {
            float[] values = out == null ? null : out.values();
            int to = out == null ? 0 : out.start(row);
            int own = work.singled[i];
            int from = logits.start(row);
            work.row.load(logits.values(), from, values, to, logits.columns(), own, each.scale[i]);
            if (work.row.isOrdinary()) {
                each.own[i] = work.row.ownLogit();
                each.centre[i] = 0;
                each.shift[i] = work.row.shift();
                each.others[i] = work.row.others();
                return true;
            }
            job.finishLoaded(row);
        }
        kept[i] = job.loss(row);
        return false;
    }

    private void write(int row, int i) {
        float[] values = out.values();
        int start = out.start(row);
        work.from(values, start, out.columns());
        work.to(values, start);
        work.factor = (float) each.factor[i];
        work.run(FloatStage.SCALE);
        values[start + work.singled[i]] = (float) each.result[i];
    }
}
