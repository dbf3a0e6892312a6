package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.CrossEntropy;
import io.xent.core.Information;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Numbers that tutorials print. */
class WorkedExamplesTest {

    @Test
    void softmaxAndGradient_threeLogits_asPrinted() {
        double[] logits = {3, 4, 1};
        assertArrayEquals(new double[] {0.25949646034, 0.70538451269, 0.03511902696}, Softmax.of(logits), 1e-11);
        double loss =
                new CrossEntropy().lossAndGradient(Matrix.row(logits), Target.classIndices(1), Matrix.row(logits));
        assertEquals(-Math.log(0.70538451269), loss, 2e-11);
        assertArrayEquals(new double[] {0.25949646034, -0.29461548731, 0.03511902696}, logits, 1e-11);
    }

    @Test
    void softmaxAndPlainNormalisation_fourLogits_asPrinted() {
        double[] logits = {2, 4, 2, 1};
        assertArrayEquals(new double[] {0.1025, 0.7573, 0.1025, 0.0377}, Softmax.of(logits), 5e-5);
        double sum = Arrays.stream(logits).sum();
        assertArrayEquals(
                new double[] {0.2222, 0.4444, 0.2222, 0.1111},
                Arrays.stream(logits).map(x -> x / sum).toArray(),
                5e-5);
    }

    @Test
    void entropy_coin_oneBit() {
        assertEquals(1, Information.BITS.entropy(0.5, 0.5));
        assertEquals(Math.log(2), Information.NATS.entropy(0.5, 0.5));
        assertEquals(2, Information.NATS.perplexity(0.5, 0.5), 1e-15);
        assertEquals(0.4689955935892812, Information.BITS.entropy(0.9, 0.1), 1e-15);
        assertEquals(0, Information.BITS.entropy(1, 0));
    }

    @Test
    void lossAndGradient_rightWithMarginForty_notZero() {
        double[] logits = {40, 0};
        double loss =
                new CrossEntropy().lossAndGradient(Matrix.row(logits), Target.classIndices(0), Matrix.row(logits));
        assertEquals(Math.exp(-40), loss, 1e-32);
        assertEquals(-Math.exp(-40), logits[0], 1e-32);
        assertEquals(Math.exp(-40), logits[1], 1e-32);
    }

    @Test
    void jacobian_threeLogits_asPrinted() {
        double[] jacobian = new double[9];
        new Softmax().jacobian(Matrix.row(3, 4, 1), Matrix.of(jacobian, 3, 3));
        double[] printed = {
            0.19215805,
            -0.18304478,
            -0.00911326, //
            -0.18304478,
            0.20781720,
            -0.02477242, //
            -0.00911326,
            -0.02477242,
            0.03388568
        };
        assertArrayEquals(printed, jacobian, 5e-9);
    }
}
