package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.Hinge;
import io.xent.core.Kernels;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.NegativeLogLikelihood;
import io.xent.core.Parallelism;
import io.xent.core.Softmax;
import io.xent.core.Target;
import io.xent.testkit.Holder.Guarded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Every public function takes buffers, and computes the bits that it does for arrays; extend it where a provider of
 * kernels is the one in use.
 */
public abstract class BufferContract {

    private static final long SEED = 5;

    /** In single precision; without vectors, half an ulp. */
    private static final double MOST_ULP = 5;

    /** Rows, classes, and the gap between rows: no rows, one, a large one, several blocks of rows. */
    private static final int[][] SHAPES = {
        {0, 3, 0}, {1, 1, 0}, {1, 7, 2}, {4, 3, 0}, {1700, 10, 0}, {180, 100, 3}, {2, 17_001, 1}
    };

    private static final Parallelism THREADS =
            (pieces, piece) -> IntStream.range(0, pieces).parallel().forEach(piece);

    private static final Set<Holder> BUFFERS = EnumSet.complementOf(EnumSet.of(Holder.ARRAY));

    /** The name of the kernels that must be in use. */
    protected abstract String kernels();

    @BeforeEach
    void theseKernelsAreInUse() {
        assertEquals(kernels(), Kernels.active().name());
    }

    @Nested
    class DirectWithGaps extends KernelContract {
        @Override
        protected Kernels kernels() {
            return new ThroughBuffers(Holder.DIRECT, 3);
        }
    }

    @Nested
    class DirectOtherOrder extends KernelContract {
        @Override
        protected Kernels kernels() {
            return new ThroughBuffers(Holder.DIRECT_OTHER_ORDER, 0);
        }
    }

    @Nested
    class Bytes extends KernelContract {
        @Override
        protected Kernels kernels() {
            return new ThroughBuffers(Holder.BYTES, 0);
        }
    }

    @Nested
    class BytesOtherOrderWithGaps extends KernelContract {
        @Override
        protected Kernels kernels() {
            return new ThroughBuffers(Holder.BYTES_OTHER_ORDER, 1);
        }
    }

    @Nested
    class DirectExtremes extends ExtremesContract {
        @Override
        protected Kernels kernels() {
            return new ThroughBuffers(Holder.DIRECT, 3);
        }

        @Override
        protected double maxUlp(boolean single, boolean capped) {
            return single ? MOST_ULP : capped ? 100 : 8;
        }
    }

    /** Reads two matrices and writes a third, all of one shape; what it returns is a result too. */
    @FunctionalInterface
    private interface Function {
        double compute(Matrix logits, Matrix vectors, Matrix out);
    }

    private static Map<String, Function> functions(int rows, int classes) {
        Target target = Target.classIndices(
                new SplittableRandom(SEED).ints(rows, 0, classes).toArray());
        Softmax softmax = new Softmax().withTemperature(1.5).withParallelism(THREADS);
        CrossEntropy plain = new CrossEntropy().withIgnoreIndex(2).withParallelism(THREADS);
        CrossEntropy options = plain.withLabelSmoothing(0.1).withZLoss(0.01).withSoftCap(20);
        Map<String, Function> all = new LinkedHashMap<>();
        all.put("probabilities", (x, v, out) -> without(() -> softmax.probabilities(x, out)));
        all.put("logProbabilities", (x, v, out) -> without(() -> softmax.logProbabilities(x, out)));
        all.put("hardmax", (x, v, out) -> without(() -> softmax.hardmax(x, out)));
        all.put("jacobianTimes", (x, v, out) -> without(() -> softmax.jacobianTimes(x, v, out)));
        all.put("logJacobianTimes", (x, v, out) -> without(() -> softmax.logJacobianTimes(x, v, out)));
        all.put("cross-entropy", (x, v, out) -> plain.lossAndGradient(x, target, out));
        all.put("loss alone", (x, v, out) -> plain.loss(x, target));
        all.put("losses", (x, v, out) -> {
            double[] losses = new double[rows];
            plain.losses(x, target, losses);
            return Arrays.hashCode(losses);
        });
        all.put("gradient alone", (x, v, out) -> without(() -> plain.gradient(x, target, out)));
        all.put("Hessian", (x, v, out) -> without(() -> plain.hessianTimes(x, target, v, out)));
        all.put("options", (x, v, out) -> options.lossAndGradient(x, target, out));
        all.put("Hessian with options", (x, v, out) -> without(() -> options.hessianTimes(x, target, v, out)));
        all.put("distributions", (x, v, out) -> plain.lossAndGradient(x, Target.distributions(v), out));
        all.put("hinge", (x, v, out) -> Hinge.westonWatkins().lossAndGradient(x, target, out));
        all.put("likelihood", (x, v, out) -> new NegativeLogLikelihood().lossAndGradient(x, target, out));
        return all;
    }

