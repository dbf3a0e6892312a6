package io.xent.learn.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.Matrix;
import org.junit.jupiter.api.Test;

/** The example of docs/guide/evaluation.md, with the figures of an independent computation in NumPy. */
class EvaluationGuideTest {

    @Test
    void figures_ofTheGuidesExample_areAsPrinted() {
        Matrix logits = Matrix.of(new double[] {3, 4, 1, 2, 1, 0, 0, 0, 2, 1, 3, 2}, 4, 3);
        int[] labels = {1, 0, 2, 2};
        Evaluation evaluation = Evaluation.ofLogits(logits, labels);
        assertEquals(0.6009422279697078, evaluation.logLoss(), 1e-15);
        assertEquals(1.0397207708399179, evaluation.entropy(), 1e-15);
        assertEquals(0.42201575189822504, evaluation.skill(), 1e-15);
        assertEquals(0.75, evaluation.accuracy());
        assertEquals(0.3006418425824019, evaluation.accuracyInterval().low(), 1e-15);
        assertEquals(0.9544127391902995, evaluation.accuracyInterval().high(), 1e-15);
        assertEquals(1, evaluation.topAccuracy(2));
        assertEquals(0.3561449314538523, evaluation.brierScore(), 1e-15);
    }
}
