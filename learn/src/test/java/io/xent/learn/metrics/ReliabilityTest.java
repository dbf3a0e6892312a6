package io.xent.learn.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    /** Ten rows of confidence c of which {@code right} are right. */
    private static Evaluation tenRows(double confidence, int right) {
        double[] rows = new double[20];
        int[] labels = new int[10];
        for (int i = 0; i < 10; i++) {
            rows[2 * i] = confidence;
            rows[2 * i + 1] = 1 - confidence;
            labels[i] = i < right ? 0 : 1;
        }
        return Evaluation.ofProbabilities(Matrix.of(rows, 10, 2), labels);
    }

    @Test
    void expectedError_asOftenRightAsConfident_isZero() {
        assertEquals(0, tenRows(0.7, 7).calibrationError(), 1e-15);
    }

    @Test
    void expectedError_overconfident_isTheDifference() {
        assertEquals(0.3, tenRows(0.9, 6).calibrationError(), 1e-15);
        assertEquals(0.3, tenRows(0.9, 6).reliability().maximumError(), 1e-15);
    }

    @Test
    void expectedError_twoBins_isTheMeanOverRows() {
        double[] rows = {0.6, 0.4, 0.95, 0.05, 0.95, 0.05, 0.95, 0.05};
        Evaluation evaluation = Evaluation.ofProbabilities(Matrix.of(rows, 4, 2), new int[] {0, 0, 0, 1});
        assertEquals((0.4 + 3 * (0.95 - 2 / 3.0)) / 4, evaluation.calibrationError(), 1e-15);
        assertEquals(0.4, evaluation.reliability().maximumError(), 1e-15);
    }

    @Test
    void bins_confidenceOnAnEdge_belongsToTheLowerBin() {
        Reliability reliability =
                Evaluation.ofProbabilities(Matrix.row(0.6, 0.4), new int[] {0}).reliability();
        assertEquals(1, reliability.bins().get(8).rows());
        assertEquals(0.6, reliability.bins().get(8).to());
    }

    @Test
    void bins_certainty_isInTheLastBin() {
        Reliability reliability =
                Evaluation.ofProbabilities(Matrix.row(0, 1), new int[] {1}).reliability();
        Reliability.Bin last = reliability.bins().get(14);
        assertEquals(15, reliability.bins().size());
        assertEquals(1, last.rows());
        assertEquals(1, last.accuracy());
        assertEquals(1, last.to());
        assertTrue(Double.isNaN(reliability.bins().get(0).meanConfidence()));
        assertEquals(new Interval(0, 1), reliability.bins().get(0).band());
    }
}
