package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.xent.core.Kernels;
import io.xent.testkit.Accuracy.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The accuracy that kernels are held to: extend it for a provider. Errors are against exact values, in units in the last
 * place, the largest and the root of the mean square.
 */
public abstract class AccuracyContract {

    static final int[] SIZES = {1, 2, 3, 7, 8, 9, 13, 16, 17, 31, 64, 100, 207, 702, 1009};
    static final long SEED = 20261122;

    private static final int FEWEST_FOR_RMS = 100;
    private static final int[] LARGE_SIZES = {32_000, 1_000_000};

    /** The kernels to hold to it. */
    protected abstract Kernels kernels();

    /** The largest error that is allowed, in ulp. */
    protected abstract double maxUlp(Quantity quantity, boolean single);

    /** The root of the mean square error that is allowed, in ulp. */
    protected abstract double rmsUlp(Quantity quantity, boolean single);

    @TestFactory
    Stream<DynamicTest> accuracy_hardRowsOfAwkwardSizes_withinBudget() {
        return IntStream.of(SIZES)
                .boxed()
                .flatMap(classes -> Stream.of(true, false)
                        .map(single -> dynamicTest(
                                classes + " classes, " + (single ? "float" : "double"),
                                () -> check(
                                        new Accuracy(kernels(), single).measure(classes, SEED + classes), single))));
    }

    @TestFactory
    Stream<DynamicTest> accuracy_manyClasses_withinBudget() {
        return IntStream.of(LARGE_SIZES)
                .boxed()
                .flatMap(classes -> Stream.of(true, false)
                        .map(single -> dynamicTest(
                                classes + " classes, " + (single ? "float" : "double"),
                                () -> check(
                                        new Accuracy(kernels(), single)
                                                .measure(classes, SEED, manyClasses(classes, single)),
                                        single))));
    }

    /** One row whose logits take 500 values, so that exact exponentials are few, and one logit ahead of them. */
    private static List<double[]> manyClasses(int classes, boolean single) {
        SplittableRandom random = new SplittableRandom(SEED + classes);
        double[] values = random.doubles(500, -8, 8).toArray();
        double[] row = new double[classes];
        for (int k = 0; k < classes; k++) {
            double x = values[random.nextInt(values.length)];
            row[k] = single ? (float) x : x;
        }
        row[classes / 3] = 21;
        List<double[]> rows = new ArrayList<>();
        rows.add(row);
        return rows;
    }

    private void check(Accuracy accuracy, boolean single) {
        for (Map.Entry<Quantity, UlpErrors> each : accuracy.errors().entrySet()) {
            Quantity quantity = each.getKey();
            UlpErrors e = each.getValue();
            double max = maxUlp(quantity, single);
            double rms = rmsUlp(quantity, single);
            assertTrue(
                    e.max() <= max && (e.count() < FEWEST_FOR_RMS || e.rms() <= rms),
                    () -> quantity + ": allowed max " + max + ", RMS " + rms + "; seed " + SEED + "; " + e);
        }
    }
}
