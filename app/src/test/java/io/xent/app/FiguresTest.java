package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "0.123456, 0.1235",
        "12.3456, 12.35",
        "344, 344",
        "12345.678, 12346",
        "0.00012346, 0.0001235",
        "3.1e-9, 3.1e-9",
        "1e300, 1.0e300",
        "-0.25, -0.25",
        "NaN, none",
        "Infinity, ∞"
    })
    void number_hasFourSignificantDigits(double value, String text) {
        assertEquals(text, Figures.number(value));
    }

    @ParameterizedTest
    @CsvSource({"1, 100.0 %", "0.99999, > 99.9 %", "0.985, 98.5 %", "0.0001, < 0.1 %", "0, 0.0 %"})
    void percent_saysAllAndNothingOnlyWhereItIsSo(double fraction, String text) {
        assertEquals(text, Figures.percent(fraction));
    }

    @Test
    void count_agreesWithItsNoun() {
        assertEquals("1 row", Figures.count(1, "row"));
        assertEquals("12,345 classes", Figures.count(12345, "class"));
    }

    @ParameterizedTest
    @CsvSource({"0.24, 0.2 s", "59.6, 60 s", "600, 10 min", "9000, 2.5 h"})
    void duration_hasTheUnitThatFits(double seconds, String text) {
        assertEquals(text, StatusLine.duration(seconds));
    }

    @Test
    void timeLeft_geometricDescent_isExtrapolated() {
        assertEquals("30 s left", StatusLine.timeLeft(10, 1, 1e-2, 1e-8));
        assertEquals("", StatusLine.timeLeft(0.1, 1, 1e-2, 1e-8), "too early to tell");
        assertEquals("", StatusLine.timeLeft(10, 1, 2, 1e-8), "has not fallen");
    }
}
