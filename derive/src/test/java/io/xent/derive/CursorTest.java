package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CursorTest {

    /** A row is looked at before it is read; a word that the look has split must not stay split. */
    @Test
    void reset_wordsSplitSince_areWholeAgain() {
        for (String right : new String[] {"p_i (δ_ij − p_j)", "δ_ij p_i", "Σ_k W_jk δ_ik p_kp_j"}) {
            Derivation derivation = DerivationParser.parse("∂p_i/∂z_j = " + right);
            assertEquals(
                    ExpressionParser.parse(right),
                    derivation.chains().get(0).lines().get(0).expression());
        }
    }
}
