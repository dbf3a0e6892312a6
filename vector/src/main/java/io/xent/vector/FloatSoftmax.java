package io.xent.vector;

import io.xent.core.FloatMatrix;
import io.xent.core.Kernels;
import io.xent.core.Matrix;

/** Probabilities of rows; and their logarithms and log-sum-exp, for which the largest logit is singled out. */
final class FloatSoftmax implements FloatChunk.Job {

    enum Result {
        PROBABILITIES,
        LOG_PROBABILITIES,
        LOG_SUM_EXP
    }

    private final FloatWork work;

    private Result wanted;
    private FloatMatrix logits;
    private FloatMatrix out;
    private double temperature;

    FloatSoftmax(FloatWork work) {
        this.work = work;
    }

    void run(Result result, Matrix rows, int from, int to, double t, Matrix results) {
        wanted = result;
        logits = (FloatMatrix) rows;
        out = (FloatMatrix) results;
        temperature = t;
        work.setTemperature(t);
        if (logits.columns() <= FloatChunk.MOST_CLASSES) {
            work.chunk.run(logits, from, to, result == Result.PROBABILITIES ? out : null, this);
        } else if (result == Result.PROBABILITIES) {
            work.rowBatch.run(logits, from, to, out, this);
        } else {
            for (int i = from; i < to; i++) {
                single(i);
            }
        }
        logits = null;
        out = null;
    }

    @Override
    public boolean singles() {
        return wanted != Result.PROBABILITIES;
    }

    @Override
    public double commonScale() {
        return 1;
    }

    @Override
    public boolean prepare(int first, int rows) {
        if (wanted == Result.PROBABILITIES) {
            return true;
        }
        float[] values = logits.values();
        for (int i = 0; i < rows; i++) {
            int start = logits.start(first + i);
            int top = 0;
            for (int k = 1; k < logits.columns(); k++) {
                top = values[start + k] > values[start + top] ? k : top;
            }
            work.singled[i] = top;
        }
        return true;
    }

    @Override
    public void finish(int first, int rows) {
        if (wanted == Result.PROBABILITIES) {
            return;
        }
        work.each.run(RowStage.LOG1P);
        for (int i = 0; i < rows; i++) {
            if (work.special[i]) {
                continue;
            }
            finishLogs(first + i, work.each.own[i] + work.each.centre[i], work.each.loss[i]);
        }
    }

    /** @param top the largest logit */
    private void finishLogs(int row, double top, double logOfSum) {
        if (wanted == Result.LOG_SUM_EXP) {
            out.values()[out.start(row)] = (float) (top / temperature + logOfSum);
            return;
        }
        work.from(logits.values(), logits.start(row), logits.columns());
        work.to(out.values(), out.start(row));
        work.centre = (float) top;
        work.factor = (float) logOfSum;
        work.run(FloatStage.SHIFT);
    }

    @Override
    public void finishLoaded(int index) {
        work.rowResult.writeProbabilities(work.row, out.values(), out.start(index));
    }

    @Override
    public void skip(int row) {
        throw new AssertionError("every row counts");
    }

    @Override
    public void single(int index) {
        FloatRow row = work.row;
        float[] values = logits.values();
        int from = logits.start(index);
        int classes = logits.columns();
        if (wanted == Result.PROBABILITIES) {
            row.load(values, from, out.values(), out.start(index), classes, -1, 1);
            finishLoaded(index);
            return;
        }
        int top = work.top.of(values, from, classes);
        if (top >= 0) {
            row.load(values, from, null, 0, classes, top, 1);
            row.complete();
        }
        if (top < 0 || row.undefined() || row.infinite()) {
            fallBack(index);
        } else {
            finishLogs(index, values[from + top], row.loss());
        }
    }

    /** One row by the plain loops of the specification. */
    private void fallBack(int index) {
        if (wanted == Result.LOG_SUM_EXP) {
            Kernels.scalar().logSumExp(logits, index, index + 1, temperature, out);
        } else {
            Kernels.scalar().logProbabilities(logits, index, index + 1, temperature, out);
        }
    }
}
