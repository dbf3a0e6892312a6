package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.EmptyMean;
import io.xent.core.Kernels;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@link LinearCrossEntropy} against its plain pieces in double precision; extend it where a provider of kernels is the
 * one in use.
 */
public abstract class LinearCrossEntropyContract {

    private static final long SEED = 20261123;
    private static final CrossEntropy PLAIN = new CrossEntropy();

    /** Rows, features, classes. */
    private static final int[][] SHAPES = {
        {1, 1, 1}, {1, 3, 2}, {5, 1, 7}, {7, 16, 33}, {33, 17, 6}, {40, 64, 130}, {97, 5, 3}, {3, 70, 515}
    };

    private static final Parallelism BACKWARDS = (pieces, piece) -> {
        for (int i = pieces - 1; i >= 0; i--) {
            piece.accept(i);
        }
    };

    /** The name of the kernels that must be in use. */
    protected abstract String kernels();

    @BeforeEach
    void theseKernelsAreInUse() {
        assertEquals(kernels(), Kernels.active().name());
    }

    private record Options(String name, CrossEntropy loss, Target target) {}

    private static List<Options> options(int rows, int classes, SplittableRandom random) {
        int[] indices = new int[rows];
        Arrays.setAll(indices, i -> random.nextInt(classes));
        Target target = Target.classIndices(indices);
        double[] classWeights = new double[classes];
        Arrays.setAll(classWeights, k -> k % 4 == 1 ? 0.25 : 1 + k % 3);
        double[] rowWeights = new double[rows];
        Arrays.setAll(rowWeights, i -> i % 3 == 1 ? 0 : 0.5 + i % 4);
        double[] soft = new double[rows * classes];
        Arrays.setAll(soft, i -> random.nextDouble() / classes);
        CrossEntropy all =
                PLAIN.withLabelSmoothing(0.1).withZLoss(1e-2).withSoftCap(8).withTemperature(1.25);
        List<Options> options = new ArrayList<>();
        options.add(new Options("plain", PLAIN, target));
        options.add(new Options("sum", PLAIN.withReduction(Reduction.SUM), target));
        options.add(new Options("ignoring", PLAIN.withIgnoreIndex(indices[0]), target));
        options.add(new Options("row weights", PLAIN, target.withRowWeights(rowWeights)));
        options.add(new Options("class weights", PLAIN.withClassWeights(classWeights), target));
        options.add(
                new Options("all options", all.withClassWeights(classWeights).withIgnoreIndex(0), target));
        options.add(new Options("distributions", all, Target.distributions(Matrix.of(soft, rows, classes))));
        options.add(new Options(
                "weighted distributions",
                PLAIN,
                Target.distributions(Matrix.of(soft, rows, classes)).withRowWeights(rowWeights)));
        return options;
    }

    @FunctionalInterface
    private interface Check {
        void of(LinearCase each, Options options, boolean single, String what);
    }

