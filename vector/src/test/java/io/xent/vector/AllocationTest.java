package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.xent.core.CrossEntropy;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A canary: where the compiler gives up on keeping vectors in registers, each becomes an object, and the loop a hundred
 * times slower, so that {@link WarmUp} leaves it plain. Bytes show it on any machine, however busy.
 */
class AllocationTest {

    /** A block of rows of which every tenth vector was boxed would allocate ten thousands of bytes. */
    private static final double MOST_BYTES_PER_CALL = 256;

    private static final int CALLS = 200;

    /** Of 22; now and then the compiler inlines something in an order that boxes one. */
    private static final int MOST_PLAIN_LOOPS = 3;

    private static int plainLoops;

    @BeforeAll
    static void useFastOnes() {
        Stages.useVectorsThatStayInRegisters();
        plainLoops = Stages.useFastOnes();
    }

    @AfterAll
    static void usePlainLoops() {
        Stages.usePlainLoops();
    }

    @Test
    void loops_widthsOfThisProcessor_stayInRegisters() {
        assertTrue(plainLoops <= MOST_PLAIN_LOOPS, () -> plainLoops + " loops are not fast on vectors");
    }

    @ParameterizedTest
    @CsvSource({"256,3", "256,10", "256,26", "64,100", "16,1000", "1,40000"})
    void everyOperation_compiled_allocatesNothing(int rows, int classes) {
        for (boolean single : new boolean[] {true, false}) {
            check(rows, classes, single);
        }
    }

    private static void check(int rows, int classes, boolean single) {
        VectorKernels kernels = new VectorKernels();
        Matrix logits = random(rows, classes, single);
        Matrix out = random(rows, classes, single);
        Matrix sums = random(rows, 1, single);
        double[] scales = new double[rows];
        Arrays.fill(scales, 1.0 / rows);
        LossBlock block = new LossBlock(logits, Target.classIndices(new int[rows]), scales, new double[rows], out);
        CrossEntropy loss = new CrossEntropy();
        Runnable operations = () -> {
            kernels.crossEntropy(loss, block);
            kernels.probabilities(logits, 1, out);
            kernels.logProbabilities(logits, 1, out);
            kernels.logSumExp(logits, 1, sums);
        };
        double bytes = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < 60 && bytes > MOST_BYTES_PER_CALL; trial++) {
            bytes = bytesPerCall(operations);
        }
        double measured = bytes;
        assertTrue(
                measured <= MOST_BYTES_PER_CALL,
                () -> rows + "×" + classes + (single ? " floats" : " doubles") + ": " + measured
                        + " bytes per call, however long it ran");
    }

    private static Matrix random(int rows, int classes, boolean single) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles((long) rows * classes, -5, 5).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return single ? Matrix.of(floats, rows, classes) : Matrix.of(values, rows, classes);
    }

    private static double bytesPerCall(Runnable operations) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int call = 0; call < CALLS; call++) {
            operations.run();
        }
        return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / (double) CALLS;
    }
}
