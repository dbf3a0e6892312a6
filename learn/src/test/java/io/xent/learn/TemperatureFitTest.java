package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.GoldenRows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {

    @Test
    void of_goldenRows_findsScipysMinimum() {
        GoldenRows golden = GoldenRows.load();
        TemperatureFit plain = TemperatureFit.of(golden.logits(), golden.labels(), null);
        TemperatureFit weighted = TemperatureFit.of(golden.logits(), golden.labels(), golden.weights());
        assertEquals(golden.figure("temperature"), plain.calibration().temperature(), 1e-6);
        assertEquals(golden.figure("temperatureLogLoss"), plain.logLossAfter(), 1e-13);
        assertEquals(golden.figure("logLoss"), plain.logLossBefore(), 1e-13);
        assertEquals(golden.figure("w.temperature"), weighted.calibration().temperature(), 1e-6);
        assertEquals(golden.figure("w.temperatureLogLoss"), weighted.logLossAfter(), 1e-13);
        assertFalse(plain.atLimit());
    }

    /** Logits of two classes (a, 0), right with frequency q: the best β has σ(β a) = q. */
    @Test
    void of_oneMargin_hasTheClosedForm() {
        Matrix logits = Matrix.of(new double[] {6, 0, 6, 0, 6, 0, 6, 0}, 4, 2);
        TemperatureFit fit = TemperatureFit.of(logits, new int[] {0, 0, 1, 0}, null);
        assertEquals(6 / Math.log(3), fit.calibration().temperature(), 1e-13);
    }

    @Test
    void of_everyRowRight_stopsAtTheLowerLimit() {
        Matrix logits = Matrix.of(new double[] {1, 0, 0, 1}, 2, 2);
        TemperatureFit fit = TemperatureFit.of(logits, new int[] {0, 1}, null);
        assertEquals(0.05, fit.calibration().temperature());
        assertTrue(fit.atLimit());
        assertEquals(Math.log1p(Math.exp(-20)), fit.logLossAfter(), 1e-22);
    }

    @Test
    void of_everyRowWrong_stopsAtTheUpperLimit() {
        TemperatureFit fit = TemperatureFit.of(Matrix.row(1, 0), new int[] {1}, null);
        assertEquals(20, fit.calibration().temperature());
        assertTrue(fit.atLimit());
    }

    @Test
    void of_equalLogits_leavesThemAlone() {
        TemperatureFit fit = TemperatureFit.of(Matrix.row(1, 1, 1), new int[] {1}, null);
        assertEquals(Calibration.NONE, fit.calibration());
        assertFalse(fit.atLimit());
    }

    @Test
    void of_masks_countAsImpossibleAtEveryTemperature() {
        double mask = Double.NEGATIVE_INFINITY;
        Matrix masked = Matrix.of(new double[] {6, mask, 0, 6, 0, mask, 6, mask, 0, mask, 6, 0}, 4, 3);
        Matrix plain = Matrix.of(new double[] {6, 0, 6, 0, 6, 0, 6, 0}, 4, 2);
        TemperatureFit expected = TemperatureFit.of(plain, new int[] {0, 0, 1, 0}, null);
        TemperatureFit actual = TemperatureFit.of(masked, new int[] {0, 0, 2, 1}, null);
        assertEquals(expected.calibration().temperature(), actual.calibration().temperature(), 1e-13);
    }

    @Test
    void of_randomLogits_isNeverWorseThanLeavingThemAlone() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = 1 + random.nextInt(30);
            int classes = 2 + random.nextInt(5);
            double size = Math.exp(random.nextDouble(-12, 12));
            double[] values = random.doubles((long) rows * classes, -size, size).toArray();
            int[] labels = random.ints(rows, 0, classes).toArray();
            Matrix logits = Matrix.of(values, rows, classes);
            TemperatureFit fit = TemperatureFit.of(logits, labels, null);
            double before = Evaluation.ofLogits(logits, labels).logLoss();
            assertEquals(before, fit.logLossBefore(), 1e-13 * before, "seed " + seed);
            assertTrue(fit.logLossAfter() <= fit.logLossBefore(), "seed " + seed);
            assertStationary(logits, labels, fit, "seed " + seed);
        }
    }

    /** Neither neighbour at 1 % of the temperature is better, as far as the range and rounding allow. */
    private static void assertStationary(Matrix logits, int[] labels, TemperatureFit fit, String what) {
        for (double factor : new double[] {0.99, 1.01}) {
            double temperature = fit.calibration().temperature() * factor;
            if (temperature >= 0.05 && temperature <= 20) {
                Matrix divided =
                        Matrix.of(new double[logits.rows() * logits.columns()], logits.rows(), logits.columns());
                for (int i = 0; i < logits.rows(); i++) {
                    for (int k = 0; k < logits.columns(); k++) {
                        divided.set(i, k, logits.get(i, k) / temperature);
                    }
                }
                double loss = Evaluation.ofLogits(divided, labels).logLoss();
                assertTrue(
                        loss >= fit.logLossAfter() * (1 - 1e-13),
                        what + ": better at " + temperature + " " + loss + " " + fit);
            }
        }
    }

    @Test
    void of_rowsThatCannotBeFitted_areNamed() {
        Matrix notANumber = Matrix.of(new double[] {1, 0, Double.NaN, 0}, 2, 2);
        Matrix masked = Matrix.of(new double[] {1, 0, Double.NEGATIVE_INFINITY, 0}, 2, 2);
        for (Matrix logits : new Matrix[] {notANumber, masked}) {
            String message = assertThrows(
                            InvalidInputException.class, () -> TemperatureFit.of(logits, new int[] {0, 0}, null))
                    .getMessage();
            assertTrue(message.startsWith("row 2: "), message);
        }
        assertThrows(
                InvalidInputException.class,
                () -> TemperatureFit.of(Matrix.row(1, 0), new int[] {0}, new double[] {0}));
    }
}