    private static double without(Runnable work) {
        work.run();
        return 0;
    }

    /** The matrices of one call, and what it made of them. */
    private static final class Call {
        private final Guarded logits;
        private final Guarded vectors;
        private final Guarded out;
        private double result;

        Call(int[] shape, Holder in, boolean singleIn, Holder to, boolean singleOut) {
            logits = in.rows(singleIn, shape[0], shape[1], shape[2]);
            vectors = in.rows(singleIn, shape[0], shape[1], shape[2]);
            out = to.rows(singleOut, shape[0], shape[1], shape[2]);
            fill(logits.matrix, SEED + 1);
            fill(vectors.matrix, SEED + 2);
        }

        Call run(Function function) {
            result = function.compute(logits.matrix, vectors.matrix, out.matrix);
            return this;
        }

        Call runInPlace(Function function) {
            result = function.compute(logits.matrix, vectors.matrix, logits.matrix);
            return this;
        }

        void check(Call expected, String what) {
            assertEquals(expected.result, result, what);
            assertArrayEquals(values(expected.out.matrix), values(out.matrix), what);
            assertArrayEquals(values(expected.logits.matrix), values(logits.matrix), what + ": the logits");
            for (Guarded each : new Guarded[] {logits, vectors, out}) {
                assertTrue(each.isIntactOutside(), what + ": wrote beside the rows");
            }
        }
    }

