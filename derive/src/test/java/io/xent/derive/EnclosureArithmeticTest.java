package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class EnclosureArithmeticTest {
    private static final BigDecimal E =
            new BigDecimal("2.71828182845904523536028747135266249775724709369995957496696763");
    private static final BigDecimal LN_2 =
            new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680009");
    private static final BigDecimal LN_10 =
            new BigDecimal("2.30258509299404568401799145468436420760110148862877297603332790");

    private final EnclosureArithmetic arithmetic = new EnclosureArithmetic();

    private static void assertEncloses(BigDecimal expected, Enclosure actual) {
        assertTrue(actual.contains(expected), expected + " in " + actual);
        BigDecimal width = actual.width().divide(expected.abs(), java.math.MathContext.DECIMAL64);
        assertTrue(width.compareTo(new BigDecimal("1e-37")) < 0, actual.toString());
    }

    @Test
    void exponentialsAndLogarithms_encloseKnownDigits() {
        assertEncloses(E, arithmetic.exp(arithmetic.of(Rational.ONE)));
        assertEncloses(LN_2, arithmetic.log(arithmetic.of(Rational.of(2))));
        assertEncloses(LN_10, arithmetic.log(arithmetic.of(Rational.of(10))));
        assertEncloses(LN_10.negate(), arithmetic.log(arithmetic.of(Rational.of(1, 10))));
        assertEncloses(E.pow(50), arithmetic.exp(arithmetic.of(Rational.of(50))));
    }

    @Test
    void logarithmOfExponential_enclosesTheArgument() {
        for (int n = -200; n <= 200; n += 7) {
            if (n != 0) {
                Rational value = Rational.of(n, 3);
                Enclosure back = arithmetic.log(arithmetic.exp(arithmetic.of(value)));
                assertTrue(back.low().doubleValue() <= n / 3.0 + 1e-12
                        && back.high().doubleValue() >= n / 3.0 - 1e-12);
                assertTrue(!back.isApartFrom(arithmetic.of(value)), value + " in " + back);
            }
        }
    }

    @Test
    void productsOfMixedSigns_encloseAllProducts() {
        Enclosure mixed = new Enclosure(BigDecimal.valueOf(-2), BigDecimal.valueOf(3));
        Enclosure product = arithmetic.times(mixed, mixed);
        assertTrue(product.contains(BigDecimal.valueOf(-6)) && product.contains(BigDecimal.valueOf(9)));
        assertThrows(Arithmetic.Undefined.class, () -> arithmetic.inverse(mixed));
        assertThrows(Arithmetic.Undefined.class, () -> arithmetic.log(mixed));
    }
}
