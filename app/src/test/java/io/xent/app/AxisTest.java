package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticks_linear_areRoundValuesInside() {
        Axis axis = Axis.linear(0.13, 1.02, 0, 100);
        assertEquals(List.of("0.2", "0.4", "0.6", "0.8", "1"), labels(axis, 5));
    }

    @Test
    void ticks_logarithmic_arePowersOfTen() {
        Axis axis = Axis.logarithmic(3e-7, 0.8, 0, 100);
        assertEquals(List.of("10⁻⁷", "10⁻⁵", "10⁻³", "10⁻¹"), labels(axis, 4));
        assertEquals(0, axis.at(1e-7), 1e-9);
        assertEquals(100, axis.at(1), 1e-9);
    }

    @Test
    void at_rangeOfOneValue_isFinite() {
        assertTrue(Double.isFinite(Axis.linear(0, 0, 0, 100).at(0)));
        assertTrue(Double.isFinite(Axis.linear(5, 5, 0, 100).at(5)));
        assertTrue(Double.isFinite(Axis.logarithmic(1, 1, 0, 100).at(1)));
    }

    private static List<String> labels(Axis axis, int wanted) {
        return axis.ticks(wanted).stream().map(axis::label).toList();
    }
}