    private static void fill(Matrix matrix, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < matrix.rows(); i++) {
            for (int k = 0; k < matrix.columns(); k++) {
                matrix.set(i, k, 10 * random.nextDouble());
            }
        }
    }

    private static double[] values(Matrix matrix) {
        double[] values = new double[matrix.rows() * matrix.columns()];
        Arrays.setAll(values, at -> matrix.get(at / matrix.columns(), at % matrix.columns()));
        return values;
    }

    @Test
    void everyFunction_rowsInBuffers_sameBitsAsInArrays() {
        for (int[] shape : SHAPES) {
            for (boolean single : new boolean[] {true, false}) {
                functions(shape[0], shape[1]).forEach((name, function) -> compare(name, function, shape, single));
            }
        }
    }

    private static void compare(String name, Function function, int[] shape, boolean single) {
        Call expected = new Call(shape, Holder.ARRAY, single, Holder.ARRAY, single).run(function);
        Call inPlace = new Call(shape, Holder.ARRAY, single, Holder.ARRAY, single).runInPlace(function);
        for (Holder holder : BUFFERS) {
            String what = name + " in " + holder + " of " + shape[0] + "×" + shape[1] + ", seed " + SEED;
            new Call(shape, holder, single, holder, single).run(function).check(expected, what);
            new Call(shape, holder, single, holder, single).runInPlace(function).check(inPlace, what + " in place");
            new Call(shape, holder, single, Holder.ARRAY, single).run(function).check(expected, what + " to an array");
            new Call(shape, Holder.ARRAY, single, holder, single)
                    .run(function)
                    .check(expected, what + " from an array");
        }
    }

    @Test
    void everyFunction_fromOnePrecisionToTheOther_sameBitsAsInArrays() {
        int[] shape = {300, 100, 0};
        for (boolean single : new boolean[] {true, false}) {
            functions(shape[0], shape[1]).forEach((name, function) -> {
                Call expected = new Call(shape, Holder.ARRAY, single, Holder.ARRAY, !single).run(function);
                for (Holder to : new Holder[] {Holder.ARRAY, Holder.DIRECT}) {
                    new Call(shape, Holder.DIRECT, single, to, !single)
                            .run(function)
                            .check(expected, name + ", seed " + SEED);
                }
            });
        }
    }

    @Test
    void logSumExpAndJacobian_rowsInBuffers_sameBitsAsInArrays() {
        BUFFERS.forEach(BufferContract::compareOtherShapes);
    }

    private static void compareOtherShapes(Holder holder) {
        for (boolean single : new boolean[] {true, false}) {
            double[][] results = new double[2][];
            for (Holder each : new Holder[] {Holder.ARRAY, holder}) {
                Matrix logits = each.rows(single, 500, 100, 3).matrix;
                fill(logits, SEED);
                Guarded sums = each.rows(single, 500, 1, 2);
                new Softmax().logSumExp(logits, sums.matrix);
                Guarded jacobian = each.rows(single, 100, 100, 0);
                new Softmax().jacobian(logits.rows(7, 8), jacobian.matrix);
                assertTrue(sums.isIntactOutside() && jacobian.isIntactOutside());
                results[each == holder ? 1 : 0] = IntStream.range(0, 600)
                        .mapToDouble(i -> i < 500 ? sums.matrix.get(i, 0) : jacobian.matrix.get(i - 500, 3))
                        .toArray();
            }
            assertArrayEquals(results[0], results[1], "seed " + SEED);
        }
    }

    @Test
    void linearLayer_hiddenRowsInBuffers_sameBitsAsInArrays() {
        BUFFERS.forEach(BufferContract::compareLinearLayers);
    }

    private static void compareLinearLayers(Holder holder) {
        int rows = 50;
        int features = 9;
        int classes = 40;
        int[] indices = new SplittableRandom(SEED).ints(rows, 0, classes).toArray();
        for (CrossEntropy loss : new CrossEntropy[] {new CrossEntropy(), new CrossEntropy().withIgnoreIndex(3)}) {
            LinearCrossEntropy linear = new LinearCrossEntropy(loss).withMemory(8000);
            List<double[]> results = new ArrayList<>();
            for (Holder each : new Holder[] {Holder.ARRAY, holder}) {
                LinearLayer layer = layer(classes, features);
                LinearLayer gradient = layer(classes, features);
                Guarded hidden = each.rows(true, rows, features, 2);
                Guarded hiddenGradient = each.rows(true, rows, features, 1);
                Guarded best = each.rows(true, rows, 4, 1);
                fill(hidden.matrix, SEED + 3);
                Target target = Target.classIndices(indices);
                double both = linear.lossAndGradient(hidden.matrix, layer, target, hiddenGradient.matrix, gradient);
                linear.top(hidden.matrix, layer, new int[rows * 4], best.matrix);
                linear.lossAndGradient(hidden.matrix, layer, target, hidden.matrix, null);
                for (Guarded guarded : new Guarded[] {hidden, hiddenGradient, best}) {
                    assertTrue(guarded.isIntactOutside(), "wrote beside the rows");
                    results.add(values(guarded.matrix));
                }
                results.add(values(gradient.weights()));
                results.add(values(gradient.bias()));
                results.add(new double[] {both});
            }
            int half = results.size() / 2;
            for (int i = 0; i < half; i++) {
                assertArrayEquals(results.get(i), results.get(i + half), "result " + i + ", seed " + SEED);
            }
        }
    }

    private static LinearLayer layer(int classes, int features) {
        Matrix weights = Matrix.of(new float[classes * features], classes, features);
        fill(weights, SEED + 4);
        return new LinearLayer(weights, Matrix.of(new float[classes], 1, classes));
    }
}
