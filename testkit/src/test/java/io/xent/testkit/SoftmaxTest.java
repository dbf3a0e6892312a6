package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final long SEED = 3;

    @Test
    void hardmax_tiesMasksAndNaN_firstLargest() {
        double[] out = new double[12];
        new Softmax()
                .hardmax(
                        Matrix.of(new double[] {1, 3, 3, -INF, -INF, -INF, 1, NAN, 5, INF, -INF, INF}, 4, 3),
                        Matrix.of(out, 4, 3));
        assertArrayEquals(new double[] {0, 1, 0, 0, 0, 0, NAN, NAN, NAN, 1, 0, 0}, out);
    }

    @Test
    void jacobian_threeLogits_formula() {
        for (double temperature : new double[] {1, 2.5}) {
            double[] x = {3, 4, 1};
            double[] p = new double[3];
            double[] jacobian = new double[9];
            double[] ofLog = new double[9];
            Softmax softmax = new Softmax().withTemperature(temperature);
            softmax.probabilities(Matrix.row(x), Matrix.row(p));
            softmax.jacobian(Matrix.row(x), Matrix.of(jacobian, 3, 3));
            softmax.logJacobian(Matrix.row(x), Matrix.of(ofLog, 3, 3));
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double delta = i == j ? 1 : 0;
                    assertEquals(p[i] * (delta - p[j]) / temperature, jacobian[3 * i + j], 4e-16);
                    assertEquals((delta - p[j]) / temperature, ofLog[3 * i + j], 4e-16);
                }
            }
        }
    }

    @Test
    void jacobian_certainRow_keepsRelativeAccuracy() {
        double[] jacobian = new double[4];
        new Softmax().jacobian(Matrix.row(50, 0), Matrix.of(jacobian, 2, 2));
        double p = Math.exp(-50);
        assertArrayEquals(new double[] {p, -p, -p, p}, jacobian, 1e-36);
    }

    @Test
    void products_anyVector_sameAsWithTheMatrix() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int classes : new int[] {1, 2, 5, 20}) {
            double[] x = random.doubles(classes, -5, 5).toArray();
            x[classes / 2] = classes > 2 ? -INF : x[classes / 2];
            double[] v = random.doubles(classes, -1, 1).toArray();
            Softmax softmax = new Softmax().withTemperature(1.5);
            double[] matrix = new double[classes * classes];
            double[] product = new double[classes];
            softmax.jacobian(Matrix.row(x), Matrix.of(matrix, classes, classes));
            softmax.jacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
            assertArrayEquals(times(matrix, v, false), product, 1e-15, "seed " + SEED);
            softmax.transposeJacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
            assertArrayEquals(times(matrix, v, true), product, 1e-15, "seed " + SEED);
            softmax.logJacobian(Matrix.row(x), Matrix.of(matrix, classes, classes));
            softmax.logJacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
            assertArrayEquals(times(matrix, v, false), product, 1e-15, "seed " + SEED);
            softmax.transposeLogJacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
            assertArrayEquals(times(matrix, v, true), product, 1e-15, "seed " + SEED);
        }
    }

    private static double[] times(double[] matrix, double[] v, boolean transpose) {
        int n = v.length;
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                product[i] += (transpose ? matrix[j * n + i] : matrix[i * n + j]) * v[j];
            }
        }
        return product;
    }

    @Test
    void jacobianTimes_fourthOrderDifferences_agree() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] x = random.doubles(9, -3, 3).toArray();
        double[] v = random.doubles(9, -1, 1).toArray();
        double[] product = new double[9];
        new Softmax().jacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
        assertArrayEquals(Differences.along(x, v, Softmax::of), product, 1e-11, "seed " + SEED);
        new Softmax().logJacobianTimes(Matrix.row(x), Matrix.row(v), Matrix.row(product));
        assertArrayEquals(Differences.along(x, v, Softmax::logOf), product, 1e-11, "seed " + SEED);
    }

    @Test
    void products_maskedRowsAndNaN_zeroAndNaN() {
        double[] out = new double[6];
        Matrix logits = Matrix.of(new double[] {-INF, -INF, 1, NAN, 0, -INF}, 3, 2);
        Matrix v = Matrix.of(new double[] {1, 2, 1, 2, 1, INF}, 3, 2);
        new Softmax().jacobianTimes(logits, v, Matrix.of(out, 3, 2));
        assertArrayEquals(new double[] {0, 0, NAN, NAN, 0, 0}, out);
        new Softmax().logJacobianTimes(logits, v, Matrix.of(out, 3, 2));
        assertArrayEquals(new double[] {0, 0, NAN, NAN, 0, 0}, out);
    }

    @Test
    void rowConveniences_ofMatrixFunctions_sameValues() {
        assertEquals(4.349012216768186, Softmax.logSumExpOf(3, 4, 1), 1e-15);
        assertArrayEquals(
                new double[] {-1.349012216768186, -0.349012216768186, -3.349012216768186},
                Softmax.logOf(3, 4, 1),
                1e-15);
        assertArrayEquals(new double[0], Softmax.of());
        assertEquals(-INF, Softmax.logSumExpOf());
    }

    @Test
    void shapesAndTemperature_wrong_refused() {
        Matrix logits = Matrix.of(new double[6], 2, 3);
        Softmax softmax = new Softmax();
        assertMessage(
                "the output is 3×2, the logits are 2×3",
                () -> softmax.probabilities(logits, Matrix.of(new double[6], 3, 2)));
        assertMessage(
                "the output is 2×3, not 2×1, one value per row of logits",
                () -> softmax.logSumExp(logits, Matrix.of(new double[6], 2, 3)));
        assertMessage(
                "the Jacobian of 1×3 logits is 3×3; the logits are 2×3, the output is 3×3",
                () -> softmax.jacobian(logits, Matrix.of(new double[9], 3, 3)));
        assertMessage("temperature 0.0 is outside (0, infinity)", () -> softmax.withTemperature(0));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
