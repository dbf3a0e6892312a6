package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The cross-entropy of every kind of target with each option alone and all combinations of them, against the plain formula
 * in exact arithmetic: extend it for a provider.
 */
public abstract class OptionsContract {

    private static final long SEED = 20261125;
    static final int OPTIONS = 5;
    static final int SOFT_CAP = 16;

    /** Numbers of classes with which all combinations are tried, and those with which one option at a time is. */
    private static final int[] SIZES = {1, 2, 5, 13, 33};

    private static final int[] LARGE_SIZES = {100, 131, 300};

    /** The kernels to hold to it. */
    protected abstract Kernels kernels();

    /** The largest error allowed, in units in the last place of the magnitude. */
    protected abstract double maxUlp(boolean single, boolean capped);

    @Test
    void everyCombinationOfOptions_plainFormula_agrees() {
        for (int classes : SIZES) {
            for (int bits = 0; bits < 1 << OPTIONS; bits++) {
                check(classes, bits);
            }
        }
    }

    @Test
    void eachOptionAloneAndAll_manyClasses_agrees() {
        for (int classes : LARGE_SIZES) {
            for (int bits = 1; bits < 1 << OPTIONS; bits *= 2) {
                check(classes, bits);
            }
            check(classes, (1 << OPTIONS) - 1);
        }
    }

    private void check(int classes, int bits) {
        SplittableRandom random = new SplittableRandom(SEED + classes * 100L + bits);
        Compatibility compatibility = random.nextBoolean() ? Compatibility.XENT : Compatibility.PYTORCH;
        CrossEntropy loss = options(bits, classes, random).withCompatibility(compatibility);
        for (boolean single : new boolean[] {true, false}) {
            List<double[]> rows = rows(classes, single, random);
            for (Kind kind : Kind.values()) {
                check(loss, rows, kind, single, (bits & SOFT_CAP) != 0, bits, random);
            }
        }
    }

    static CrossEntropy options(int bits, int classes, SplittableRandom random) {
        CrossEntropy built = new CrossEntropy();
        built = (bits & 1) == 0
                ? built
                : built.withClassWeights(random.doubles(classes, 0.2, 4).toArray());
        built = (bits & 2) == 0 ? built : built.withLabelSmoothing(0.15);
        built = (bits & 4) == 0 ? built : built.withZLoss(0.01);
        built = (bits & 8) == 0 ? built : built.withTemperature(1.7);
        return (bits & SOFT_CAP) == 0 ? built : built.withSoftCap(8);
    }

    /** Ordinary, wide, far from 0, sure of a class, with a class far behind, and masked in part. */
    private static List<double[]> rows(int classes, boolean single, SplittableRandom random) {
        List<double[]> rows = new ArrayList<>();
        for (double spread : new double[] {0.3, 2, 2, 6, 2, 2, 2}) {
            rows.add(random.doubles(classes, -spread, spread).toArray());
        }
        Arrays.setAll(rows.get(2), k -> rows.get(2)[k] + 2000);
        rows.get(4)[random.nextInt(classes)] += 30;
        rows.get(5)[random.nextInt(classes)] -= 100;
        rows.get(6)[0] = classes == 1 ? 1 : Double.NEGATIVE_INFINITY;
        rows.forEach(row -> Arrays.setAll(row, k -> single ? (float) row[k] : row[k]));
        return rows;
    }

    enum Kind {
        CLASS_INDICES,
        DISTRIBUTIONS,
        SURE_DISTRIBUTIONS,
        DISTRIBUTIONS_OF_OTHER_PRECISION,
        SPARSE,
        SPARSE_NAMED_TWICE
    }

