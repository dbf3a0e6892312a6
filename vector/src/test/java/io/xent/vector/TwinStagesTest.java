package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.testkit.HardRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Vectors and plain loops give the same bits, so that nobody sees when one takes over from the other. */
class TwinStagesTest {

    private static final long SEED = 3;
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 26, 31, 33, 64, 100, 129, 207, 1009, 4100, 9001, 40_009
    };

    @AfterAll
    static void usePlainLoops() {
        Stages.usePlainLoops();
    }

    @Test
    void everyOperation_vectorsAndPlainLoops_sameBits() {
        for (int classes : SIZES) {
            for (boolean single : new boolean[] {true, false}) {
                double[][] rows = rows(classes, single);
                Stages.useVectors();
                List<double[]> vectors = results(rows, classes, single);
                Stages.usePlainLoops();
                List<double[]> plain = results(rows, classes, single);
                for (int i = 0; i < plain.size(); i++) {
                    assertArrayEquals(
                            plain.get(i),
                            vectors.get(i),
                            "operation " + i + " of " + classes + " classes, " + (single ? "float" : "double")
                                    + ", seed " + (SEED + classes));
                }
            }
        }
    }

    @Test
    void logarithm_vectorsAndOneLane_sameBitsAndWithinTwoUlp() {
        RowWork work = new RowWork(64, 0);
        work.rows = 64;
        for (int exponent = -1070; exponent < 490; exponent += 3) {
            for (int i = 0; i < 64; i++) {
                work.ratio[i] = Math.scalb(1 + i / 64.0, exponent);
                work.share[i] = 1 / (work.ratio[i] + 1);
            }
            RowStage.run(RowVectorStages.ALL[RowStage.LOG1P], work);
            double[] vectors = work.loss.clone();
            RowStage.run(RowPlainStages.ALL[RowStage.LOG1P], work);
            assertArrayEquals(work.loss, vectors);
            for (int i = 0; i < 64; i++) {
                double expected = StrictMath.log1p(work.ratio[i]);
                assertEquals(expected, vectors[i], 2 * Math.ulp(expected), "log1p of " + work.ratio[i]);
            }
        }
    }

    private static double[][] rows(int classes, boolean single) {
        List<double[]> rows = new ArrayList<>(HardRows.of(classes, SEED + classes, single));
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] row = rows.get(0).clone();
            row[classes / 2] = odd;
            rows.add(row);
            double[] all = new double[classes];
            Arrays.fill(all, odd);
            rows.add(all);
        }
        double[] spike = new double[classes];
        spike[classes - 1] = 2000;
        rows.add(spike);
        return rows.toArray(new double[0][]);
    }

    /** Rows twice: far apart from each other, and once more without those that need a reference of their own. */
    private static List<double[]> results(double[][] rows, int classes, boolean single) {
        Kernels kernels = new VectorKernels();
        int[] indices = new int[rows.length];
        Arrays.setAll(indices, i -> (i * 31) % classes);
        double[] scales = new double[rows.length];
        Arrays.setAll(scales, i -> i % 7 == 5 ? 0 : 1 / (1.0 + i));
        List<double[]> results = new ArrayList<>();
        Matrix out = empty(rows.length, classes, single);
        kernels.probabilities(matrix(rows, classes, single), 1, out);
        results.add(values(out));
        kernels.logProbabilities(matrix(rows, classes, single), 0.3, out);
        results.add(values(out));
        Matrix sums = empty(rows.length, 1, single);
        kernels.logSumExp(matrix(rows, classes, single), 2, sums);
        results.add(values(sums));
        for (CrossEntropy loss : List.of(
                new CrossEntropy(),
                new CrossEntropy().withZLoss(1e-3),
                new CrossEntropy().withLabelSmoothing(0.1),
                new CrossEntropy().withSoftCap(30).withZLoss(1e-3),
                new CrossEntropy().withClassWeights(weights(classes)).withLabelSmoothing(0.3))) {
            for (Target target :
                    List.of(Target.classIndices(indices), dense(indices, classes, single), sparse(indices, classes))) {
                double[] losses = new double[rows.length];
                Matrix inPlace = matrix(rows, classes, single);
                kernels.crossEntropy(loss, new LossBlock(inPlace, target, scales, losses, inPlace));
                results.add(losses);
                results.add(values(inPlace));
            }
        }
        return results;
    }

    private static double[] weights(int classes) {
        double[] weights = new double[classes];
        Arrays.setAll(weights, k -> 0.5 + k % 5);
        return weights;
    }

    /** Every third class has a share, and the one of the index most. */
    private static Target dense(int[] indices, int classes, boolean single) {
        Matrix shares = empty(indices.length, classes, single);
        for (int i = 0; i < indices.length; i++) {
            for (int k = i % 3; k < classes; k += 3) {
                shares.set(i, k, 0.5 / classes);
            }
            shares.set(i, indices[i], 0.5);
        }
        return Target.distributions(shares);
    }

    private static Target sparse(int[] indices, int classes) {
        int[] starts = new int[indices.length + 1];
        int[] entries = new int[2 * indices.length];
        double[] shares = new double[entries.length];
        for (int i = 0; i < indices.length; i++) {
            int at = starts[i];
            entries[at] = indices[i];
            shares[at++] = 0.4;
            if (indices[i] < classes - 1) {
                entries[at] = classes - 1;
                shares[at++] = 0.6;
            }
            starts[i + 1] = at;
        }
        return Target.sparse(starts, entries, shares);
    }

    private static Matrix empty(int rows, int classes, boolean single) {
        return single
                ? Matrix.of(new float[rows * classes], rows, classes)
                : Matrix.of(new double[rows * classes], rows, classes);
    }

    private static Matrix matrix(double[][] rows, int classes, boolean single) {
        Matrix matrix = empty(rows.length, classes, single);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < classes; k++) {
                matrix.set(i, k, rows[i][k]);
            }
        }
        return matrix;
    }

    private static double[] values(Matrix matrix) {
        double[] values = new double[matrix.rows() * matrix.columns()];
        Arrays.setAll(values, i -> matrix.get(i / matrix.columns(), i % matrix.columns()));
        return values;
    }
}
