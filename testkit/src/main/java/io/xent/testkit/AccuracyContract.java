package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.xent.core.Kernels;
import io.xent.testkit.Accuracy.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The accuracy that kernels are held to: extend it for a provider. Errors are against exact values, in units in the last
 * place, the largest and the root of the mean square.
 */
public abstract class AccuracyContract {

    private static final int FEWEST_FOR_RMS = 100;
    private static final int MANY_ROWS = 8000;

    /** The kernels to hold to it. */
    protected abstract Kernels kernels();

    /** The largest error that is allowed, in ulp. */
    protected abstract double maxUlp(Quantity quantity, boolean single);

    /** The root of the mean square error that is allowed, in ulp. */
    protected abstract double rmsUlp(Quantity quantity, boolean single);

    @TestFactory
    Stream<DynamicTest> accuracy_hardRowsOfAwkwardSizes_withinBudget() {
        return IntStream.of(HardRows.SIZES)
                .boxed()
                .flatMap(classes -> Stream.of(true, false)
                        .map(single -> dynamicTest(
                                classes + " classes, " + (single ? "float" : "double"),
                                () -> check(
                                        new Accuracy(kernels(), single).measure(classes, HardRows.SEED + classes),
                                        single))));
    }

    @TestFactory
    Stream<DynamicTest> accuracy_manyClasses_withinBudget() {
        return IntStream.of(HardRows.LARGE_SIZES)
                .boxed()
                .flatMap(classes -> Stream.of(true, false)
                        .map(single -> dynamicTest(
                                classes + " classes, " + (single ? "float" : "double"),
                                () -> check(
                                        new Accuracy(kernels(), single)
                                                .measure(
                                                        classes,
                                                        HardRows.SEED,
                                                        HardRows.ofManyClasses(classes, single)),
                                        single))));
    }

    @TestFactory
    Stream<DynamicTest> accuracy_manyRowsOfFewClasses_withinBudget() {
        return IntStream.of(3, 10, 40)
                .mapToObj(classes -> dynamicTest(classes + " classes, float", () -> {
                    List<double[]> rows = HardRows.ofFewClasses(classes, MANY_ROWS / classes);
                    check(new Accuracy(kernels(), true).measureLoss(classes, HardRows.SEED, rows), true);
                }));
    }

    private void check(Accuracy accuracy, boolean single) {
        for (Map.Entry<Quantity, UlpErrors> each : accuracy.errors().entrySet()) {
            Quantity quantity = each.getKey();
            UlpErrors e = each.getValue();
            double max = maxUlp(quantity, single);
            double rms = rmsUlp(quantity, single);
            assertTrue(
                    e.max() <= max && (e.count() < FEWEST_FOR_RMS || e.rms() <= rms),
                    () -> quantity + ": allowed max " + max + ", RMS " + rms + "; seed " + HardRows.SEED + "; " + e);
        }
    }
}
