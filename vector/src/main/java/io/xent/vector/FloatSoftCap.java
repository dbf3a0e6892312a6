package io.xent.vector;

import io.xent.core.CrossEntropy;
import io.xent.core.DoubleMatrix;
import io.xent.core.FloatMatrix;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import java.util.Arrays;

/**
 * The cross-entropy with a soft cap: rows become {@code z = c · tanh(x / c)} in memory of the thread, in double precision
 * whatever the logits have, because rounding z to 24 bits would show in its exponential; there all other options are applied,
 * and the gradient is multiplied by the slopes {@code sech²(x / c)} as it is written. With {@code d = exp(−2|x| / c)} they are
 * {@code (1 − d) / (1 + d)} and {@code 4d / (1 + d)²}, which is right where tanh is 1.
 */
final class FloatSoftCap {

    /** Values that are worked on at once. */
    private static final int VALUES = 1 << 13;

    private final FloatWork work;

    /** Arguments and results of the stages: x, then z; the exponents, d, then the slopes; from {@code place} on. */
    double[] capped = new double[0];

    double[] slopes = new double[0];
    int place;
    double cap;

    /** −2 / c in two parts. */
    double perUnit;

    double perUnitLow;

    /** Result: 0 unless a logit was not finite. */
    final double[] lanes = new double[Width.DOUBLES];

    private Matrix matrix = Matrix.of(capped, 0, 0);

    FloatSoftCap(FloatWork work) {
        this.work = work;
    }

    void run(CrossEntropy options, LossBlock block) {
        int classes = block.logits().columns();
        int most = Math.max(1, Math.min(block.to() - block.from(), VALUES / classes));
        reserve(most, classes);
        setCap(options.softCap());
        for (int from = block.from(); from < block.to(); from += most) {
            run(options, block, from, Math.min(block.to(), from + most));
        }
    }

    private void setCap(double value) {
        cap = value;
        perUnit = -2 / value;
        perUnitLow = Math.fma(-perUnit, value, -2) / value;
    }

    private void reserve(int rows, int classes) {
        if (capped.length < rows * classes + Width.DOUBLES) {
            capped = new double[rows * classes + Width.DOUBLES];
            slopes = new double[capped.length];
            matrix = Matrix.of(capped, 0, 0);
        }
        if (matrix.columns() != classes || matrix.rows() < rows) {
            matrix = Matrix.of(capped, rows, classes);
        }
    }

    private void run(CrossEntropy options, LossBlock block, int from, int to) {
        FloatMatrix logits = (FloatMatrix) block.logits();
        FloatMatrix gradient = (FloatMatrix) block.gradient();
        int classes = logits.columns();
        boolean dense = logits.rowStride() == classes && countAll(block, from, to);
        if (!dense || !cap(logits.values(), logits.start(from), 0, (to - from) * classes)) {
            for (int i = from; i < to; i++) {
                int at = (i - from) * classes;
                if (block.scale(i) != 0 && !cap(logits.values(), logits.start(i), at, classes)) {
                    capped[at] = Double.NaN;
                }
            }
        }
        DoubleMatrix inner = (DoubleMatrix) matrix;
        DoubleSpreadCrossEntropy spread = DoubleWork.ofThread(0).spreadCrossEntropy;
        spread.run(options, block, inner, gradient == null ? null : inner, 0, to - from, from);
        boolean wanted = gradient != null;
        if (wanted && dense && gradient.rowStride() == classes && !spread.anyLeft(to - from)) {
            multiply(0, gradient.values(), gradient.start(from), (to - from) * classes);
            return;
        }
        for (int i = from; i < to; i++) {
            if (spread.isLeft(i - from)) {
                GeneralCrossEntropy.ofThread().runRow(options, block, i);
            } else if (wanted && block.scale(i) == 0) {
                int start = gradient.start(i);
                Arrays.fill(gradient.values(), start, start + classes, 0);
            } else if (wanted) {
                multiply((i - from) * classes, gradient.values(), gradient.start(i), classes);
            }
        }
    }

    private static boolean countAll(LossBlock block, int from, int to) {
        boolean all = true;
        for (int i = from; i < to; i++) {
            all &= block.scale(i) != 0;
        }
        return all;
    }

    private void multiply(int at, float[] target, int to, int count) {
        place = at;
        work.to(target, to);
        work.count = count;
        work.run(FloatStage.CAP_SLOPES);
    }

    /** False where a logit is not finite; its row is then left. Up to a vector more is overwritten. */
    private boolean cap(float[] values, int start, int at, int count) {
        place = at;
        work.from(values, start, count);
        work.run(FloatStage.CAP_EXPONENTS);
        for (double lane : lanes) {
            if (lane != 0) {
                return false;
            }
        }
        WideExponentials.of(DoubleWork.ofThread(0), slopes, at, count);
        work.count = count;
        work.run(FloatStage.CAP);
        return true;
    }

    /** Arguments on which every stage can run. */
    void prepareForWarmUp(int rows, int classes) {
        reserve(rows, classes);
        setCap(1);
        place = 0;
    }
}
