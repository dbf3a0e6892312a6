package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InformationExplainerTest {

    private static double sum(double[] p, double[] q, java.util.function.IntFunction<BigDecimal> logarithm) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < p.length; k++) {
            sum = sum.add(new BigDecimal(p[k]).multiply(logarithm.apply(k), ExactSoftmax.DIGITS));
        }
        return sum.doubleValue();
    }

    @Test
    void explain_randomDistributions_figuresAreThoseOfTheDefinitions() {
        long seed = 3;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 30; trial++) {
            int n = 2 + random.nextInt(5);
            double[] p = normalised(random.doubles(n, 0.01, 1).toArray());
            double[] q = normalised(random.doubles(n, 0.01, 1).toArray());
            InformationExplanation explanation = InformationExplainer.explain(p, Optional.of(q), 1);
            double entropy = -sum(p, q, k -> ExactSoftmax.log(new BigDecimal(p[k])));
            double cross = -sum(p, q, k -> ExactSoftmax.log(new BigDecimal(q[k])));
            assertEquals(entropy, explanation.entropy(), 1e-14);
            assertEquals(cross, explanation.crossEntropy().orElseThrow(), 1e-14);
            assertEquals(cross - entropy, explanation.divergence().orElseThrow(), 1e-14);
            assertEquals(Math.exp(entropy), explanation.perplexity(), 1e-13);
        }
    }

    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(v -> v / sum).toArray();
    }

    @Test
    void explain_counts_areNormalisedAndSaidToBe() {
        InformationExplanation explanation = InformationExplainer.explain(new double[] {3, 1}, Optional.empty(), 1);
        assertEquals("[0.75, 0.25]", Arrays.toString(explanation.p()));
        Prose first = (Prose) explanation.steps().get(0).parts().get(0);
        assertTrue(first.text().contains("sum to 4, not to 1"), first.text());
    }

    @Test
    void explain_coin_isDrawnFromZeroToOne() {
        InformationExplanation explanation = InformationExplainer.explain(new double[] {0.5, 0.5}, Optional.empty(), 1);
        Curve curve = (Curve) explanation.steps().get(1).parts().get(1);
        assertEquals(0, curve.y()[0]);
        assertEquals(1, curve.y()[10]);
        assertEquals(0, curve.y()[20]);
        assertEquals(Math.log(2), explanation.entropy(), 1e-16);
        assertEquals(2, explanation.perplexity(), 1e-15);
    }

    @Test
    void explain_whatIsNoDistribution_isRefused() {
        for (double[] p : new double[][] {{}, {0, 0}, {1, -1}, {1, Double.NaN}}) {
            assertThrows(IllegalArgumentException.class, () -> InformationExplainer.explain(p, Optional.empty(), 1));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> InformationExplainer.explain(new double[] {1}, Optional.of(new double[] {1, 1}), 1));
    }
}
