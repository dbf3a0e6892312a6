package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MenderTest {

    /** The line as mended, and the place that changes, of the first broken line. */
    private static void assertMend(String mended, String place, String text) {
        Report.JudgedLine broken =
                Judge.judge(DerivationParser.parse(text)).firstWrong().orElseThrow();
        Mend mend = broken.mend().orElseThrow(() -> new AssertionError("no mend for " + text));
        assertEquals(mended, PlainText.of(mend.line()), text);
        Span span = mend.written().span();
        assertEquals(place, text.substring(span.start(), span.end()), text);
        Span line = broken.line().expression().span();
        String again = text.substring(0, line.start()) + PlainText.of(mend.line()) + text.substring(line.end());
        Report.JudgedLine repaired = lastOf(again);
        assertEquals(Optional.empty(), repaired.mend(), again);
        assertTrue(repaired.status() == Report.Status.OK, again);
    }

    private static Report.JudgedLine lastOf(String text) {
        var lines = Judge.judge(DerivationParser.parse(text)).lines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void wrongIndex_renamed() {
        assertMend("−(y_i (1 − p_i) + Σ_{k≠i} −p_i y_k)", "p_k", "dL/dz_i = -(y_i (1 - p_i) + sum_{k != i} -p_k y_k)");
    }

    @Test
    void onePathOfTheChainRule_summed() {
        assertMend("Σ_k ∂L/∂p_k ∂p_k/∂z_i", "dL/dp_i dp_i/dz_i", "dL/dz_i = dL/dp_i dp_i/dz_i");
    }

    @Test
    void trueClassForEveryComponent_twoChanges() {
        assertMend("p_i − δ_it", "p_t - 1", "dL/dz_i = p_t - 1");
    }

    @Test
    void targetNotSummingToOne_sumPutBack() {
        assertMend("p_i Σ_k y_k − y_i", "p_i", "y = (1, 1, 0)\ndL/dz_i = p_i - y_i");
    }

    @Test
    void rowOfTheJacobianSummed_squareDropped() {
        assertMend("p_i − p_i", "p_i^2", "sum_j dp_i/dz_j = p_i - p_i^2");
    }

    @Test
    void logitsInTheJacobian_probabilities() {
        assertMend("−p_i p_j", "z_j", "dp_i/dz_j = -p_i z_j for i != j");
        assertMend("p_i (1 − p_i)", "z_i", "dp_i/dz_i = p_i (1 - z_i)");
    }

    @Test
    void productByComponents_contracted() {
        assertMend("(∂p/∂z)ᵀ ∂L/∂p", "dL/dp ⊙ dp/dz", "dL/dz = dL/dp ⊙ dp/dz");
        assertMend("−(diag(p) − p pᵀ) (y/p)", "y/p ⊙ p ⊙ (1 - p)", "dL/dz = -y/p ⊙ p ⊙ (1 - p)");
    }

    @Test
    void indexLeftOpen_summed() {
        assertMend(
                "−Σ_k (y_k/p_k) * p_k (δ_ki − p_i)",
                "y_k/p_k * p_k (delta_{ki} - p_i)",
                "dL/dz_i = -y_k/p_k * p_k (delta_{ki} - p_i)");
    }

    @Test
    void transposedGradient_transposedBack() {
        assertMend("(p − y) xᵀ", "x (p - y)^T", "dL/dW = x (p - y)^T");
    }

    @Test
    void temperatureOrRowsForgotten_factor() {
        assertMend("(p_i − y_i)/T", "p_i - y_i", "p = softmax(z/T)\ndL/dz_i = p_i - y_i");
        assertMend(
                "(p_{ni} − y_{ni})/N",
                "p_{ni} - y_{ni}",
                "L = -1/N sum_n sum_k y_{nk} log p_{nk}\ndL/dz_{ni} = p_{ni} - y_{ni}");
    }

    @Test
    void signFlipped_minus() {
        assertMend("−(y_i − p_i)", "y_i - p_i", "dL/dz_i = y_i - p_i");
    }

    @Test
    void logarithmOfASumSplit_putTogether() {
        assertMend(
                "∂(log Σ_k e^{z_k} − z_t)/∂z_i",
                "sum_k z_k",
                "L = log sum_k e^{z_k} - z_t\ndL/dz_i = d/dz_i (sum_k z_k - z_t)");
    }
}