    private static void forEachCase(Check check) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int[] shape : SHAPES) {
            for (Options options : options(shape[0], shape[2], random)) {
                for (boolean single : new boolean[] {true, false}) {
                    LinearCase each = new LinearCase(shape[0], shape[1], shape[2], single, random);
                    String what = options.name + ", rows, features, classes " + Arrays.toString(shape)
                            + (single ? " float" : " double") + ", seed " + SEED;
                    check.of(each, options, single, what);
                }
            }
        }
    }

    /**
     * What is allowed beside the reference: the logits' rounding, depth · u · Σ|h||w| (below 100 for these shapes), moves
     * a loss by as much; gradients are sums over rows or classes of parts that are at most 1 each.
     */
    private static double tolerance(boolean single, double scale) {
        return (single ? 2e-5 : 2e-13) * (Math.abs(scale) > 1 ? Math.abs(scale) : 1);
    }

    private static void requireClose(Matrix expected, Block actual, boolean single, String what) {
        double largest = 0;
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                largest = Math.max(largest, Math.abs(expected.get(i, j)));
            }
        }
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), tolerance(single, largest), what);
            }
        }
        assertTrue(actual.isIntactOutside(), () -> what + ": wrote beside it");
    }

    @Test
    void lossAndGradient_anyShapeAndOption_areThoseOfThePieces() {
        forEachCase((each, options, single, what) -> {
            LinearReference reference = new LinearReference(options.loss, each.rows(), each.layer(), options.target);
            double loss = new LinearCrossEntropy(options.loss)
                    .withMemory(20_000)
                    .lossAndGradient(
                            each.rows(),
                            each.layer(),
                            options.target,
                            each.hiddenGradient.matrix,
                            each.layerGradient());
            assertEquals(reference.loss, loss, tolerance(single, reference.loss), what);
            requireClose(reference.hiddenGradient, each.hiddenGradient, single, "dH, " + what);
            requireClose(reference.weightsGradient, each.weightsGradient, single, "dW, " + what);
            requireClose(Matrix.row(reference.biasGradient), each.biasGradient, single, "db, " + what);
        });
    }

    @Test
    void losses_anyShapeAndOption_areThoseOfThePieces() {
        forEachCase((each, options, single, what) -> {
            LinearReference reference = new LinearReference(options.loss, each.rows(), each.layer(), options.target);
            LinearCrossEntropy linear = new LinearCrossEntropy(options.loss);
            double[] losses = new double[each.rows().rows()];
            linear.losses(each.rows(), each.layer(), options.target, losses);
            for (int i = 0; i < losses.length; i++) {
                assertEquals(reference.losses[i], losses[i], tolerance(single, losses[i]), "row " + i + ", " + what);
            }
            double loss = linear.loss(each.rows(), each.layer(), options.target);
            assertEquals(reference.loss, loss, tolerance(single, loss), what);
        });
    }

    @Test
    void lossAndGradient_piecesInAnyOrder_sameBits() {
        forEachCase((each, options, single, what) -> {
            LinearCase again = copyOf(each);
            double loss = run(new LinearCrossEntropy(options.loss).withMemory(30_000), each, options.target);
            double backwards = run(
                    new LinearCrossEntropy(options.loss.withParallelism(BACKWARDS)).withMemory(30_000),
                    again,
                    options.target);
            assertEquals(loss, backwards, what);
            assertTrue(each.hiddenGradient.sameBits(again.hiddenGradient), what);
            assertTrue(each.weightsGradient.sameBits(again.weightsGradient), what);
            assertTrue(each.biasGradient.sameBits(again.biasGradient), what);
        });
    }

    private static LinearCase copyOf(LinearCase each) {
        LinearCase copy = new LinearCase(
                each.rows().rows(),
                each.layer().features(),
                each.layer().classes(),
                each.rows().getClass().getSimpleName().startsWith("Float"),
                new SplittableRandom(SEED));
        copyRows(each.rows(), copy.rows());
        copyRows(each.weights.matrix, copy.weights.matrix);
        copyRows(each.bias.matrix, copy.bias.matrix);
        return copy;
    }

    private static void copyRows(Matrix from, Matrix to) {
        for (int i = 0; i < from.rows(); i++) {
            for (int j = 0; j < from.columns(); j++) {
                to.set(i, j, from.get(i, j));
            }
        }
    }

    private static double run(LinearCrossEntropy linear, LinearCase each, Target target) {
        return linear.lossAndGradient(
                each.rows(), each.layer(), target, each.hiddenGradient.matrix, each.layerGradient());
    }

    @Test
    void lossAndGradient_anyMemory_sameLossAndHiddenGradient() {
        Target target =
                Target.classIndices(IntStream.range(0, 50).map(i -> i % 40).toArray());
        LinearCase first = new LinearCase(50, 9, 40, true, new SplittableRandom(SEED));
        double loss = run(new LinearCrossEntropy(PLAIN).withMemory(1), first, target);
        for (long memory : new long[] {1_000, 4_000, 5_000, 12_345, 1L << 40}) {
            LinearCase each = copyOf(first);
            assertEquals(loss, run(new LinearCrossEntropy(PLAIN).withMemory(memory), each, target));
            assertTrue(first.hiddenGradient.sameBits(each.hiddenGradient), () -> "memory " + memory);
            requireClose(first.weightsGradient.matrix, each.weightsGradient, true, "memory " + memory);
        }
    }

    @Test
    void lossAndGradient_calledAgain_sameBits() {
        LinearCrossEntropy linear = new LinearCrossEntropy(PLAIN).withMemory(5_000);
        Target target =
                Target.classIndices(IntStream.range(0, 50).map(i -> i % 40).toArray());
        LinearCase first = new LinearCase(50, 9, 40, true, new SplittableRandom(SEED));
        double loss = run(linear, first, target);
        run(linear, new LinearCase(3, 2, 60, false, new SplittableRandom(SEED)), Target.classIndices(1, 2, 3));
        LinearCase second = copyOf(first);
        assertEquals(loss, run(linear, second, target));
        assertTrue(first.weightsGradient.sameBits(second.weightsGradient));
    }

    @Test
    void lossAndGradient_rowsThatDoNotCount_areNotRead() {
        for (boolean single : new boolean[] {true, false}) {
            LinearCase each = new LinearCase(6, 4, 5, single, new SplittableRandom(SEED));
            for (int row : new int[] {0, 2, 5}) {
                each.rows().set(row, 1, Double.NaN);
            }
            Target target = Target.classIndices(-100, 1, -100, 3, 4, 0).withRowWeights(new double[] {1, 1, 1, 2, 1, 0});
            LinearCrossEntropy linear = new LinearCrossEntropy(PLAIN.withIgnoreIndex(-100));
            assertTrue(Double.isFinite(run(linear, each, target)));
            for (int row : new int[] {0, 2, 5}) {
                assertArrayEquals(new double[4], each.hiddenGradient.row(row));
            }
            for (int k = 0; k < 5; k++) {
                assertTrue(Arrays.stream(each.weightsGradient.row(k)).allMatch(Double::isFinite));
            }
        }
    }

    @Test
    void lossAndGradient_hiddenGradientOverTheHiddenRows_sameBits() {
        for (boolean gaps : new boolean[] {false, true}) {
            LinearCase each = new LinearCase(30, 9, 40, true, new SplittableRandom(SEED));
            Target target =
                    Target.classIndices(IntStream.range(0, 30).map(i -> i % 7).toArray());
            LinearCrossEntropy linear =
                    new LinearCrossEntropy(gaps ? PLAIN.withIgnoreIndex(3) : PLAIN).withMemory(4_000);
            run(linear, each, target);
            LinearCase inPlace = copyOf(each);
            linear.lossAndGradient(inPlace.rows(), inPlace.layer(), target, inPlace.rows(), inPlace.layerGradient());
            assertTrue(each.hiddenGradient.sameBits(inPlace.hidden));
            assertTrue(each.weightsGradient.sameBits(inPlace.weightsGradient));
        }
    }

    @Test
    void lossAndGradient_oneOfTheGradientsOnly_isTheSame() {
        LinearCase each = new LinearCase(30, 9, 40, true, new SplittableRandom(SEED));
        Target target = Target.classIndices(IntStream.range(0, 30).toArray());
        LinearCrossEntropy linear = new LinearCrossEntropy();
        double loss = run(linear, each, target);
        LinearCase only = copyOf(each);
        assertEquals(loss, linear.lossAndGradient(only.rows(), only.layer(), target, only.hiddenGradient.matrix, null));
        assertTrue(each.hiddenGradient.sameBits(only.hiddenGradient));
        LinearLayer weightsOnly = new LinearLayer(only.weightsGradient.matrix);
        assertEquals(loss, linear.lossAndGradient(only.rows(), only.layer(), target, null, weightsOnly));
        assertTrue(each.weightsGradient.sameBits(only.weightsGradient));
    }

    @Test
    void lossAndGradient_biasMasksAClass_asInTheLogits() {
        LinearCase each = new LinearCase(4, 3, 5, false, new SplittableRandom(SEED));
        each.bias.matrix.set(0, 2, Double.NEGATIVE_INFINITY);
        double loss = run(new LinearCrossEntropy(), each, Target.classIndices(0, 1, 3, 4));
        assertTrue(Double.isFinite(loss));
        assertArrayEquals(new double[3], each.weightsGradient.row(2));
        assertEquals(0, each.biasGradient.get(0, 2));
        assertEquals(Double.POSITIVE_INFINITY, run(new LinearCrossEntropy(), each, Target.classIndices(0, 1, 2, 4)));
    }

    @Test
    void lossAndGradient_nothingCounts_emptyMeanAndNoGradient() {
        LinearCase each = new LinearCase(2, 3, 4, true, new SplittableRandom(SEED));
        Target ignored = Target.classIndices(-1, -1);
        CrossEntropy ignoring = PLAIN.withIgnoreIndex(-1);
        assertEquals(Double.NaN, run(new LinearCrossEntropy(ignoring), each, ignored));
        assertArrayEquals(new double[3], each.hiddenGradient.row(0));
        assertArrayEquals(new double[3], each.weightsGradient.row(3));
        assertEquals(0, run(new LinearCrossEntropy(ignoring.withEmptyMean(EmptyMean.ZERO)), each, ignored));
        LinearCase none = new LinearCase(0, 3, 4, true, new SplittableRandom(SEED));
        assertEquals(Double.NaN, run(new LinearCrossEntropy(), none, Target.classIndices()));
    }

    @Test
    void logProbabilities_ofClassIndices_areMinusThePlainLoss() {
        LinearCase each = new LinearCase(20, 9, 40, false, new SplittableRandom(SEED));
        int[] indices = IntStream.range(0, 20).map(i -> i == 7 ? -100 : i).toArray();
        Target target = Target.classIndices(indices);
        CrossEntropy options = PLAIN.withTemperature(0.7).withSoftCap(5).withIgnoreIndex(-100);
        LinearReference reference = new LinearReference(options, each.rows(), each.layer(), target);
        double[] out = new double[20];
        new LinearCrossEntropy(options.withLabelSmoothing(0.3).withZLoss(1))
                .logProbabilities(each.rows(), each.layer(), target, out);
        for (int i = 0; i < 20; i++) {
            assertEquals(i == 7 ? Double.NaN : -reference.losses[i], out[i], 1e-13, "row " + i + ", seed " + SEED);
        }
    }

    @Test
    void top_anyK_isTheBeginningOfAFullSort() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k : new int[] {1, 2, 5, 39, 40}) {
            LinearCase each = new LinearCase(20, 9, 40, false, random);
            copyRows(each.weights.matrix.rows(3, 4), each.weights.matrix.rows(30, 31));
            each.bias.matrix.set(0, 30, each.bias.get(0, 3));
            each.bias.matrix.set(0, 11, Double.NEGATIVE_INFINITY);
            CrossEntropy options = PLAIN.withTemperature(1.5).withSoftCap(10);
            LinearReference reference =
                    new LinearReference(PLAIN, each.rows(), each.layer(), Target.classIndices(new int[20]));
            int[] classes = new int[20 * k];
            double[] logs = new double[20 * k];
            new LinearCrossEntropy(options)
                    .withMemory(3_000)
                    .top(each.rows(), each.layer(), classes, Matrix.of(logs, 20, k));
            for (int i = 0; i < 20; i++) {
                requireTop(reference, options, i, k, classes, logs);
            }
        }
    }

    private static void requireTop(
            LinearReference reference, CrossEntropy options, int row, int k, int[] classes, double[] logs) {
        Integer[] sorted = IntStream.range(0, 40).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(c -> -reference.logits.get(row, c)));
        double[] loss = new double[1];
        for (int j = 0; j < k; j++) {
            assertEquals(sorted[j], classes[row * k + j], "row " + row + ", place " + j + ", seed " + SEED);
            options.losses(reference.logits.rows(row, row + 1), Target.classIndices(sorted[j]), loss);
            assertEquals(-loss[0], logs[row * k + j], 1e-12, "row " + row + ", place " + j + ", seed " + SEED);
        }
    }

    @Test
    void top_nanInARow_saysSoInThatRowOnly() {
        LinearCase each = new LinearCase(3, 4, 5, true, new SplittableRandom(SEED));
        each.rows().set(1, 0, Double.NaN);
        int[] classes = new int[6];
        Matrix logs = Matrix.of(new double[6], 3, 2);
        new LinearCrossEntropy().top(each.rows(), each.layer(), classes, logs);
        assertTrue(classes[0] >= 0 && classes[4] >= 0);
        assertArrayEquals(new int[] {-1, -1}, Arrays.copyOfRange(classes, 2, 4));
        assertEquals(Double.NaN, logs.get(1, 0));
        assertTrue(logs.get(2, 0) <= 0);
    }

    private void requireMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void calls_thatMakeNoSense_sayWhatIsWrong() {
        LinearCase each = new LinearCase(2, 3, 4, true, new SplittableRandom(SEED));
        LinearCase other = new LinearCase(2, 4, 4, false, new SplittableRandom(SEED));
        LinearCrossEntropy linear = new LinearCrossEntropy();
        Target target = Target.classIndices(0, 4);
        requireMessage("row 1: class index 4 is outside [0, 4)", () -> linear.loss(each.rows(), each.layer(), target));
        requireMessage(
                "hidden rows of 4 features for weights of 3 features per class",
                () -> linear.loss(other.rows(), each.layer(), target));
        requireMessage(
                "targets of 3 rows for 2 hidden rows",
                () -> linear.loss(each.rows(), each.layer(), Target.classIndices(0, 0, 0)));
        requireMessage(
                "the bias is 2×3, not 1×4, one number per row of the weights",
                () -> new LinearLayer(each.weights.matrix, each.rows()));
        requireMessage(
                "hidden rows are a FloatMatrix 2×3, weights a DoubleMatrix 3×3: both must have one precision",
                () -> linear.loss(each.rows(), new LinearLayer(Matrix.of(new double[9], 3, 3)), target));
        requireMessage(
                "the gradient is 4×3, the hidden rows are 2×3",
                () -> linear.lossAndGradient(each.rows(), each.layer(), target, each.weightsGradient.matrix, null));
        requireMessage(
                "the gradient of the weights is written over what it is computed from: give it rows of its own",
                () -> linear.lossAndGradient(each.rows(), each.layer(), target, null, each.layer()));
        requireMessage("memory 0.0 is outside (0, infinity)", () -> linear.withMemory(0));
    }
}
