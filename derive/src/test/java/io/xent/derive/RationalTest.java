package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RationalTest {

    @Test
    void fraction_inLowestTermsWithPositiveDenominator() {
        assertEquals(Rational.of(-2, 3), Rational.of(4, -6));
        assertEquals("-2/3", Rational.of(4, -6).toString());
        assertEquals(Rational.ZERO, Rational.of(0, -5));
        assertThrows(ArithmeticException.class, () -> Rational.of(1, 0));
    }

    @Test
    void arithmetic_agreesWithDecimals() {
        Random random = new Random(5);
        for (int n = 0; n < 1000; n++) {
            Rational a = Rational.of(random.nextInt(2001) - 1000, 1 + random.nextInt(50));
            Rational b = Rational.of(random.nextInt(2001) - 1000, 1 + random.nextInt(50));
            assertClose(decimal(a).add(decimal(b)), a.plus(b), n);
            assertClose(decimal(a).subtract(decimal(b)), a.minus(b), n);
            assertClose(decimal(a).multiply(decimal(b)), a.times(b), n);
            assertEquals(
                    Integer.signum(decimal(a).compareTo(decimal(b))), Integer.signum(a.compareTo(b)), "seed 5, " + n);
            if (!b.isZero()) {
                assertEquals(a, a.dividedBy(b).times(b), "seed 5, " + n);
                assertEquals(Rational.ONE, b.power(3).times(b.power(-3)), "seed 5, " + n);
            }
        }
    }

    private static BigDecimal decimal(Rational rational) {
        return new BigDecimal(rational.numerator())
                .divide(new BigDecimal(rational.denominator()), MathContext.DECIMAL128);
    }

    private static void assertClose(BigDecimal expected, Rational actual, int n) {
        assertEquals(
                expected.doubleValue(),
                actual.toDouble(),
                1e-12 * (1 + Math.abs(expected.doubleValue())),
                "seed 5, " + n);
    }

    @Test
    void toDouble_beyondTheRangeOfNumeratorAndDenominator_stillClose() {
        for (int up : new int[] {0, 500, 1500, 3000}) {
            for (int down : new int[] {0, 500, 1500, 3000}) {
                Rational rational = new Rational(
                        BigInteger.ONE.shiftLeft(up).multiply(BigInteger.valueOf(5)),
                        BigInteger.ONE.shiftLeft(down).multiply(BigInteger.valueOf(7)));
                double expected = Math.scalb(5 / 7.0, up - down);
                assertEquals(expected, rational.toDouble(), Math.abs(expected) * 1e-15, up + " " + down);
            }
        }
    }
}
