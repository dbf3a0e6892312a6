package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Target;
import io.xent.testkit.OptionsContract.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The cross-entropy with each option, all and none, and every kind of target, on logits at the end of what numbers can be:
 * against the plain formula in exact arithmetic. Rows lie apart in memory, with guards between. Extend it for a provider.
 */
public abstract class ExtremesContract {

    private static final long SEED = 20261126;
    private static final int ALL = (1 << OptionsContract.OPTIONS) - 1;
    private static final int[] SIZES = {1, 2, 3, 17, 40, 150};
    private static final int SMALL_LOGITS = 100_000;

    /** Of a long row: some at the beginning, some at the end. */
    private static final int CHECKED = 40;

    /** The kernels to hold to it. */
    protected abstract Kernels kernels();

    /** The largest error allowed, in units in the last place of the magnitude. */
    protected abstract double maxUlp(boolean single, boolean capped);

    /** No option, each alone, and all. */
    private static IntStream options() {
        return IntStream.concat(
                IntStream.of(0, ALL),
                IntStream.range(0, OptionsContract.OPTIONS).map(bit -> 1 << bit));
    }

    @Test
    void extremeLogits_eachOption_agreesWithPlainFormula() {
        for (int classes : SIZES) {
            for (boolean single : new boolean[] {true, false}) {
                SplittableRandom random = new SplittableRandom(SEED + classes);
                List<double[]> rows = rows(classes, single, random);
                int[] checked = IntStream.range(0, classes).toArray();
                options().forEach(bits -> {
                    for (Kind kind : Kind.values()) {
                        check(bits, rows, kind, single, checked, random);
                    }
                });
            }
        }
    }

    @Test
    void lateSpikeAfterSmallLogits_eachOption_agreesWithPlainFormula() {
        int classes = SMALL_LOGITS + 1;
        int[] checked = IntStream.concat(IntStream.range(0, CHECKED), IntStream.range(classes - CHECKED, classes))
                .toArray();
        for (boolean single : new boolean[] {true, false}) {
            SplittableRandom random = new SplittableRandom(SEED);
            double[] values = random.doubles(50, -9, -7).toArray();
            double[] row = new double[classes];
            Arrays.setAll(row, k -> (float) values[random.nextInt(values.length)]);
            row[classes - 1] = 64;
            for (int bits : new int[] {0, OptionsContract.SOFT_CAP, ALL}) {
                check(bits, List.of(row, row), Kind.CLASS_INDICES, single, checked, random);
                check(bits, List.of(row, row), Kind.SPARSE, single, checked, random);
            }
        }
    }

    @Test
    void everyClassMasked_eachOption_infiniteLossAndNoGradient() {
        for (int classes : SIZES) {
            double[] masked = new double[classes];
            Arrays.fill(masked, Double.NEGATIVE_INFINITY);
            for (boolean single : new boolean[] {true, false}) {
                SplittableRandom random = new SplittableRandom(SEED + classes);
                options().forEach(bits -> {
                    for (Kind kind : Kind.values()) {
                        checkMasked(bits, masked, kind, single, random);
                    }
                });
            }
        }
    }

    private void checkMasked(int bits, double[] masked, Kind kind, boolean single, SplittableRandom random) {
        int classes = masked.length;
        double[][] shares = new double[4][];
        Arrays.setAll(shares, i -> OptionsContract.shares(kind, classes, single, random));
        for (double[] each : shares) {
            each[0] = Arrays.stream(each).sum() == 0 ? 1 : each[0];
        }
        List<double[]> rows = List.of(masked, new double[classes], masked, masked);
        Block logits = Block.of(rows, rows.size(), classes, single);
        Block gradient = new Block(rows.size(), classes, single);
        double[] losses = new double[rows.size()];
        double[] scales = {1, 1, 1, 1};
        CrossEntropy loss = OptionsContract.options(bits, classes, random);
        Target target = OptionsContract.target(kind, shares, single);
        kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, scales, losses, gradient.matrix));
        for (int i : new int[] {0, 2, 3}) {
            String where = where(kind, bits, classes, single) + ", row " + i;
            assertEquals(Double.POSITIVE_INFINITY, losses[i], where);
            for (int k = 0; k < classes; k++) {
                assertEquals(0, Math.abs(gradient.get(i, k)), where + ", class " + k);
            }
        }
    }

    private static String where(Kind kind, int bits, int classes, boolean single) {
        return kind + ", options " + Integer.toBinaryString(bits) + ", " + classes + " classes, "
                + (single ? "float" : "double") + ", seed " + SEED;
    }

    /** One logit of ±1e30 or all, subnormal numbers, zeros of either sign, and ordinary rows between them. */
    private static List<double[]> rows(int classes, boolean single, SplittableRandom random) {
        double smallest = single ? Float.MIN_VALUE : Double.MIN_VALUE;
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            double[] row = random.doubles(classes, -3, 3).toArray();
            Arrays.setAll(row, k -> (float) row[k]);
            rows.add(row);
        }
        rows.get(1)[random.nextInt(classes)] = 1e30f;
        rows.get(2)[random.nextInt(classes)] = -1e30f;
        Arrays.setAll(rows.get(3), k -> k % 3 == 0 ? 1e30f : -1e30f);
        Arrays.setAll(rows.get(4), k -> smallest * (k % 7 - 3));
        Arrays.setAll(rows.get(5), k -> k % 2 == 0 ? 0.0 : -0.0);
        return rows;
    }

    private void check(
            int bits, List<double[]> rows, Kind kind, boolean single, int[] checked, SplittableRandom random) {
        int count = rows.size();
        int classes = rows.get(0).length;
        CrossEntropy loss = OptionsContract.options(bits, classes, random);
        double[][] shares = new double[count][];
        Arrays.setAll(shares, i -> OptionsContract.shares(kind, classes, single, random));
        Block logits = Block.of(rows, count, classes, single);
        Block gradient = new Block(count, classes, single);
        double[] scales = new double[count];
        Arrays.fill(scales, 0.75);
        double[] losses = new double[count];
        Target target = OptionsContract.target(kind, shares, single);
        kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, scales, losses, gradient.matrix));
        String what = where(kind, bits, classes, single);
        assertTrue(gradient.isIntactOutside(), what + ": wrote beside the rows");
        UlpErrors errors = new UlpErrors(single);
        BigDecimal scale = new BigDecimal(scales[0]);
        for (int i = 0; i < count; i++) {
            ExactCrossEntropy exact = new ExactCrossEntropy(loss, rows.get(i), shares[i]);
            String where = what + ", row " + i;
            double rounded = single ? (float) losses[i] : losses[i];
            if (Double.isInfinite(rounded)) {
                assertTrue(exact.loss().abs().compareTo(new BigDecimal(Float.MAX_VALUE)) > 0, where);
            } else {
                errors.add(rounded, exact.loss(), exact.lossMagnitude(), where);
            }
            for (int k : checked) {
                errors.add(
                        gradient.get(i, k),
                        exact.gradient(k).multiply(scale),
                        exact.gradientMagnitude(k).multiply(scale),
                        where + ", class " + k);
            }
        }
        double allowed = maxUlp(single, (bits & OptionsContract.SOFT_CAP) != 0);
        assertTrue(errors.max() <= allowed, () -> "allowed " + allowed + ": " + errors);
    }
}
