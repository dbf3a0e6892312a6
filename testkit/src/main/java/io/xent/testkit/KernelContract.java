package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.JacobianProduct;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What kernels promise beyond accuracy: extend it for a provider, and {@link AccuracyContract} too. Rows do not see their
 * neighbours, nothing is written beside the rows that are asked for, outputs may be inputs, and rows with ±∞ and NaN
 * have the answers of docs/numerics.md.
 */
public abstract class KernelContract {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final CrossEntropy PLAIN = new CrossEntropy();
    private static final CrossEntropy ALL_OPTIONS =
            PLAIN.withLabelSmoothing(0.1).withZLoss(1e-2).withSoftCap(25).withTemperature(1.25);

    /** The kernels to hold to it. */
    protected abstract Kernels kernels();

    @FunctionalInterface
    private interface Operation {
        void run(Matrix logits, Matrix out);
    }

    private List<Operation> operations(int rows, int classes) {
        int[] indices = new int[rows];
        double[] scales = new double[rows];
        Arrays.setAll(indices, i -> i % classes);
        Arrays.setAll(scales, i -> i % 5 == 3 ? 0 : 1 + i % 3);
        Target target = Target.classIndices(indices);
        List<Operation> all = new ArrayList<>();
        all.add((logits, out) -> kernels().probabilities(logits, 1, out));
        all.add((logits, out) -> kernels().logProbabilities(logits, 0.5, out));
        for (JacobianProduct product : JacobianProduct.values()) {
            all.add((logits, out) -> kernels().jacobianTimes(product, logits, 0, rows, 0.5, logits, out));
        }
        for (CrossEntropy loss :
                List.of(PLAIN, ALL_OPTIONS, PLAIN.withZLoss(0.1).withLabelSmoothing(0.1))) {
            all.add((logits, out) ->
                    kernels().crossEntropy(loss, new LossBlock(logits, target, scales, new double[rows], out)));
            all.add((logits, out) -> kernels()
                    .crossEntropyHessianTimes(loss, new LossBlock(logits, target, scales, null, null), logits, out));
        }
        return all;
    }

    private static Block hardBlock(int classes, boolean single) {
        List<double[]> rows = HardRows.of(classes, HardRows.SEED + classes, single);
        rows.add(filled(classes, NAN));
        rows.add(filled(classes, INF));
        rows.add(filled(classes, -INF));
        double[] oneNaN = new double[classes];
        oneNaN[classes / 2] = NAN;
        rows.add(oneNaN);
        return Block.of(rows, rows.size(), classes, single);
    }

    private static double[] filled(int classes, double value) {
        double[] row = new double[classes];
        Arrays.fill(row, value);
        return row;
    }

    @Test
    void everyOperation_inPlace_sameBitsAndNothingBeside() {
        for (int classes : HardRows.SIZES) {
            for (boolean single : new boolean[] {true, false}) {
                Block logits = hardBlock(classes, single);
                int rows = logits.matrix.rows();
                for (Operation operation : operations(rows, classes)) {
                    Block out = new Block(rows, classes, single);
                    Block inPlace = logits.copy();
                    operation.run(logits.matrix, out.matrix);
                    operation.run(inPlace.matrix, inPlace.matrix);
                    assertTrue(out.isIntactOutside(), classes + " classes: wrote beside the rows");
                    assertTrue(out.sameBits(inPlace), classes + " classes: in place differs");
                }
            }
        }
    }

    @Test
    void everyRow_aloneOrInABlock_sameBits() {
        for (int classes : HardRows.SIZES) {
            for (boolean single : new boolean[] {true, false}) {
                Block logits = hardBlock(classes, single);
                int rows = logits.matrix.rows();
                Block together = new Block(rows, classes, single);
                Block apart = new Block(rows, classes, single);
                double[] losses = new double[rows];
                int[] indices = new int[rows];
                double[] one = filled(rows, 1);
                kernels()
                        .crossEntropy(
                                PLAIN,
                                new LossBlock(
                                        logits.matrix, Target.classIndices(indices), one, losses, together.matrix));
                for (int i = 0; i < rows; i++) {
                    double[] loss = new double[1];
                    kernels()
                            .crossEntropy(
                                    PLAIN,
                                    new LossBlock(
                                            logits.matrix.rows(i, i + 1),
                                            Target.classIndices(0),
                                            new double[] {1},
                                            loss,
                                            apart.matrix.rows(i, i + 1)));
                    assertEquals(losses[i], loss[0], "row " + i + " of " + classes + " classes");
                }
                assertTrue(together.sameBits(apart), classes + " classes");
            }
        }
    }

