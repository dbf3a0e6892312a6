package io.xent.vector;

import io.xent.core.CrossEntropy;
import io.xent.core.FloatMatrix;
import io.xent.core.LossBlock;
import java.util.Arrays;

/**
 * The cross-entropy of targets that are spread over classes: label smoothing and distributions, with whatever weights and
 * temperature. {@link FloatTargets} has the target as a multiple u of some given numbers a, and some entries beside. With h
 * the class that has most of a target v of sum V, and s the row's scale over T,
 *
 * <pre>{@code
 *     loss       = V · log1p(others / own) + Σ_k v_k (x_h − x_k) / T
 *     gradient_k = s (V exp_k / Σ − v_k)                                     for k ≠ h
 *     gradient_h = s ((V − v_h) own − v_h · others) / Σ
 * }</pre>
 *
 * Only at h may both p V and v be more than half of V, so only there would their difference be less exact than they are; and
 * there it is none. The second sum is taken in double precision, because its terms may have either sign.
 *
 * <p>Rows with a logit that is not finite or far from the others, which those formulas do not suit, are left to {@link
 * GeneralCrossEntropy}.
 */
final class FloatSpreadCrossEntropy implements FloatChunk.Job {

    private final FloatWork work;
    private final FloatSpread spread;
    private final RowWork each;
    private final FloatTargets targets;

    private CrossEntropy loss;
    private LossBlock block;
    private FloatMatrix logits;
    private FloatMatrix gradient;
    private double[] losses;
    private int first;

    /** Row r of the matrices is row r + ahead of the block. */
    private int ahead;

    private double temperature;
    private double inverse;
    private double penalty;
    private boolean inChunks;
    private int classes;

    /** Of rows that are just worked on: whether they count, the sum of what their entries add to the loss. */
    private final boolean[] counts = new boolean[FloatChunk.MOST_ROWS];

    private final double[] entryTerms = new double[FloatChunk.MOST_ROWS];

    /** Rows that are not done here, from the first on; and of those with entries, which class is singled out. */
    private boolean[] left = new boolean[0];

    private int[] heaviest = new int[0];

    FloatSpreadCrossEntropy(FloatWork work) {
        this.work = work;
        spread = work.spread;
        each = work.each;
        targets = new FloatTargets(work);
    }

    /** All of a block. */
    void run(CrossEntropy options, LossBlock rows) {
        FloatMatrix values = (FloatMatrix) rows.logits();
        run(options, rows, values, (FloatMatrix) rows.gradient(), rows.from(), rows.to(), 0);
        for (int i = rows.from(); i < rows.to(); i++) {
            if (isLeft(i)) {
                GeneralCrossEntropy.ofThread().runRow(options, rows, i);
            }
        }
    }

    /**
     * The rows {@code [from, to)} of the given matrices, of which row r is row {@code r + rowsAhead} of the block. No soft cap
     * is applied. Rows for which {@link #isLeft} says so are not done.
     */
    void run(
            CrossEntropy options,
            LossBlock rows,
            FloatMatrix values,
            FloatMatrix results,
            int from,
            int to,
            int rowsAhead) {
        loss = options;
        block = rows;
        logits = values;
        gradient = results;
        losses = rows.losses();
        first = from;
        ahead = rowsAhead;
        temperature = options.temperature();
        inverse = 1 / temperature;
        penalty = options.zLoss();
        classes = values.columns();
        inChunks = classes <= FloatChunk.MOST_CLASSES;
        reserve(to - from);
        work.setTemperature(temperature);
        targets.begin(options, rows.target(), classes, inChunks);
        spread.summing = losses != null && targets.areSpread();
        if (inChunks) {
            work.chunk.run(values, from, to, results, this);
        } else {
            work.rowBatch.run(values, from, to, results, this);
        }
        if (results != null && targets.haveEntries()) {
            for (int i = from; i < to; i++) {
                subtractEntries(i);
            }
        }
        targets.end();
        loss = null;
        block = null;
        logits = null;
        gradient = null;
        losses = null;
    }

    private void reserve(int rows) {
        if (left.length < rows) {
            left = new boolean[rows];
            heaviest = new int[rows];
        }
        Arrays.fill(left, 0, rows, false);
        if (inChunks) {
            spread.reserve(FloatChunk.rows(classes) * classes);
        }
    }

    /** Whether one of so many rows is. */
    boolean anyLeft(int rows) {
        for (int i = 0; i < rows; i++) {
            if (left[i]) {
                return true;
            }
        }
        return false;
    }

    boolean isLeft(int row) {
        return left[row - first];
    }

    @Override
    public boolean singles() {
        return true;
    }

    @Override
    public double commonScale() {
        return Double.NaN;
    }

    @Override
    public int rowWriter() {
        return targets.areSpread() ? FloatStage.ROW_MIX : FloatStage.ROW_SCALE;
    }

