package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.xent.core.CrossEntropy;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Calls of losses, made again and again, allocate nothing: with the kernels in use, whichever they are. */
public abstract class AllocationContract {

    private static final long SEED = 5;
    private static final int CALLS = 50;
    private static final int LEAST_TRIALS = 200;

    /** So many rows at least are computed before a compiler may be said not to do its part. */
    private static final int ROWS = 10_000_000;

    private static final int[][] SHAPES = {{1, 3}, {5000, 3}, {3000, 10}, {700, 100}, {40, 1000}};

    @Test
    void lossAndGradient_again_allocatesNothing() {
        for (int[] shape : SHAPES) {
            check(shape[0], shape[1], false);
        }
    }

    @Test
    void lossAndGradient_inBuffersAgain_allocatesNothing() {
        for (int[] shape : SHAPES) {
            check(shape[0], shape[1], true);
        }
    }

    private static void check(int rows, int classes, boolean buffers) {
        String shape = rows + "×" + classes + (buffers ? " in buffers" : "");
        SplittableRandom random = new SplittableRandom(SEED);
        int[] indices = new int[rows];
        Arrays.setAll(indices, i -> random.nextInt(classes));
        double[] weights = random.doubles(rows, 0.5, 2).toArray();
        Matrix logits = matrix(rows, classes, buffers);
        for (int at = 0; at < rows * classes; at++) {
            logits.set(at / classes, at % classes, random.nextGaussian());
        }
        Matrix gradient = matrix(rows, classes, buffers);
        Target target = Target.classIndices(indices);
        Target weighted = target.withRowWeights(weights);
        CrossEntropy plain = new CrossEntropy();
        CrossEntropy ignoring = plain.withIgnoreIndex(0);
        requireNothing(rows, shape + ", plain", () -> plain.lossAndGradient(logits, target, gradient));
        requireNothing(rows, shape + ", loss only", () -> plain.loss(logits, target));
        requireNothing(rows, shape + ", weighted rows", () -> plain.lossAndGradient(logits, weighted, gradient));
        requireNothing(rows, shape + ", ignoring", () -> ignoring.lossAndGradient(logits, target, gradient));
        requireNothing(rows, shape + ", both", () -> gradientOf(ignoring, logits, weighted, gradient));
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
    private static void requireNothing(int rows, String what, DoubleSupplier call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double sum = 0;
        long bytes = Long.MAX_VALUE;
        int most = Math.max(LEAST_TRIALS, ROWS / rows / CALLS);
        for (int trial = 0; trial < most && bytes > 0; trial++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                sum += call.getAsDouble();
            }
            bytes = threads.getThreadAllocatedBytes(thread) - before;
        }
        assertEquals(0, bytes, what + ": bytes in " + CALLS + " calls, however often made");
        assertEquals(sum, sum, what + ": a loss is NaN");
    }
}