    @Test
    void crossEntropy_lossOrGradientAlone_sameBitsAsTogether() {
        for (int classes : HardRows.SIZES) {
            Block logits = hardBlock(classes, true);
            int rows = logits.matrix.rows();
            Target target = Target.classIndices(new int[rows]);
            for (CrossEntropy loss : List.of(PLAIN, ALL_OPTIONS)) {
                double[] both = new double[rows];
                double[] alone = new double[rows];
                Block withLoss = new Block(rows, classes, true);
                Block withoutLoss = new Block(rows, classes, true);
                double[] one = filled(rows, 1);
                kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, one, both, withLoss.matrix));
                kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, one, alone, null));
                kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, one, null, withoutLoss.matrix));
                assertArrayEquals(both, alone);
                assertTrue(withLoss.sameBits(withoutLoss));
            }
        }
    }

    @Test
    void crossEntropy_scaleZero_lossAndGradientZeroWhateverTheRow() {
        double[] logits = {NAN, INF, 1, 2, 3, 4};
        double[] gradient = filled(6, 7);
        double[] losses = {7, 7};
        kernels()
                .crossEntropy(
                        PLAIN,
                        new LossBlock(
                                Matrix.of(logits, 2, 3),
                                Target.classIndices(-1, 2),
                                new double[] {0, 1},
                                losses,
                                Matrix.of(gradient, 2, 3)));
        assertEquals(0, losses[0]);
        assertArrayEquals(new double[] {0, 0, 0}, Arrays.copyOf(gradient, 3));
        assertEquals(0.4076059644443803, losses[1], 1e-15);
    }

    @Test
    void infinitiesAndNaN_inARow_documentedAnswer() {
        checkRow(new double[] {1, -INF, 1}, new double[] {0.5, 0, 0.5}, Math.log(2), INF, Math.log(2));
        checkRow(new double[] {INF, 3, INF}, new double[] {0.5, 0, 0.5}, Math.log(2), INF, Math.log(2));
        checkRow(new double[] {INF, -INF, 5}, new double[] {1, 0, 0}, 0, INF, INF);
        checkRow(new double[] {-INF, -INF, 5}, new double[] {0, 0, 1}, INF, INF, 0);
        checkRow(new double[] {-INF, -INF, -INF}, new double[] {0, 0, 0}, INF, INF, INF);
        checkRow(new double[] {1, NAN, 3}, new double[] {NAN, NAN, NAN}, NAN, NAN, NAN);
        checkRow(new double[] {INF, NAN, -INF}, new double[] {NAN, NAN, NAN}, NAN, NAN, NAN);
        checkRow(new double[] {-INF, NAN, -INF}, new double[] {NAN, NAN, NAN}, NAN, NAN, NAN);
        checkRow(new double[] {1e308, -1e308, -1e308}, new double[] {1, 0, 0}, 0, INF, INF);
    }

    private void checkRow(double[] logits, double[] probabilities, double... surprisals) {
        String row = Arrays.toString(logits);
        double[] p = new double[3];
        double[] logs = new double[3];
        kernels().probabilities(Matrix.row(logits), 1, Matrix.row(p));
        kernels().logProbabilities(Matrix.row(logits), 1, Matrix.row(logs));
        assertArrayEquals(probabilities, p, row);
        boolean masked = Arrays.stream(logits).allMatch(x -> x == -INF);
        for (int y = 0; y < 3; y++) {
            assertEquals(-surprisals[y], logs[y], 1e-15, row);
            double[] loss = new double[1];
            double[] gradient = new double[3];
            kernels()
                    .crossEntropy(
                            PLAIN,
                            new LossBlock(
                                    Matrix.row(logits),
                                    Target.classIndices(y),
                                    new double[] {1},
                                    loss,
                                    Matrix.row(gradient)));
            assertEquals(surprisals[y], loss[0], 1e-15, row + ", target " + y);
            for (int k = 0; k < 3; k++) {
                double expected = masked ? 0 : p[k] - (k == y ? 1 : 0);
                assertEquals(expected, gradient[k], 1e-15, row + ", target " + y + ", class " + k);
            }
        }
    }

    @Test
    void logSumExp_infinitiesAndNaN_theLargestOrNaN() {
        double[] logits = {1, -INF, INF, 3, -INF, -INF, NAN, 1, NAN, INF, -INF, 0};
        double[] out = new double[6];
        kernels().logSumExp(Matrix.of(logits, 6, 2), 2, Matrix.of(out, 6, 1));
        assertArrayEquals(new double[] {0.5, INF, -INF, NAN, NAN, 0}, out);
    }

    @Test
    void noRowsOrNoColumns_nothingHappens() {
        kernels().probabilities(Matrix.of(new double[0], 0, 3), 1, Matrix.of(new double[0], 0, 3));
        kernels().probabilities(Matrix.of(new float[0], 4, 0), 1, Matrix.of(new float[0], 4, 0));
        double[] sums = {7, 7};
        kernels().logSumExp(Matrix.of(new double[0], 2, 0), 1, Matrix.of(sums, 2, 1));
        assertArrayEquals(new double[] {-INF, -INF}, sums);
    }

    @Test
    void hessianTimes_fourthOrderDifferencesOfTheGradient_agree() {
        SplittableRandom random = new SplittableRandom(HardRows.SEED);
        for (CrossEntropy loss : List.of(PLAIN, ALL_OPTIONS, PLAIN.withZLoss(0.1), PLAIN.withSoftCap(3))) {
            for (int classes : new int[] {1, 2, 3, 8, 31}) {
                double[] x = random.doubles(classes, -4, 4).toArray();
                double[] v = random.doubles(classes, -1, 1).toArray();
                double[] product = new double[classes];
                Target target = Target.classIndices(random.nextInt(classes));
                double[] scale = {1.5};
                LossBlock block = new LossBlock(Matrix.row(x), target, scale, null, null);
                kernels().crossEntropyHessianTimes(loss, block, Matrix.row(v), Matrix.row(product));
                double[] expected = Differences.along(x, v, at -> {
                    double[] g = new double[classes];
                    kernels().crossEntropy(loss, new LossBlock(Matrix.row(at), target, scale, null, Matrix.row(g)));
                    return g;
                });
                assertArrayEquals(expected, product, 1e-9, "seed " + HardRows.SEED + ", " + classes);
            }
        }
    }

    @Test
    void products_hardRows_agreeWithTheSpecification() {
        for (int classes : HardRows.SIZES) {
            for (boolean single : new boolean[] {true, false}) {
                Block logits = hardBlock(classes, single);
                int rows = logits.matrix.rows();
                SplittableRandom random = new SplittableRandom(HardRows.SEED + classes);
                Block vectors = new Block(rows, classes, single);
                for (int at = 0; at < rows * classes; at++) {
                    vectors.matrix.set(at / classes, at % classes, random.nextDouble(-2, 2));
                }
                for (JacobianProduct product : JacobianProduct.values()) {
                    String what = product + " of " + classes + " classes, seed " + (HardRows.SEED + classes);
                    Block out = new Block(rows, classes, single);
                    Block expected = new Block(rows, classes, single);
                    kernels().jacobianTimes(product, logits.matrix, 0, rows, 1.5, vectors.matrix, out.matrix);
                    Kernels.scalar()
                            .jacobianTimes(product, logits.matrix, 0, rows, 1.5, vectors.matrix, expected.matrix);
                    requireNear(expected.matrix, out.matrix, single, what);
                }
                for (CrossEntropy loss : List.of(
                        PLAIN, PLAIN.withZLoss(0.1).withLabelSmoothing(0.1).withTemperature(1.25), ALL_OPTIONS)) {
                    String what = "Hessian of " + classes + " classes, seed " + (HardRows.SEED + classes);
                    Block out = new Block(rows, classes, single);
                    Block expected = new Block(rows, classes, single);
                    LossBlock block = new LossBlock(
                            logits.matrix, Target.classIndices(new int[rows]), filled(rows, 0.7), null, null);
                    kernels().crossEntropyHessianTimes(loss, block, vectors.matrix, out.matrix);
                    Kernels.scalar().crossEntropyHessianTimes(loss, block, vectors.matrix, expected.matrix);
                    requireNear(expected.matrix, out.matrix, single, what);
                }
            }
        }
    }

    /** Up to the rounding of floats, or of some terms of the size of the largest result of a row. */
    private static void requireNear(Matrix expected, Matrix actual, boolean single, String what) {
        for (int i = 0; i < expected.rows(); i++) {
            double largest = 1e-300;
            for (int k = 0; k < expected.columns(); k++) {
                largest = Math.max(largest, Math.abs(expected.get(i, k)));
            }
            for (int k = 0; k < expected.columns(); k++) {
                double e = expected.get(i, k);
                double tolerance = Math.max(1e-13 * largest, single ? Math.ulp((float) e) : 0);
                String where = what + ", row " + i + ", class " + k;
                if (Double.isNaN(e)) {
                    assertEquals(e, actual.get(i, k), where);
                } else {
                    assertEquals(e, actual.get(i, k), tolerance, where);
                }
            }
        }
    }
}