    @Override
    public int chunkWriter() {
        return targets.areSpread() ? FloatStage.CHUNK_MIX : FloatStage.CHUNK_SCALE;
    }

    @Override
    public boolean prepare(int from, int rows) {
        boolean all = true;
        boolean alike = targets.areAlike();
        if (alike) {
            targets.readClasses(from + ahead, rows);
        }
        for (int i = 0; i < rows; i++) {
            double scale = block.scale(from + i + ahead);
            counts[i] = scale != 0;
            entryTerms[i] = 0;
            all &= counts[i];
            if (!counts[i]) {
                work.singled[i] = 0;
                each.scale[i] = 0;
                continue;
            }
            if (!alike) {
                targets.read(from + i + ahead, i);
                heaviest[from + i - first] = targets.heaviest[i];
            }
            work.singled[i] = targets.heaviest[i];
            double factor = scale * targets.sum[i] * inverse;
            each.scale[i] = targets.ordinary[i] && factor > 0 ? factor : Double.MIN_VALUE;
            spread.shifts[i] = (float) (-targets.multiple[i] * scale * inverse);
        }
        return all;
    }

    @Override
    public void lookAtRows(int from, int rows) {
        for (int i = 0; i < rows && targets.haveEntries(); i++) {
            if (work.plain[i]) {
                lookAtEntries(i, from, work.source, work.starts[i]);
            }
        }
        work.run(FloatStage.ROW_TERMS);
    }

    @Override
    public boolean lookAtChunk(float[] values, int start, int from, int rows) {
        for (int i = 0; i < work.rows; i++) {
            spread.own[i] = values[start + i * classes + work.singled[i]];
        }
        work.from(values, start, work.rows * classes);
        work.run(FloatStage.CHUNK_TERMS);
        spread.addUpProducts(work.rows, classes);
        boolean finite = true;
        for (int i = 0; i < rows; i++) {
            if (counts[i]) {
                if (targets.haveEntries()) {
                    lookAtEntries(i, from, values, start + i * classes);
                }
                boolean fine = Math.abs(spread.terms[i] + entryTerms[i]) <= Double.MAX_VALUE;
                work.special[i] |= !fine;
                finite &= fine;
            }
        }
        return finite;
    }

    private void lookAtEntries(int i, int from, float[] values, int start) {
        entryTerms[i] = targets.entryTerms(from + i + ahead, values, start, targets.heaviest[i]);
    }

    @Override
    public void finish(int from, int rows) {
        double[] results = each.result;
        double[] scales = each.scale;
        double[] shares = each.share;
        double[] ofHeaviest = targets.partOfHeaviest;
        double[] ofOthers = targets.partOfOthers;
        for (int i = 0; i < rows; i++) {
            results[i] = results[i] * ofHeaviest[i] + scales[i] * shares[i] * ofOthers[i];
        }
        if (losses != null) {
            each.run(RowStage.LOG1P);
            double[] terms = spread.terms;
            double[] sums = targets.sum;
            double[] multiples = targets.multiple;
            int at = from + ahead - block.from();
            for (int i = 0; i < rows; i++) {
                double term = spread.summing ? multiples[i] * terms[i] : 0;
                losses[at + i] = sums[i] * each.loss[i] + (term + entryTerms[i]) * inverse;
            }
        }
        if (penalty != 0) {
            penalise(from, rows);
        }
    }

    /** As for a class alone, where what a row counts is not V: {@code 2 a · mass · logΣ} beside V. */
    private void penalise(int from, int rows) {
        for (int i = 0; i < rows; i++) {
            double logSum = each.logSum(i, temperature);
            double factor = each.scale[i] * (targets.mass[i] / targets.sum[i]) * 2 * penalty * logSum;
            each.factor[i] = (each.scale[i] + factor) * each.inverseSum[i];
            each.result[i] += factor * each.share[i];
            if (losses != null) {
                losses[from + i + ahead - block.from()] += penalty * targets.mass[i] * logSum * logSum;
            }
        }
    }

    private void subtractEntries(int row) {
        double scale = block.scale(row + ahead);
        if (scale != 0 && !isLeft(row)) {
            float[] values = gradient.values();
            targets.subtractEntries(row + ahead, values, gradient.start(row), scale * inverse, heaviest[row - first]);
        }
    }

    @Override
    public void single(int row) {
        left[row - first] = true;
    }

    @Override
    public void finishLoaded(int row) {
        throw new AssertionError("row " + row + " was looked at before");
    }

    @Override
    public void skip(int row) {
        if (losses != null) {
            losses[row + ahead - block.from()] = 0;
        }
        if (gradient != null) {
            int start = gradient.start(row);
            Arrays.fill(gradient.values(), start, start + classes, 0);
        }
    }
}
