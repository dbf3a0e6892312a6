package io.xent.learn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.Checkpoint;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
import io.xent.learn.SplitMix64;
import io.xent.learn.ThreadParallelism;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTrainingTest {

    @TempDir
    Path directory;

    /** Two half circles that no line tells apart, with a little noise. */
    static Dataset moons(int rows, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, 2, Precision.SINGLE);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double angle = Math.PI * uniform(random);
            labels[i] = i % 2;
            double x = labels[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = labels[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
            features.set(i, 0, x + 0.2 * (uniform(random) + uniform(random) - 1));
            features.set(i, 1, y + 0.2 * (uniform(random) + uniform(random) - 1));
        }
        return new Dataset(features.build(), labels, null, 2);
    }

    private static double uniform(SplitMix64 random) {
        return (random.next() >>> 11) * 0x1p-53;
    }

    private static float[] parameters(NetworkFit fit) {
        Network network = fit.classifier();
        float[] all = new float[(int) network.parameters()];
        int at = 0;
        for (int l = 0; l < network.architecture().layers().size(); l++) {
            for (float[] part : new float[][] {network.weights(l), network.bias(l)}) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
        }
        return all;
    }

    private static NetworkTraining.Builder small() {
        return NetworkTraining.builder().hidden(12, 7).epochs(6).dropout(0.2).seed(3);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void fit_twoMoons_isRightOnNinetyNineOfAHundredNewRows(Activation activation) {
        NetworkFit fit = NetworkTraining.builder()
                .hidden(32, 32)
                .activation(activation)
                .build()
                .fit(moons(1000, 1));
        Evaluation onNewRows = Evaluation.of(fit.classifier(), Calibration.NONE, moons(2000, 2));
        assertTrue(onNewRows.accuracy() >= 0.99, activation + " is right on " + onNewRows.accuracy());
        assertTrue(fit.complete());
        assertEquals(fit.iterations(), fit.kept());
    }

    @ParameterizedTest
    @EnumSource(Optimizer.class)
    void fit_anyOptimizer_makesTheLossSmall(Optimizer optimizer) {
        NetworkFit fit = NetworkTraining.builder()
                .hidden(32, 32)
                .optimizer(optimizer)
                .build()
                .fit(moons(600, 4));
        assertTrue(fit.objective() < 0.05, optimizer + " stopped at " + fit.objective());
    }

    @Test
    void fit_objective_isTheMeanLossOfTheRowsItWasTrainedOn() {
        Dataset data = moons(300, 5);
        NetworkFit fit = small().build().fit(data);
        double expected =
                Evaluation.of(fit.classifier(), Calibration.NONE, data).logLoss();
        assertEquals(expected, fit.objective(), 1e-6);
    }

    @Test
    void fit_certificate_isTheGradientNormAndNoBound() {
        Dataset data = moons(60, 5);
        NetworkFit fit = small().activation(Activation.TANH).build().fit(data);
        float[] single = parameters(fit);
        double[] at = new double[single.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = single[i];
        }
        double[][] rows = new double[data.rows()][2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {data.features().get(i, 0), data.features().get(i, 1)};
        }
        double squares = 0;
        for (int i = 0; i < at.length; i++) {
            double kept = at[i];
            at[i] = kept + 1e-6;
            double above = ReferenceNetwork.loss(fit.classifier().architecture(), at, rows, data.labels());
            at[i] = kept - 1e-6;
            double below = ReferenceNetwork.loss(fit.classifier().architecture(), at, rows, data.labels());
            at[i] = kept;
            squares += Math.pow((above - below) / 2e-6, 2);
        }
        assertEquals(Math.sqrt(squares), fit.certificate().gradientNorm(), 1e-5 * Math.sqrt(squares));
        assertTrue(fit.certificate().gap().isEmpty());
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBits() {
        Dataset data = wide(700, 150);
        NetworkTraining.Builder builder = NetworkTraining.builder()
                .hidden(300, 130)
                .dropout(0.3)
                .epochs(2)
                .patience(3);
        float[] expected = parameters(builder.build().fit(data));
        for (int threads : new int[] {2, 3, 8}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                NetworkFit fit = builder.parallelism(parallelism).build().fit(data);
                assertArrayEquals(expected, parameters(fit), threads + " threads");
            }
        }
    }

    @Test
    void fit_convolutionsAnyNumberOfThreads_givesTheSameBits() {
        Dataset data = wide(130, 64);
        NetworkTraining.Builder builder = NetworkTraining.builder()
                .convolve(5, 3)
                .pool(2)
                .convolve(6, 3)
                .hidden(9)
                .batch(30)
                .epochs(2);
        float[] expected = parameters(builder.build().fit(data));
        for (int threads : new int[] {2, 5}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                NetworkFit fit = builder.parallelism(parallelism).build().fit(data);
                assertArrayEquals(expected, parameters(fit), threads + " threads");
            }
        }
    }

    /** Rows of many features, of which the largest of the first three says the class. */
    private static Dataset wide(int rows, int columns) {
        SplitMix64 random = new SplitMix64(9);
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, columns, Precision.SINGLE);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double most = -1;
            for (int j = 0; j < columns; j++) {
                double value = uniform(random);
                features.set(i, j, value);
                if (j < 3 && value > most) {
                    most = value;
                    labels[i] = j;
                }
            }
        }
        return new Dataset(features.build(), labels, null, 3);
    }

    @Test
    void fit_otherSeed_givesAnotherNetwork() {
        Dataset data = moons(200, 6);
        float[] first = parameters(small().build().fit(data));
        assertArrayEquals(first, parameters(small().build().fit(data)));
        assertNotEquals(first[0], parameters(small().seed(4).build().fit(data))[0]);
    }

    @ParameterizedTest
    @EnumSource(value = Optimizer.class, mode = EnumSource.Mode.EXCLUDE, names = "LBFGS")
    void fit_resumed_endsInTheSameBits(Optimizer optimizer) {
        Dataset data = moons(400, 7);
        NetworkTraining training =
                small().optimizer(optimizer).patience(4).batch(32).build();
        NetworkFit whole = training.fit(data);
        for (int stopAt : new int[] {1, 5, 30, 61}) {
            NetworkFit part = training.fit(data, stopAfter(stopAt));
            assertFalse(part.complete());
            assertTrue(part.advice().contains("resume"), part.advice());
            Path file = directory.resolve("state");
            Checkpoint.write(file, part.state());
            NetworkFit resumed = training.fit(data, NetworkMonitor.SILENT, Checkpoint.read(file));
            assertArrayEquals(parameters(whole), parameters(resumed), "stopped after batch " + stopAt);
            assertEquals(whole.history(), resumed.history());
            assertEquals(whole.kept(), resumed.kept());
        }
    }

    private static NetworkMonitor stopAfter(int batches) {
        return new NetworkMonitor() {
            private int done;

            @Override
            public void batch(int epoch, int batch, int of) {
                done++;
            }

            @Override
            public boolean stopRequested() {
                return done >= batches;
            }
        };
    }

    @Test
    void fit_resumedWithOtherSettings_isRefused() {
        Dataset data = moons(400, 7);
        NetworkFit part = small().build().fit(data, stopAfter(1));
        for (NetworkTraining.Builder other : new NetworkTraining.Builder[] {
            small().epochs(7), small().hidden(12, 8), small().seed(9), small().learningRate(0.1), small().patience(2)
        }) {
            InvalidInputException refused = assertThrows(
                    InvalidInputException.class, () -> other.build().fit(data, NetworkMonitor.SILENT, part.state()));
            assertTrue(refused.getMessage().contains("other data or settings"), refused.getMessage());
        }
    }

    @Test
    void fit_patience_keepsTheEpochOfLeastValidationLoss() {
        NetworkFit fit = NetworkTraining.builder()
                .hidden(64)
                .epochs(200)
                .learningRate(0.1)
                .patience(5)
                .schedule(Schedule.CONSTANT)
                .build()
                .fit(moons(120, 8));
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (Epoch epoch : fit.history()) {
            if (epoch.validationLoss() < least) {
                least = epoch.validationLoss();
                best = epoch.number();
            }
        }
        assertEquals(best, fit.kept());
        assertTrue(fit.iterations() == 200 || fit.iterations() == best + 5, "ended after " + fit.iterations());
        assertEquals(120, fit.trainingRows() + fit.validationRows());
        assertEquals(12, fit.validationRows());
    }

    @Test
    void fit_weights_countAsRows() {
        Dataset rows = moons(200, 10);
        double[] none = new double[200];
        Arrays.fill(none, 0, 150, 2.5);
        Dataset weighted = new Dataset(rows.features(), rows.labels(), none, 2);
        NetworkFit fit = small().build().fit(weighted);
        int[] first = IntStream.range(0, 150).toArray();
        double expected = Evaluation.of(fit.classifier(), Calibration.NONE, rows.select(first))
                .logLoss();
        assertEquals(expected, fit.objective(), 1e-6);
    }

    @Test
    void fit_sparseFeatures_givesTheBitsOfDenseOnes() {
        Dataset dense = wide(200, 20);
        SparseFeatures.Builder builder = new SparseFeatures.Builder(20, Precision.SINGLE);
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 20; j++) {
                builder.add(j, dense.features().get(i, j));
            }
            builder.endRow();
        }
        Dataset sparse = new Dataset(builder.build(), dense.labels(), null, 3);
        assertArrayEquals(
                parameters(small().build().fit(dense)),
                parameters(small().build().fit(sparse)));
    }

    @Test
    void fit_stepsFarTooLong_saysWhatToDo() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> small().optimizer(Optimizer.SGD).learningRate(1e5).build().fit(moons(200, 1)));
        assertTrue(refused.getMessage().contains("lower the learning rate"), refused.getMessage());
    }

    @Test
    void fit_oneClass_isRefused() {
        Dataset data = moons(50, 1);
        Dataset single = new Dataset(data.features(), new int[50], null, 2);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> small().build().fit(single));
        assertTrue(refused.getMessage().startsWith("only 1 of 2 classes"), refused.getMessage());
    }

    @Test
    void builder_badSettings_areRefusedWithTheirValue() {
        assertRefused("0 neurons", b -> b.hidden(16, 0));
        assertRefused("dropout is 1.0", b -> b.dropout(1));
        assertRefused("learning rate is -1.0", b -> b.learningRate(-1));
        assertRefused("clipped at the norm 0.0", b -> b.clip(0));
        assertRefused("learning rate is NaN", b -> b.learningRate(Double.NaN));
        assertRefused("weight decay is -0.1", b -> b.weightDecay(-0.1));
        assertRefused("warm-up is -1", b -> b.warmUp(-1));
        assertRefused("batch has 0 rows", b -> b.batch(0));
        assertRefused("epochs is 0", b -> b.epochs(0));
        assertRefused("patience is 0", b -> b.patience(0));
        assertRefused("warm-up of 5 epochs", b -> b.warmUp(5).epochs(5).build());
    }

    private static void assertRefused(String part, Consumer<NetworkTraining.Builder> setting) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> setting.accept(NetworkTraining.builder()));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void rate_schedules_riseAndFallAsDescribed() {
        Plan plan = NetworkTraining.builder()
                .hidden(1)
                .batch(10)
                .epochs(10)
                .warmUp(2)
                .learningRate(1)
                .schedule(Schedule.STEP)
                .build()
                .plan(100);
        assertEquals(1.0 / 21, plan.rate(0), 1e-12);
        assertEquals(20.0 / 21, plan.rate(19), 1e-12);
        assertEquals(1, plan.rate(20), 1e-12);
        assertEquals(1, plan.rate(59), 1e-12);
        assertEquals(0.1, plan.rate(60), 1e-12);
        assertEquals(0.01, plan.rate(99), 1e-12);
        assertEquals(0.5, Schedule.COSINE.factor(0.5), 1e-12);
        assertEquals(1, Schedule.CONSTANT.factor(0.99));
    }

    @Test
    void logits_anyBlockOfRows_agreeWithTheReference() {
        Dataset data = wide(300, 20);
        Network network = small().build().fit(data).classifier();
        float[] single = parameters(small().build().fit(data));
        double[] exact = new double[single.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = single[i];
        }
        for (int[] range : new int[][] {{0, 300}, {299, 300}, {3, 3}, {17, 290}}) {
            double[] values = new double[(range[1] - range[0]) * 3];
            network.logits(data.features(), range[0], Matrix.of(values, range[1] - range[0], 3));
            for (int i = range[0]; i < range[1]; i++) {
                double[] row = new double[20];
                for (int j = 0; j < 20; j++) {
                    row[j] = data.features().get(i, j);
                }
                double[] expected = ReferenceNetwork.logits(network.architecture(), exact, row);
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected[k], values[(i - range[0]) * 3 + k], 1e-5, "row " + i + ", class " + k);
                }
            }
        }
    }
}
