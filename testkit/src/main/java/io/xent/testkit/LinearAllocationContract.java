package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link LinearCrossEntropy}, called again and again, allocates no arrays: with the kernels in use, whichever they are. */
public abstract class LinearAllocationContract {

    private static final int ROWS = 150;
    private static final int FEATURES = 4;
    private static final int CLASSES = 5000;
    private static final int CALLS = 400;

    /** Objects that describe pieces of the work, not arrays: those of one row of classes alone would be more. */
    private static final long MOST_BYTES = 16 << 10;

    @Test
    void everyCall_again_allocatesNoArrays() {
        assertEquals(List.of(), allocating(), "allocate however often they are made");
    }

    /** What allocates, however often it is called; the same words in every process, so that several can be compared. */
    public static List<String> allocating() {
        int[] indices = new int[ROWS];
        Arrays.setAll(indices, i -> i * 31);
        Target target = Target.classIndices(indices);
        Matrix hidden = zeros(ROWS);
        Matrix hiddenGradient = zeros(ROWS);
        LinearLayer layer = new LinearLayer(zeros(CLASSES));
        LinearLayer gradient = new LinearLayer(zeros(CLASSES));
        LinearCrossEntropy loss = new LinearCrossEntropy().withMemory(1 << 20);
        List<String> found = new ArrayList<>();
        add(found, "gradients", () -> loss.lossAndGradient(hidden, layer, target, hiddenGradient, gradient));
        add(found, "loss", () -> loss.loss(hidden, layer, target));
        return found;
    }

    private static Matrix zeros(int rows) {
        return Matrix.of(new float[rows * FEATURES], rows, FEATURES);
    }

    /** Compilers take their time, so what counts is the best of many calls. */
    private static void add(List<String> found, String what, Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int made = 0; made < CALLS && least > MOST_BYTES; made++) {
            long before = threads.getThreadAllocatedBytes(thread);
            call.run();
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        if (least > MOST_BYTES) {
            found.add(what + " of a linear layer");
        }
    }
}
