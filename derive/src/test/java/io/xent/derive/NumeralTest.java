package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumeralTest {

    @Test
    void of_numbersOfAllSizes_areShortAndExactEnough() {
        assertEquals("3", Numeral.of(3));
        assertEquals("0", Numeral.of(-0.0));
        assertEquals("0.375", Numeral.of(0.375));
        assertEquals("-0.294615487302", Numeral.of(-0.29461548730175885));
        assertEquals("4.24835425529e-18", Numeral.of(4.248354255291589e-18));
        assertEquals("2.35385266837e17", Numeral.of(2.3538526683702e17));
        assertEquals("1e300", Numeral.of(1e300));
        assertEquals("-∞", Numeral.of(Double.NEGATIVE_INFINITY));
        assertEquals("NaN", Numeral.of(Double.NaN));
    }

    @Test
    void brief_keepsThreeDigits() {
        assertEquals("0.0962", Numeral.brief(Math.sqrt(3) / 18));
        assertEquals("9.66e-12", Numeral.brief(9.65916e-12));
        assertEquals("1000", Numeral.brief(1000));
        assertEquals("4.34e299", Numeral.brief(4.3429e299));
    }

    @Test
    void ofExp_beyondDoubles_isRight() {
        assertEquals("1.97e434", Magnitude.ofExp(1000));
        assertEquals("3.42e-437", Magnitude.ofExp(-1005));
        assertEquals("10^(4.34e299)", Magnitude.ofExp(1e300));
    }
}
