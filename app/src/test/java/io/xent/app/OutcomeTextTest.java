package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

    @Test
    void of_converged_saysHowGoodAndHowSure() {
        String text = OutcomeText.of(Outcomes.converged());
        assertTrue(
                text.contains("test     66.7 % right on 3 rows kept from training (95 % interval 20.8–93.9 %)"), text);
        assertTrue(text.contains("converged: at most 2.0e-11 nats above the best possible"), text);
        assertTrue(text.contains("C = 1 in scikit-learn's terms"), text);
        assertTrue(text.contains("next     xent predict m.onnx NEW_DATA"), text);
    }

    @Test
    void of_stoppedEarly_saysWhatToDo() {
        String text = OutcomeText.of(Outcomes.of(false, OptionalDouble.empty(), new double[] {1, 0}));
        assertTrue(
                text.contains(
                        "stopped  not converged: gradient norm 3.1e-7; with so many classes no bound is computed"),
                text);
        assertTrue(text.contains("raise --max-iterations"), text);
    }

    @Test
    void of_textFromData_isNotAFormat() {
        assertTrue(OutcomeText.of(Outcomes.converged()).contains(Outcomes.HOSTILE));
    }
}
