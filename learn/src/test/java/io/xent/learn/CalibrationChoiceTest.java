package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationChoiceTest {

    private static final long SEED = 12;
    private static final int ROWS = 1500;
    private static final int CLASSES = 3;

    private final double[] logits = new double[ROWS * CLASSES];
    private final int[] labels = new int[ROWS];

    /** Draws labels from the softmax of logits, then distorts the logits. */
    private CalibrationChoice choice(double[] factors, double[] bias) {
        Random random = new Random(SEED);
        for (int i = 0; i < ROWS; i++) {
            double[] p = new double[CLASSES];
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                logits[i * CLASSES + k] = 1.5 * random.nextGaussian();
                p[k] = Math.exp(logits[i * CLASSES + k]);
                sum += p[k];
            }
            double u = random.nextDouble() * sum;
            while (u > p[labels[i]] && labels[i] < CLASSES - 1) {
                u -= p[labels[i]++];
            }
            for (int k = 0; k < CLASSES; k++) {
                logits[i * CLASSES + k] = factors[k] * logits[i * CLASSES + k] + bias[k];
            }
        }
        return CalibrationChoice.of(
                Matrix.of(logits, ROWS, CLASSES),
                labels,
                null,
                StratifiedFolds.of(labels, CLASSES, 5, 1),
                CalibrationChoice.methods(ROWS, CLASSES));
    }

    @Test
    void chosen_tooSureByOneFactor_isNearTheTruth() {
        CalibrationChoice choice = choice(new double[] {3, 3, 3}, new double[3]);
        CalibrationChoice.Candidate chosen = choice.chosen().orElseThrow();
        assertTrue(chosen.outOfFold().logLoss() < choice.before().logLoss() - 0.1, "seed " + SEED);
        ScalingMap map = (ScalingMap) new CalibrationMethod(CalibrationMethod.Kind.TEMPERATURE, 0)
                .fit(Matrix.of(logits, ROWS, CLASSES), labels, null);
        assertEquals(1 / 3.0, map.factors()[0], 0.03);
    }

    @Test
    void chosen_classesDistortedEachInItsWay_isVectorOrMatrix() {
        CalibrationChoice choice = choice(new double[] {3, 1, 0.5}, new double[] {2, 0, -1});
        CalibrationMethod.Kind kind = choice.chosen().orElseThrow().method().kind();
        assertTrue(
                kind == CalibrationMethod.Kind.VECTOR || kind == CalibrationMethod.Kind.MATRIX,
                kind + ", seed " + SEED);
    }

    @Test
    void chosen_everyCase_isNeverWorseThanBefore() {
        for (double factor : new double[] {0.3, 1, 4}) {
            CalibrationChoice choice = choice(new double[] {factor, factor, factor}, new double[3]);
            choice.chosen()
                    .ifPresent(chosen -> assertTrue(
                            chosen.outOfFold().logLoss() < choice.before().logLoss()));
            assertEquals(ROWS, choice.before().rows());
        }
    }

    @Test
    void fit_logitNotFinite_namesTheRow() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> new CalibrationMethod(CalibrationMethod.Kind.VECTOR, 0)
                        .fit(Matrix.of(new double[] {0, 1, 2, Double.NaN}, 2, 2), new int[] {0, 1}, null));
        assertEquals(
                "row 2: the logit of class 1 is NaN: no calibration can be fitted; check the values of that row",
                e.getMessage());
    }

    @Test
    void fit_tooManyClassesForAMatrix_saysWhatToTake() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> new CalibrationMethod(CalibrationMethod.Kind.MATRIX, 1)
                        .fit(Matrix.of(new double[100], 1, 100), new int[1], null));
        assertTrue(e.getMessage().contains("temperature"), e.getMessage());
    }
}