    private void check(
            CrossEntropy loss,
            List<double[]> rows,
            Kind kind,
            boolean single,
            boolean capped,
            int bits,
            SplittableRandom random) {
        int count = rows.size();
        int classes = rows.get(0).length;
        double[][] shares = new double[count][];
        Arrays.setAll(shares, i -> shares(kind, classes, single, random));
        Target target = target(kind, shares, single);
        Block logits = Block.of(rows, count, classes, single);
        Block gradient = new Block(count, classes, single);
        Block inPlace = logits.copy();
        double[] scales = new double[count];
        Arrays.setAll(scales, i -> i == 1 ? 0 : 0.5 + i);
        double[] losses = new double[count];
        double[] lossesInPlace = new double[count];
        kernels().crossEntropy(loss, new LossBlock(logits.matrix, target, scales, losses, gradient.matrix));
        kernels().crossEntropy(loss, new LossBlock(inPlace.matrix, target, scales, lossesInPlace, inPlace.matrix));
        String what = kind + ", options " + Integer.toBinaryString(bits) + ", " + classes + " classes, seed " + SEED;
        assertTrue(gradient.sameBits(inPlace), what + ": in place differs");
        assertTrue(Arrays.equals(losses, lossesInPlace), what + ": losses in place differ");
        UlpErrors errors = new UlpErrors(single);
        for (int i = 0; i < count; i++) {
            String where = what + ", row " + i;
            if (scales[i] == 0) {
                assertEquals(0, losses[i], where);
                continue;
            }
            ExactCrossEntropy exact = new ExactCrossEntropy(loss, rows.get(i), shares[i]);
            if (exact.loss() == null) {
                assertEquals(Double.POSITIVE_INFINITY, losses[i], where);
            } else {
                errors.add(single ? (float) losses[i] : losses[i], exact.loss(), exact.lossMagnitude(), where);
            }
            BigDecimal scale = new BigDecimal(scales[i]);
            for (int k = 0; k < classes; k++) {
                errors.add(
                        gradient.get(i, k),
                        exact.gradient(k).multiply(scale),
                        exact.gradientMagnitude(k).multiply(scale),
                        where + ", class " + k);
            }
        }
        double allowed = maxUlp(single, capped);
        assertTrue(errors.max() <= allowed, () -> "allowed " + allowed + ": " + errors);
    }

    /** Of one row, as exact arithmetic is to see it. */
    static double[] shares(Kind kind, int classes, boolean single, SplittableRandom random) {
        double[] shares = new double[classes];
        switch (kind) {
            case CLASS_INDICES -> shares[random.nextInt(classes)] = 1;
            case SPARSE, SPARSE_NAMED_TWICE -> {
                shares[random.nextInt(classes)] = random.nextDouble();
                shares[random.nextInt(classes)] = random.nextDouble(2);
            }
            default -> {
                Arrays.setAll(shares, k -> random.nextInt(3) == 0 ? 0 : random.nextDouble());
                if (kind == Kind.SURE_DISTRIBUTIONS) {
                    Arrays.setAll(shares, k -> shares[k] * 1e-9);
                    shares[random.nextInt(classes)] = 1;
                }
                boolean floats = single != (kind == Kind.DISTRIBUTIONS_OF_OTHER_PRECISION);
                Arrays.setAll(shares, k -> floats ? (float) shares[k] : shares[k]);
            }
        }
        return shares;
    }

    static Target target(Kind kind, double[][] shares, boolean single) {
        int classes = shares[0].length;
        return switch (kind) {
            case CLASS_INDICES -> {
                int[] indices = new int[shares.length];
                Arrays.setAll(indices, i -> {
                    int k = 0;
                    while (shares[i][k] == 0) {
                        k++;
                    }
                    return k;
                });
                yield Target.classIndices(indices);
            }
            case SPARSE -> sparse(shares, 1);
            case SPARSE_NAMED_TWICE -> sparse(shares, 2);
            default -> {
                boolean floats = single != (kind == Kind.DISTRIBUTIONS_OF_OTHER_PRECISION);
                yield Target.distributions(Block.of(List.of(shares), shares.length, classes, floats).matrix);
            }
        };
    }

    /** Descending classes, each in so many equal parts. */
    private static Target sparse(double[][] shares, int parts) {
        int[] starts = new int[shares.length + 1];
        int[] classes = new int[2 * parts * shares.length];
        double[] probabilities = new double[classes.length];
        int at = 0;
        for (int i = 0; i < shares.length; i++) {
            for (int k = shares[i].length - 1; k >= 0; k--) {
                for (int part = 0; part < parts && shares[i][k] != 0; part++) {
                    classes[at] = k;
                    probabilities[at++] = shares[i][k] / parts;
                }
            }
            starts[i + 1] = at;
        }
        return Target.sparse(starts, classes, probabilities);
    }
}
