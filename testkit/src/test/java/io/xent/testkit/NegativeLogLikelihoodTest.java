package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.NegativeLogLikelihood;
import io.xent.core.Softmax;
import io.xent.core.Target;
import org.junit.jupiter.api.Test;

class NegativeLogLikelihoodTest {

    @Test
    void ofLogSoftmax_sameAsCrossEntropy() {
        double[] logits = {3, 4, 1};
        Target target = Target.distributions(Matrix.row(0.2, 0.5, 1.3));
        assertEquals(
                new CrossEntropy().withClassWeights(1, 2, 3).loss(Matrix.row(logits), target),
                new NegativeLogLikelihood().withClassWeights(1, 2, 3).loss(Matrix.row(Softmax.logOf(logits)), target),
                1e-14);
    }

    @Test
    void gradient_isMinusTheTarget() {
        double[] gradient = new double[4];
        double loss = new NegativeLogLikelihood()
                .withIgnoreIndex(9)
                .lossAndGradient(
                        Matrix.of(new double[] {-1, -2, Double.NaN, 0}, 2, 2),
                        Target.classIndices(1, 9),
                        Matrix.of(gradient, 2, 2));
        assertEquals(2, loss);
        assertArrayEquals(new double[] {0, -1, 0, 0}, gradient, 0);
    }

    @Test
    void targetZero_whateverIsThere_costsNothing() {
        Matrix logs = Matrix.row(Double.NEGATIVE_INFINITY, Double.NaN, -0.5);
        assertEquals(1, new NegativeLogLikelihood().loss(logs, Target.distributions(Matrix.row(0, 0, 2))) * 2);
    }
}
