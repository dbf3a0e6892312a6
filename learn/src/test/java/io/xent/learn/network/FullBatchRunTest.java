package io.xent.learn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Calibration;
import io.xent.learn.Checkpoint;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.ThreadParallelism;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullBatchRunTest {

    @TempDir
    Path directory;

    private static NetworkTraining.Builder smooth() {
        return NetworkTraining.builder()
                .hidden(12, 7)
                .activation(Activation.TANH)
                .optimizer(Optimizer.LBFGS)
                .seed(3);
    }

    private static float[] parameters(NetworkFit fit) {
        return fit.classifier().parameterValues();
    }

    @Test
    void fit_moons_endsFarBelowAdamWAfterTheSameTimesThroughTheRows() {
        Dataset data = NetworkTrainingTest.moons(500, 4);
        NetworkFit fit = smooth().epochs(150).build().fit(data);
        NetworkFit steps =
                smooth().optimizer(Optimizer.ADAMW).epochs(150).build().fit(data);
        assertTrue(fit.objective() < 0.1 * steps.objective(), fit.objective() + " and " + steps.objective());
        assertTrue(fit.complete());
        assertTrue(fit.certificate().gap().isEmpty());
        double logLoss = Evaluation.of(fit.classifier(), Calibration.NONE, data).logLoss();
        assertEquals(logLoss, fit.objective(), 1e-6);
    }

    @Test
    void fit_losses_neverRise() {
        NetworkFit fit = smooth().epochs(60).build().fit(NetworkTrainingTest.moons(200, 5));
        double last = Double.POSITIVE_INFINITY;
        for (Epoch epoch : fit.history()) {
            assertTrue(epoch.trainingLoss() <= last * (1 + 1e-6), "iteration " + epoch.number());
            last = epoch.trainingLoss();
        }
        assertEquals(fit.iterations(), fit.kept());
    }

    @Test
    void fit_rowsWithoutStructure_stopsBeforeTheLastIterationAndSaysWhy() {
        NetworkFit fit = NetworkTraining.builder()
                .hidden(2)
                .activation(Activation.TANH)
                .optimizer(Optimizer.LBFGS)
                .epochs(5000)
                .build()
                .fit(NetworkTrainingTest.moons(400, 6));
        assertTrue(fit.complete());
        assertTrue(fit.iterations() < 5000, "after " + fit.iterations());
        assertTrue(fit.solver().contains("stopped as"), fit.solver());
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBits() {
        Dataset data = NetworkTrainingTest.moons(1300, 7);
        NetworkTraining.Builder builder = smooth().hidden(64, 64).epochs(8);
        float[] expected = parameters(builder.build().fit(data));
        try (ThreadParallelism parallelism = new ThreadParallelism(3)) {
            assertArrayEquals(
                    expected,
                    parameters(builder.parallelism(parallelism).build().fit(data)));
        }
    }

    @Test
    void fit_resumed_endsInTheSameBits() {
        Dataset data = NetworkTrainingTest.moons(300, 8);
        NetworkTraining training = smooth().epochs(40).build();
        NetworkFit whole = training.fit(data);
        for (int stopAt : new int[] {1, 5, 33}) {
            NetworkFit part = training.fit(data, stopAfter(stopAt));
            assertFalse(part.complete());
            assertEquals(stopAt, part.iterations());
            Path file = directory.resolve("state");
            Checkpoint.write(file, part.state());
            NetworkFit resumed = training.fit(data, NetworkMonitor.SILENT, Checkpoint.read(file));
            assertArrayEquals(parameters(whole), parameters(resumed), "stopped after " + stopAt);
            assertEquals(whole.history(), resumed.history());
        }
    }

    private static NetworkMonitor stopAfter(int iterations) {
        return new NetworkMonitor() {
            private int done;

            @Override
            public void epoch(Epoch epoch) {
                done++;
            }

            @Override
            public boolean stopRequested() {
                return done >= iterations;
            }
        };
    }

    @Test
    void build_whatBelongsToBatches_isRefused() {
        assertRefused("a batch", b -> b.batch(10));
        assertRefused("a learning rate", b -> b.learningRate(0.1));
        assertRefused("a schedule", b -> b.schedule(Schedule.STEP));
        assertRefused("a schedule", b -> b.warmUp(1));
        assertRefused("weight decay", b -> b.weightDecay(0.1));
        assertRefused("dropout", b -> b.dropout(0.1));
        assertRefused("clipping", b -> b.clip(1));
        assertRefused("patience", b -> b.patience(3));
    }

    private static void assertRefused(String what, UnaryOperator<NetworkTraining.Builder> setting) {
        NetworkTraining.Builder builder = setting.apply(smooth());
        InvalidInputException refused = assertThrows(InvalidInputException.class, builder::build);
        assertTrue(refused.getMessage().contains("leave out " + what), refused.getMessage());
    }
}
