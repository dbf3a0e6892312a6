package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Information;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InformationTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final long SEED = 13;

    @Test
    void entropy_countsOrProbabilities_same() {
        assertEquals(Information.BITS.entropy(0.75, 0.25), Information.BITS.entropy(3, 1), 1e-16);
        assertEquals(Math.log(7), Information.NATS.entropy(1, 1, 1, 1, 1, 1, 1), 1e-15);
        assertEquals(0, Information.NATS.entropy(5));
        assertEquals(8, Information.BITS.perplexity(1, 1, 1, 1, 1, 1, 1, 1), 1e-14);
    }

    @Test
    void entropy_nearlyCertain_keepsRelativeAccuracy() {
        double p = 1e-30;
        assertEquals(p * (1 + 30 * Math.log(10)), Information.NATS.entropy(1, p), 1e-44);
    }

    @Test
    void measures_againstExactArithmetic_fewUlp() {
        SplittableRandom random = new SplittableRandom(SEED);
        UlpErrors entropies = new UlpErrors(false);
        UlpErrors crosses = new UlpErrors(false);
        for (int n = 0; n < 200; n++) {
            double[] p = random.doubles(1 + random.nextInt(9), 1e-6, 1).toArray();
            double[] q = random.doubles(p.length, 1e-6, 1).toArray();
            entropies.add(Information.NATS.entropy(p), cross(p, p), "entropy");
            crosses.add(Information.NATS.crossEntropy(p, q), cross(p, q), "cross-entropy");
        }
        assertTrue(entropies.max() < 6, "seed " + SEED + ": " + entropies);
        assertTrue(crosses.max() < 6, "seed " + SEED + ": " + crosses);
    }

    private static BigDecimal cross(double[] p, double[] q) {
        BigDecimal sumP = sum(p);
        BigDecimal sumQ = sum(q);
        BigDecimal total = BigDecimal.ZERO;
        for (int k = 0; k < p.length; k++) {
            BigDecimal surprisal =
                    Exact.log(new BigDecimal(q[k]).divide(sumQ, Exact.DIGITS)).negate();
            total = total.add(new BigDecimal(p[k]).divide(sumP, Exact.DIGITS).multiply(surprisal));
        }
        return total;
    }

    private static BigDecimal sum(double[] weights) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double w : weights) {
            sum = sum.add(new BigDecimal(w));
        }
        return sum;
    }

    @Test
    void divergence_nearlyTheSame_notCancelled() {
        double d = 1e-9;
        double exact = 2 * d * d;
        assertEquals(
                exact,
                Information.NATS.divergence(new double[] {0.5, 0.5}, new double[] {0.5 + d, 0.5 - d}),
                1e-6 * exact);
        double[] p = {0.2, 0.3, 0.5};
        assertEquals(0, Information.NATS.divergence(p, p));
        assertEquals(
                Information.BITS.crossEntropy(p, new double[] {0.7, 0.2, 0.1}) - Information.BITS.entropy(p),
                Information.BITS.divergence(p, new double[] {0.7, 0.2, 0.1}),
                1e-14);
    }

    @Test
    void zeros_documentedAnswers() {
        double[] p = {1, 0};
        double[] q = {0, 1};
        assertEquals(INF, Information.NATS.crossEntropy(p, q));
        assertEquals(INF, Information.NATS.divergence(p, q));
        assertEquals(Math.log(2), Information.NATS.divergence(p, new double[] {0.5, 0.5}), 1e-16);
        assertEquals(INF, Information.BITS.surprisal(0));
        assertEquals(0, Information.BITS.surprisal(1));
        assertEquals(3, Information.BITS.surprisal(0.125), 1e-15);
    }

    @Test
    void notADistribution_refused() {
        assertMessage("p[1] = -0.5 is outside [0, infinity)", () -> Information.NATS.entropy(1, -0.5));
        assertMessage("p[0] = NaN is outside [0, infinity)", () -> Information.NATS.entropy(Double.NaN));
        assertMessage("p sums to 0.0: not a distribution", () -> Information.NATS.entropy(0, 0));
        assertMessage("p sums to 0.0: not a distribution", () -> Information.NATS.entropy());
        assertMessage("probability 1.5 is outside [0, 1]", () -> Information.NATS.surprisal(1.5));
        assertMessage(
                "p has 1 classes, q has 2", () -> Information.NATS.crossEntropy(new double[] {1}, new double[] {1, 2}));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
