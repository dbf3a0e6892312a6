package io.xent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.testkit.Exact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DoubleDoubleTest {

    private static final long SEED = 7;

    @Test
    void exponential_ofDifferencesOfFloats_hasThirtyDigits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2000; i++) {
            float b = (float) (100 * random.nextGaussian());
            float a = (float) (b - Math.pow(10, random.nextDouble(-6, 2.8)));
            BigDecimal exact = Exact.exp(new BigDecimal(a).subtract(new BigDecimal(b)));
            assertClose(exact, exponential(a, b), 1e-28, "exp(" + a + " - " + b + "), seed " + SEED);
        }
    }

    @Test
    void exponential_ofNothing_isOne() {
        DoubleDouble one = exponential(1e6f, 1e6f);
        assertEquals(1, one.high);
        assertEquals(0, one.low);
    }

    @Test
    void exponential_ofMaskedOrFarLogits_isZero() {
        assertEquals(0, exponential(Float.NEGATIVE_INFINITY, 3).high);
        assertEquals(0, exponential(-3e38f, 3e38f).high);
    }

    @Test
    void row_ofHardLogits_agreesWithExactRow() {
        float[] logits = {3.5f, -81.25f, 3.4999998f, 0, 19.75f, -1e-30f};
        double[] wide = new double[logits.length];
        for (int k = 0; k < wide.length; k++) {
            wide[k] = logits[k];
        }
        io.xent.testkit.ExactRow exact = new io.xent.testkit.ExactRow(wide, 1, Double.POSITIVE_INFINITY);
        for (int target = 0; target < logits.length; target++) {
            ReferenceRow row = new ReferenceRow(logits, target);
            assertRelative(exact.surprisal(target), row.loss());
            for (int k = 0; k < logits.length; k++) {
                assertRelative(exact.probability(k), row.probability(k));
                assertRelative(
                        k == target ? exact.otherProbability(k).negate() : exact.probability(k), row.gradient(k));
            }
        }
    }

    private static DoubleDouble exponential(float a, float b) {
        DoubleDouble value = new DoubleDouble();
        value.exponential(a, b);
        return value;
    }

    private static void assertRelative(BigDecimal exact, double actual) {
        DoubleDouble value = new DoubleDouble();
        value.set(actual);
        assertClose(exact, value, 5e-16, "");
    }

    private static void assertClose(BigDecimal exact, DoubleDouble actual, double relative, String what) {
        BigDecimal error = new BigDecimal(actual.high)
                .add(new BigDecimal(actual.low))
                .subtract(exact)
                .abs()
                .divide(exact.abs(), MathContext.DECIMAL64);
        assertTrue(error.doubleValue() <= relative, () -> what + ": off by " + error.doubleValue() + " of " + exact);
    }
}
