package io.xent.learn.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompensatedSumsTest {

    /** Terms that cancel to some 1e-9 of their size, so that plain sums have seven digits. */
    @Test
    void addProducts_termsThatCancel_areSummedToTheLastDigit() {
        Random random = new Random(3);
        double plainWorst = 0;
        for (int trial = 0; trial < 200; trial++) {
            int terms = 1 + random.nextInt(400);
            CompensatedSums sums = new CompensatedSums(3);
            BigDecimal exact = BigDecimal.ZERO;
            double plain = 0;
            double last = 0;
            double factor = 0;
            for (int i = 0; i < terms; i++) {
                double a = random.nextGaussian();
                double b = i % 2 == 0 ? random.nextGaussian() : -last * (1 + 1e-9 * random.nextGaussian());
                double x = i % 2 == 0 ? a : factor;
                factor = x;
                last = b;
                sums.addProducts(1, x, new double[] {a, b, a}, 1, 1);
                exact = exact.add(new BigDecimal(x).multiply(new BigDecimal(b)));
                plain += x * b;
            }
            double expected = exact.doubleValue();
            assertEquals(expected, sums.value(1), Math.ulp(expected), "seed 3, trial " + trial);
            assertEquals(0, sums.value(0));
            assertEquals(0, sums.value(2));
            plainWorst = Math.max(plainWorst, Math.abs(plain - expected) / Math.ulp(expected));
        }
        assertTrue(plainWorst > 100, "spread: plain sums are right to " + plainWorst + " ulp");
    }

    @Test
    void difference_ofSumsThatAgree_keepsWhatTheyDifferBy() {
        CompensatedSums sums = new CompensatedSums(2);
        sums.addProduct(0, 1e8 + 1, 1e8 - 1);
        sums.addProduct(1, 1e8, 1e8);
        assertEquals(-1, sums.difference(0, 1));
        assertEquals(0, sums.differenceRest(0, 1));
        CompensatedSums fine = new CompensatedSums(2);
        fine.add(0, 1);
        fine.add(0, 0x1p-60);
        assertEquals(1, fine.difference(0, 1));
        assertEquals(0x1p-60, fine.differenceRest(0, 1));
        assertEquals(-0x1p-60, fine.differenceRest(1, 0));
    }
}
