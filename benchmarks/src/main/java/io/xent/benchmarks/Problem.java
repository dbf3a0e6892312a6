package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows of normal logits with σ = 3 and a class index for each, from a fixed seed, with what the scalar kernels make of them. */
final class Problem {

    private static final long SEED = 1;

    final int rows;
    final int classes;
    final int stride;
    final float[] logits;
    final int[] labels;
    final double loss;
    private final float[] gradient;

    private Problem(int rows, int classes, int stride) {
        this.rows = rows;
        this.classes = classes;
        this.stride = stride;
        SplittableRandom random = new SplittableRandom(SEED);
        logits = new float[rows * stride];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
        }
        labels = new int[rows];
        Arrays.setAll(labels, i -> random.nextInt(classes));
        gradient = logits.clone();
        loss = computeReference();
    }

    /** From text such as {@code 8192x1000}, or {@code 8192x1000/1040} where rows start 1,040 values apart. */
    static Problem parse(String shape) {
        String[] parts = shape.split("[x/]");
        int classes = Integer.parseInt(parts[1]);
        return new Problem(
                Integer.parseInt(parts[0]), classes, parts.length > 2 ? Integer.parseInt(parts[2]) : classes);
    }

    private double computeReference() {
        double[] losses = new double[rows];
        double[] scales = new double[rows];
        Arrays.fill(scales, 1.0 / rows);
        Matrix matrix = matrix(gradient);
        Kernels.scalar().crossEntropy(new CrossEntropy(), new LossBlock(matrix, target(), scales, losses, matrix));
        return Arrays.stream(losses).average().orElse(Double.NaN);
    }

    Matrix matrix(float[] values) {
        return Matrix.of(values, 0, rows, classes, stride);
    }

    Target target() {
        return Target.classIndices(labels);
    }

    /** The logits without gaps between rows. */
    float[] packedLogits() {
        return packed(logits);
    }

    float[] packed(float[] strided) {
        float[] packed = new float[rows * classes];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(strided, i * stride, packed, i * classes, classes);
        }
        return packed;
    }

    /** Throws unless a contender's results are those of the scalar kernels, up to what single precision may lose. */
    void requireRight(Contender contender, double contendersLoss) {
        if (!Double.isNaN(contendersLoss) && !(Math.abs(contendersLoss - loss) <= 1e-4 * Math.abs(loss))) {
            throw new IllegalStateException(contender.name() + ": loss " + contendersLoss + ", should be " + loss);
        }
        float[] theirs = contender.gradient();
        if (theirs == null) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < classes; k++) {
                double expected = gradient[i * stride + k];
                double found = theirs[i * classes + k];
                if (!(Math.abs(found - expected) <= 1e-5 / rows + 1e-4 * Math.abs(expected))) {
                    throw new IllegalStateException(contender.name() + ": gradient of row " + i + ", class " + k
                            + " is " + found + ", should be " + expected);
                }
            }
        }
    }

    @Override
    public String toString() {
        return rows + "x" + classes + (stride == classes ? "" : "/" + stride);
    }
}
