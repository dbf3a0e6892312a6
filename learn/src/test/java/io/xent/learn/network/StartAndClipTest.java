package io.xent.learn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Calibration;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.ThreadParallelism;
import io.xent.learn.metrics.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartAndClipTest {

    private static NetworkTraining.Builder small() {
        return NetworkTraining.builder().hidden(9, 5).epochs(5).seed(2);
    }

    @ParameterizedTest
    @EnumSource(value = Optimizer.class, mode = EnumSource.Mode.EXCLUDE, names = "LBFGS")
    void fit_fromANetwork_beginsWithItsLoss(Optimizer optimizer) {
        Dataset data = NetworkTrainingTest.moons(300, 1);
        NetworkFit first = small().optimizer(optimizer).dropout(0.1).build().fit(data);
        NetworkFit second = small().optimizer(optimizer)
                .batch(300)
                .epochs(1)
                .build()
                .fit(data, NetworkMonitor.SILENT, first.classifier());
        assertEquals(first.objective(), second.history().get(0).trainingLoss(), 1e-6);
    }

    @Test
    void fit_lbfgsFromANetwork_neverEndsAboveIt() {
        Dataset data = NetworkTrainingTest.moons(300, 1);
        NetworkFit first = small().build().fit(data);
        NetworkFit second = small().optimizer(Optimizer.LBFGS)
                .epochs(3)
                .build()
                .fit(data, NetworkMonitor.SILENT, first.classifier());
        assertTrue(second.objective() < first.objective(), second.objective() + " and " + first.objective());
    }

    @Test
    void fit_fromOtherLayers_saysWhatDiffers() {
        Dataset data = NetworkTrainingTest.moons(100, 1);
        Network start = small().build().fit(data).classifier();
        for (Optimizer optimizer : new Optimizer[] {Optimizer.ADAMW, Optimizer.LBFGS}) {
            NetworkTraining other =
                    NetworkTraining.builder().hidden(9, 6).optimizer(optimizer).build();
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> other.fit(data, NetworkMonitor.SILENT, start));
            assertTrue(
                    refused.getMessage().contains("2 → 9 relu → 5 relu → 2")
                            && refused.getMessage().contains("2 → 9 relu → 6 relu → 2"),
                    refused.getMessage());
        }
    }

    /** One step from the same parameters: momentum from rest goes 1.9 gradients far. */
    @Test
    void fit_clipped_stepsAreAsLongAsTheNormAllows() {
        Dataset data = NetworkTrainingTest.moons(64, 3);
        Network start = small().build().fit(data).classifier();
        NetworkTraining.Builder step = small().optimizer(Optimizer.SGD)
                .schedule(Schedule.CONSTANT)
                .learningRate(1)
                .weightDecay(0)
                .batch(64)
                .epochs(1);
        float[] free = moved(start, step.build().fit(data, NetworkMonitor.SILENT, start));
        double norm = length(free) / 1.9;
        float[] clipped = moved(start, step.clip(norm / 4).build().fit(data, NetworkMonitor.SILENT, start));
        assertEquals(1.9 * norm / 4, length(clipped), 1e-5 * norm);
        for (int i = 0; i < free.length; i++) {
            assertEquals(free[i] / 4, clipped[i], 1e-5 * norm, "parameter " + i);
        }
        float[] loose = moved(start, step.clip(norm * 2).build().fit(data, NetworkMonitor.SILENT, start));
        assertArrayEquals(free, loose);
    }

    private static float[] moved(Network from, NetworkFit to) {
        float[] before = from.parameterValues();
        float[] after = to.classifier().parameterValues();
        float[] moved = new float[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = after[i] - before[i];
        }
        return moved;
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Batches of an evaluation go through the network on several threads. */
    @Test
    void evaluation_anyNumberOfThreads_sameBits() {
        Dataset data = NetworkTrainingTest.moons(1100, 4);
        Network network = small().hidden(200, 100).epochs(1).build().fit(data).classifier();
        Evaluation expected = Evaluation.of(network, Calibration.NONE, data);
        try (ThreadParallelism parallelism = new ThreadParallelism(3)) {
            Evaluation evaluation = Evaluation.of(network, Calibration.NONE, data, parallelism);
            assertEquals(expected.logLoss(), evaluation.logLoss());
            assertEquals(expected.brierScore(), evaluation.brierScore());
        }
    }
}
