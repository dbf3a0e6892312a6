package io.xent.vector;

import io.xent.core.CrossEntropy;
import io.xent.core.FloatMatrix;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * The cross-entropy with class indices, weights, ignored rows, temperature and z-loss. With w the weight of the target's
 * class, a the z-loss and s the row's scale over T,
 *
 * <pre>{@code
 *     loss       = w · log1p(others / own) + a w logΣ²
 *     gradient_k = s w (1 + 2 a logΣ) · exp_k / Σ                            for k ≠ y
 *     gradient_y = s w (2 a logΣ · own − others) / Σ
 * }</pre>
 */
final class FloatCrossEntropy implements FloatChunk.Job {

    private final FloatWork work;

    private CrossEntropy loss;
    private FloatMatrix logits;
    private FloatMatrix gradient;
    private Target target;
    private LossBlock block;
    private double[] losses;
    private int base;
    private double penalty;
    private double temperature;
    private double inverse;
    private boolean weighted;
    private boolean hasCommonScale;
    private final double[] weights = new double[FloatChunk.MOST_ROWS];

    FloatCrossEntropy(FloatWork work) {
        this.work = work;
    }

    void run(CrossEntropy options, LossBlock rows) {
        loss = options;
        logits = (FloatMatrix) rows.logits();
        gradient = (FloatMatrix) rows.gradient();
        target = rows.target();
        block = rows;
        base = rows.from();
        losses = rows.losses();
        penalty = options.zLoss();
        temperature = options.temperature();
        inverse = 1 / temperature;
        weighted = options.hasClassWeights();
        work.setTemperature(temperature);
        if (logits.columns() <= FloatChunk.MOST_CLASSES) {
            work.chunk.run(logits, base, rows.to(), gradient, this);
        } else {
            work.rowBatch.run(logits, base, rows.to(), gradient, this);
        }
        loss = null;
        logits = null;
        gradient = null;
        target = null;
        block = null;
        losses = null;
    }

    @Override
    public boolean singles() {
        return true;
    }

    @Override
    public double commonScale() {
        double scale = block.hasCommonScale() && !weighted ? block.scale(base) * inverse : Double.NaN;
        hasCommonScale = FloatFormat.fits(scale);
        return hasCommonScale ? scale : Double.NaN;
    }

    @Override
    public boolean prepare(int first, int rows) {
        target.readClassIndices(first, first + rows, work.singled);
        if (hasCommonScale) {
            return true;
        }
        double[] scales = work.each.scale;
        boolean all = true;
        for (int i = 0; i < rows; i++) {
            double scale = block.scale(first + i);
            scales[i] = scale * inverse;
            all &= scale != 0;
            if (weighted && scale != 0) {
                weights[i] = loss.classWeight(work.singled[i]);
                scales[i] = weights[i] == 0 ? Double.MIN_VALUE : scale * weights[i] * inverse;
            }
        }
        return all;
    }

    @Override
    public void finish(int first, int rows) {
        if (losses != null) {
            work.each.run(RowStage.LOG1P);
            System.arraycopy(work.each.loss, 0, losses, first - base, rows);
            for (int i = 0; i < rows && weighted; i++) {
                losses[first - base + i] *= weights[i];
            }
        }
        if (penalty != 0) {
            penalise(first, rows);
        }
    }

    private void penalise(int first, int rows) {
        RowWork each = work.each;
        for (int i = 0; i < rows; i++) {
            double logSum = each.logSum(i, temperature);
            double factor = each.scale[i] * 2 * penalty * logSum;
            each.factor[i] = (each.scale[i] + factor) * each.inverseSum[i];
            each.result[i] += factor * each.share[i];
            if (losses != null) {
                losses[first - base + i] += penalty * (weighted ? weights[i] : 1) * logSum * logSum;
            }
        }
    }

    @Override
    public void skip(int row) {
        if (losses != null) {
            losses[row - base] = 0;
        }
        if (gradient != null) {
            int start = gradient.start(row);
            Arrays.fill(gradient.values(), start, start + gradient.columns(), 0);
        }
    }

    @Override
    public void single(int index) {
        int y = target.classIndex(index);
        double scale = block.scale(index) * loss.classWeight(y) * inverse;
        if (FloatFormat.fits(scale)) {
            float[] values = gradient == null ? null : gradient.values();
            int to = gradient == null ? 0 : gradient.start(index);
            work.row.load(logits.values(), logits.start(index), values, to, logits.columns(), y, scale);
            finishLoaded(index);
        } else {
            fallBack(index);
        }
    }

    @Override
    public void finishLoaded(int index) {
        FloatRow row = work.row;
        int y = target.classIndex(index);
        double weight = loss.classWeight(y);
        row.complete();
        double logSum = penalty == 0 ? 0 : row.logSum();
        if (losses != null) {
            losses[index - base] = weight * row.loss();
        }
        if (losses != null && penalty != 0) {
            losses[index - base] += penalty * weight * logSum * logSum;
        }
        if (gradient != null) {
            double scale = block.scale(index) * weight * inverse;
            work.rowResult.writeGradient(row, scale, 2 * penalty * logSum, gradient.values(), gradient.start(index), y);
        }
    }

    /** One row by the plain loops of the specification. */
    private void fallBack(int row) {
        double[] one = losses == null ? null : new double[1];
        Kernels.scalar()
                .crossEntropy(
                        loss,
                        new LossBlock(
                                logits.rows(row, row + 1),
                                target.rows(row, row + 1),
                                new double[] {block.scale(row)},
                                one,
                                gradient == null ? null : gradient.rows(row, row + 1)));
        if (losses != null) {
            losses[row - base] = one[0];
        }
    }
}
