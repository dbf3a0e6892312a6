package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * Errors of softmax, loss and gradient in single precision: the scalar kernels, the vector kernels and libtorch on the very same rows, against double-double
 * arithmetic. What {@link Run} starts once per JDK and width.
 */
final class AccuracyComparison {

    private static final int[] CLASSES = {2, 3, 10, 100, 1000, 5003, 32_000, 128_256, 1_000_000};
    private static final int[] FEW_CLASSES = {2, 100, 5003};

    /** What each contender makes of some rows: rows × classes, rows, rows × classes. */
    record Results(float[] probabilities, float[] losses, float[] gradient) {}

    private AccuracyComparison() {}

    /** Arguments: bits; {@code quick} or {@code all}. */
    public static void main(String[] arguments) {
        System.out.println("# " + Kernels.active().description());
        for (int classes : arguments[1].equals("quick") ? FEW_CLASSES : CLASSES) {
            for (String kind : AccuracyRows.KINDS) {
                compare(AccuracyRows.of(kind, classes), Integer.parseInt(arguments[0]));
            }
        }
        System.exit(0); // libraries of peers keep threads
    }

    private static void compare(AccuracyRows rows, int bits) {
        String[] names = {"scalar", "vector", "libtorch"};
        Results[] results = {
            ours(Kernels.scalar(), rows), ours(Kernels.active(), rows), TorchResults.of(rows),
        };
        String[] quantities = {"probability", "loss", "gradient", "gradient of the target"};
        UlpTally[][] errors = new UlpTally[names.length][quantities.length];
        for (UlpTally[] each : errors) {
            Arrays.setAll(each, q -> new UlpTally());
        }
        for (int i = 0; i < rows.targets().length; i++) {
            ReferenceRow exact = new ReferenceRow(rows.logits()[i], rows.targets()[i]);
            for (int c = 0; c < names.length; c++) {
                add(results[c], i, rows.classes(), rows.targets()[i], exact, errors[c]);
            }
        }
        for (int q = 0; q < quantities.length; q++) {
            for (int c = 0; c < names.length; c++) {
                UlpTally tally = errors[c][q];
                System.out.println(new AccuracyFigure(
                                Runtime.version().feature(),
                                bits,
                                rows.kind(),
                                rows.classes(),
                                quantities[q],
                                names[c],
                                tally.count(),
                                tally.max(),
                                tally.mean())
                        .csv());
            }
        }
    }

    private static void add(Results results, int row, int classes, int target, ReferenceRow exact, UlpTally[] errors) {
        errors[1].add(results.losses[row], exact.loss());
        for (int k = 0; k < classes; k++) {
            int at = row * classes + k;
            errors[0].add(results.probabilities[at], exact.probability(k));
            errors[k == target ? 3 : 2].add(results.gradient[at], exact.gradient(k));
        }
    }

    /** Losses are doubles whatever the logits are; those of floats are compared as floats. */
    private static Results ours(Kernels kernels, AccuracyRows rows) {
        int count = rows.targets().length;
        float[] values = values(rows);
        float[] probabilities = new float[values.length];
        float[] gradient = new float[values.length];
        Matrix logits = Matrix.of(values, count, rows.classes());
        kernels.probabilities(logits, 1, Matrix.of(probabilities, count, rows.classes()));
        double[] losses = new double[count];
        double[] scales = new double[count];
        Arrays.fill(scales, 1);
        kernels.crossEntropy(
                new CrossEntropy(),
                new LossBlock(
                        logits,
                        Target.classIndices(rows.targets()),
                        scales,
                        losses,
                        Matrix.of(gradient, count, rows.classes())));
        float[] single = new float[count];
        for (int i = 0; i < count; i++) {
            single[i] = (float) losses[i];
        }
        return new Results(probabilities, single, gradient);
    }

    static float[] values(AccuracyRows rows) {
        float[] values = new float[rows.targets().length * rows.classes()];
        for (int i = 0; i < rows.targets().length; i++) {
            System.arraycopy(rows.logits()[i], 0, values, i * rows.classes(), rows.classes());
        }
        return values;
    }
}
