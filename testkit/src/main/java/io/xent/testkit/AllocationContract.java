package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.xent.core.CrossEntropy;
import io.xent.core.Hinge;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.NegativeLogLikelihood;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Calls, made again and again, allocate nothing: with the kernels in use, whichever they are. */
public abstract class AllocationContract {

    private static final long SEED = 5;
    private static final int CALLS = 50;
    private static final int LEAST_TRIALS = 200;

    /** So many rows at least are computed before a compiler may be said not to do its part. */
    private static final int ROWS = 10_000_000;

    private static final int[][] SHAPES = {{1, 3}, {5000, 3}, {3000, 10}, {700, 100}, {40, 1000}};

    @Test
    void everyCall_again_allocatesNothing() {
        assertEquals(List.of(), allocating(), "allocate however often they are made, seed " + SEED);
    }

    /** What allocates, however often it is called; the same words in every process, so that several can be compared. */
    public static List<String> allocating() {
        List<String> found = new ArrayList<>();
        for (int[] shape : SHAPES) {
            for (boolean buffers : new boolean[] {false, true}) {
                new Shape(shape[0], shape[1], buffers).findAllocating(found);
            }
        }
        return found;
    }

    /** Calls on matrices of one shape. */
    private static final class Shape {

        private final int rows;
        private final String name;
        private final Matrix logits;
        private final Matrix gradient;
        private final Matrix sums;
        private final Target target;
        private final Target weighted;
        private final Target distributions;
        private final Target sparse;

        Shape(int rows, int classes, boolean buffers) {
            this.rows = rows;
            name = rows + "×" + classes + (buffers ? " in buffers" : "");
            SplittableRandom random = new SplittableRandom(SEED);
            int[] indices = new int[rows];
            Arrays.setAll(indices, i -> random.nextInt(classes));
            logits = matrix(rows, classes, buffers);
            for (int at = 0; at < rows * classes; at++) {
                logits.set(at / classes, at % classes, random.nextGaussian());
            }
            gradient = matrix(rows, classes, buffers);
            sums = matrix(rows, 1, buffers);
            target = Target.classIndices(indices);
            weighted = target.withRowWeights(random.doubles(rows, 0.5, 2).toArray());
            Matrix shares = matrix(rows, classes, false);
            int[] starts = new int[rows + 1];
            double[] probabilities = new double[rows];
            for (int i = 0; i < rows; i++) {
                shares.set(i, 0, 0.5);
                shares.set(i, classes - 1, 0.5);
                starts[i + 1] = i + 1;
                probabilities[i] = 0.75;
            }
            distributions = Target.distributions(shares);
            sparse = Target.sparse(starts, indices, probabilities);
        }

        void findAllocating(List<String> found) {
            CrossEntropy plain = new CrossEntropy();
            CrossEntropy ignoring = plain.withIgnoreIndex(0);
            CrossEntropy options = plain.withLabelSmoothing(0.1).withZLoss(1e-4).withSoftCap(30);
            Softmax softmax = new Softmax();
            Hinge hinge = Hinge.westonWatkins();
            check(found, "loss and gradient", () -> plain.lossAndGradient(logits, target, gradient));
            check(found, "loss only", () -> plain.loss(logits, target));
            check(found, "weighted rows", () -> plain.lossAndGradient(logits, weighted, gradient));
            check(found, "ignoring a class", () -> ignoring.lossAndGradient(logits, target, gradient));
            check(found, "gradient only", () -> gradientOf(ignoring, logits, weighted, gradient));
            CrossEntropy smooth = plain.withLabelSmoothing(0.1);
            check(found, "smoothing", () -> smooth.lossAndGradient(logits, target, gradient));
            check(found, "distributions", () -> plain.lossAndGradient(logits, distributions, gradient));
            check(found, "sparse distributions", () -> smooth.lossAndGradient(logits, sparse, gradient));
            check(found, "all options", () -> options.lossAndGradient(logits, weighted, gradient));
            checkWriting(found, "Hessian", () -> plain.hessianTimes(logits, target, logits, gradient));
            checkWriting(found, "probabilities", () -> softmax.probabilities(logits, gradient));
            checkWriting(found, "log-probabilities", () -> softmax.logProbabilities(logits, gradient));
            checkWriting(found, "log-sum-exp", () -> softmax.logSumExp(logits, sums));
            checkWriting(found, "hardmax", () -> softmax.hardmax(logits, gradient));
            checkWriting(found, "Jacobian", () -> softmax.jacobianTimes(logits, logits, gradient));
            NegativeLogLikelihood ofLogs = new NegativeLogLikelihood();
            check(found, "negative log-likelihood", () -> ofLogs.lossAndGradient(logits, target, gradient));
            check(found, "hinge", () -> hinge.lossAndGradient(logits, target, gradient));
        }

        /** The call is made once, here: made anew each time, it would itself be an object. */
        private void checkWriting(List<String> found, String what, Runnable call) {
            check(found, what, () -> {
                call.run();
                return gradient.get(0, 0);
            });
        }

        private void check(List<String> found, String what, DoubleSupplier call) {
            if (leastBytes(rows, call) > 0) {
                found.add(what + " of " + name);
            }
        }
    }

    private static Matrix matrix(int rows, int classes, boolean buffer) {
        return buffer
                ? Matrix.of(
                        ByteBuffer.allocateDirect(rows * classes * Float.BYTES).asFloatBuffer(), rows, classes)
                : Matrix.of(new float[rows * classes], rows, classes);
    }

    private static double gradientOf(Loss loss, Matrix logits, Target target, Matrix gradient) {
        loss.gradient(logits, target, gradient);
        return gradient.get(0, 0);
    }

    /** Compilers take their time, so what counts is the best of many trials. */
    private static long leastBytes(int rows, DoubleSupplier call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double sum = 0;
        long least = Long.MAX_VALUE;
        int most = Math.max(LEAST_TRIALS, ROWS / rows / CALLS);
        for (int trial = 0; trial < most && least > 0; trial++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                sum += call.getAsDouble();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(sum, sum, "a loss is NaN");
        return least;
    }
}
