package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.CrossEntropy;
import io.xent.core.Hinge;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same bits whoever works on the rows, and however they are split into calls. */
class SameBitsTest {

    private static final long SEED = 11;
    private static final int ROWS = 5003;
    private static final int CLASSES = 13;

    private final float[] logits = new float[ROWS * CLASSES];
    private final int[] indices = new int[ROWS];

    SameBitsTest() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int at = 0; at < logits.length; at++) {
            logits[at] = (float) (20 * random.nextDouble());
        }
        for (int i = 0; i < ROWS; i++) {
            indices[i] = random.nextInt(CLASSES);
        }
    }

    private static Parallelism threads(ExecutorService pool) {
        return (pieces, piece) -> {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < pieces; i++) {
                int index = i;
                all.add(pool.submit(() -> piece.accept(index)));
            }
            try {
                for (Future<?> each : all) {
                    each.get();
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void lossAndGradient_anyNumberOfThreads_sameBits() {
        CrossEntropy loss = new CrossEntropy().withLabelSmoothing(0.1);
        float[] expectedGradient = new float[logits.length];
        double expected = compute(loss, expectedGradient);
        Hinge hinge = Hinge.westonWatkins();
        float[] expectedHingeGradient = new float[logits.length];
        double expectedHinge = compute(hinge, expectedHingeGradient);
        float[] expectedProbabilities = probabilities(Parallelism.sequential());
        for (int threads : new int[] {1, 2, 3, 8}) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                float[] gradient = new float[logits.length];
                assertEquals(expected, compute(loss.withParallelism(threads(pool)), gradient), threads + " threads");
                assertArrayEquals(expectedGradient, gradient);
                assertEquals(expectedHinge, compute(hinge.withParallelism(threads(pool)), gradient));
                assertArrayEquals(expectedHingeGradient, gradient);
                assertArrayEquals(expectedProbabilities, probabilities(threads(pool)));
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void piecesInReverseOrder_sameBits() {
        Parallelism reverse = (pieces, piece) -> {
            for (int i = pieces - 1; i >= 0; i--) {
                piece.accept(i);
            }
        };
        float[] forward = new float[logits.length];
        float[] backward = new float[logits.length];
        CrossEntropy loss = new CrossEntropy();
        assertEquals(compute(loss, forward), compute(loss.withParallelism(reverse), backward));
        assertArrayEquals(forward, backward);
    }

    @Test
    void anySplitIntoCalls_sameRows() {
        CrossEntropy loss = new CrossEntropy().withReduction(Reduction.SUM);
        float[] expected = new float[logits.length];
        compute(loss, expected);
        double[] expectedLosses = new double[ROWS];
        Matrix all = Matrix.of(logits, ROWS, CLASSES);
        Target target = Target.classIndices(indices);
        loss.losses(all, target, expectedLosses);
        for (int step : new int[] {1, 2, 7, 256, 1000}) {
            float[] gradient = new float[logits.length];
            Matrix out = Matrix.of(gradient, ROWS, CLASSES);
            for (int from = 0; from < ROWS; from += step) {
                int to = Math.min(ROWS, from + step);
                loss.gradient(all.rows(from, to), target.rows(from, to), out.rows(from, to));
                double[] losses = new double[to - from];
                loss.losses(all.rows(from, to), target.rows(from, to), losses);
                for (int i = from; i < to; i++) {
                    assertEquals(expectedLosses[i], losses[i - from]);
                }
            }
            assertArrayEquals(expected, gradient, "calls of " + step + " rows");
        }
    }

    private double compute(Loss loss, float[] gradient) {
        return loss.lossAndGradient(
                Matrix.of(logits, ROWS, CLASSES), Target.classIndices(indices), Matrix.of(gradient, ROWS, CLASSES));
    }

    private float[] probabilities(Parallelism parallelism) {
        float[] out = new float[logits.length];
        new Softmax()
                .withParallelism(parallelism)
                .probabilities(Matrix.of(logits, ROWS, CLASSES), Matrix.of(out, ROWS, CLASSES));
        return out;
    }
}
