package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalCsvTest {

    private static String written(double[] numbers, long last) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DecimalCsv csv = new DecimalCsv(out, List.of("a", "b"))) {
            csv.row(numbers, last);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void row_numbers_haveUpToSixDecimals() throws IOException {
        assertEquals(
                "a,b\n0,0,1,-1,0.5,-0.000001,12.34,1000000000,-7\n",
                written(new double[] {0, -0.0, 1, -1, 0.5, -0.000001, 12.34, 1e9}, -7));
        assertEquals("a,b\n0,0.1,100,9\n", written(new double[] {-4e-7, 0.1 + 1e-12, 99.9999999}, 9));
    }

    @Test
    void row_randomNumbers_agreeWithBigDecimal() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(13) - 5);
            BigDecimal expected = new BigDecimal(number).setScale(6, RoundingMode.HALF_UP);
            String cell =
                    written(new double[] {number}, 0).lines().toList().get(1).split(",")[0];
            BigDecimal off = new BigDecimal(cell).subtract(expected).abs();
            // the product with a million is rounded before it is rounded to a whole number
            assertEquals(
                    true, off.doubleValue() <= Math.max(1e-6, Math.ulp(number)), "seed 11: " + number + " as " + cell);
        }
    }

    @Test
    void row_numberWithoutSixDecimals_isRefused() {
        for (double number : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1.1e9}) {
            assertThrows(IllegalArgumentException.class, () -> written(new double[] {number}, 0));
        }
    }
}
