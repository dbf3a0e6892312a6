package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProximityTest {

    private static LinearClassifier centre(long seed, int features, int classes) {
        Random random = new Random(seed);
        double[] weights = random.doubles((long) features * classes, -1, 1).toArray();
        double[] bias = random.doubles(classes, -1, 1).toArray();
        return LinearClassifier.of(weights, bias, features);
    }

    private static Fit fit(Dataset data, Proximity proximity, double tolerance, int iterations) {
        return SoftmaxRegression.builder()
                .proximity(proximity)
                .tolerance(tolerance)
                .maxIterations(iterations)
                .build()
                .fit(data);
    }

    /** The objective by its formula. */
    private static double plain(Dataset data, LinearClassifier model, Proximity proximity) {
        double squares = squaredDistance(model.weights(), proximity.centre().weights())
                + squaredDistance(model.bias(), proximity.centre().bias());
        return PlainLoss.mean(data, model) + proximity.strength() / 2 * squares;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
        }
        return squares;
    }

    @Test
    void fit_heldNearAModel_isWhereTheFormulaIsFlat() {
        for (long seed = 0; seed < 12; seed++) {
            Dataset data = seed % 2 == 0
                    ? RandomProblem.dense(seed, 120, 3, 4, seed % 3 == 0, Precision.DOUBLE)
                    : RandomProblem.sparse(seed, 120, 3, 4, seed % 3 == 0, Precision.DOUBLE);
            Proximity proximity = new Proximity(centre(seed, 3, 4), Math.pow(10, -(seed % 4)));
            Fit fit = fit(data, proximity, 1e-10, 500);
            assertTrue(fit.converged(), "seed " + seed + ": " + fit.advice());
            LinearClassifier model = fit.classifier();
            assertEquals(plain(data, model, proximity), fit.objective(), 1e-13, "seed " + seed);
            for (int at = 0; at < 16; at++) {
                double slope = PlainLoss.slope(moved -> plain(data, moved, proximity), model, at);
                assertEquals(0, slope, 1e-9, "seed " + seed + ", parameter " + at);
            }
        }
    }

    @Test
    void gap_afterAnyNumberOfIterations_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 20; seed++) {
            Precision precision = seed % 5 == 0 ? Precision.SINGLE : Precision.DOUBLE;
            Dataset data = RandomProblem.dense(seed, 90, 4, 3, seed % 3 == 0, precision);
            Proximity proximity = new Proximity(centre(seed, 4, 3), Math.pow(10, -(seed % 5)));
            double optimum = fit(data, proximity, 1e-11, 500).objective();
            for (int iterations : new int[] {0, 1, 2, 4, 8}) {
                Fit early = fit(data, proximity, 1e-11, iterations);
                double gap = early.certificate().gap().orElseThrow();
                double distance = early.objective() - optimum;
                assertTrue(gap >= distance, "seed " + seed + ", " + iterations + ": gap " + gap + " below " + distance);
            }
            assertTrue(fit(data, proximity, 1e-6, 500).certificate().gap().orElseThrow() < 1e-6, "seed " + seed);
        }
    }

    @Test
    void fit_heldVeryFirmly_staysWhereItWas() {
        Dataset data = RandomProblem.dense(1, 100, 3, 3, false, Precision.DOUBLE);
        LinearClassifier centre = centre(1, 3, 3);
        Fit fit = fit(data, new Proximity(centre, 1e6), 1e-8, 100);
        assertArrayEquals(centre.weights(), fit.classifier().weights(), 1e-5);
        assertArrayEquals(centre.bias(), fit.classifier().bias(), 1e-5);
    }

    /** Rows that overlap have a maximum of their own; held weakly, the fit goes there, up to a shift of all classes alike. */
    @Test
    void fit_heldVeryWeakly_endsWhereTheRowsAlonePutIt() {
        Dataset data = RandomProblem.dense(2, 400, 2, 3, false, Precision.DOUBLE);
        Fit free = SoftmaxRegression.builder().tolerance(1e-10).build().fit(data);
        assertTrue(free.converged(), "spread: " + free.advice());
        Fit held = fit(data, new Proximity(centre(2, 2, 3), 1e-9), 1e-9, 1000);
        for (int j = 0; j < 2; j++) {
            for (int k = 1; k < 3; k++) {
                assertEquals(
                        free.classifier().weight(k, j) - free.classifier().weight(0, j),
                        held.classifier().weight(k, j) - held.classifier().weight(0, j),
                        1e-5);
            }
        }
    }

    @Test
    void fit_classesWithoutRows_keepWhatIsNotSpokenAgainst() {
        Dataset all = RandomProblem.dense(3, 300, 3, 4, false, Precision.DOUBLE);
        LinearClassifier old = SoftmaxRegression.builder()
                .penalty(new Penalty(0.01))
                .build()
                .fit(all)
                .classifier();
        for (int classes = 1; classes <= 3; classes++) {
            int most = classes;
            int[] rows = IntStream.range(0, 300)
                    .filter(i -> all.labels()[i] < most)
                    .limit(20)
                    .toArray();
            Fit fit = fit(all.select(rows), Proximity.ofRows(old, 300, rows.length), 1e-8, 500);
            assertTrue(fit.converged(), fit.advice());
            for (int j = 0; j < 3; j++) {
                assertEquals(old.weight(3, j), fit.classifier().weight(3, j), 0.3, classes + " classes left");
            }
            assertTrue(fit.classifier().bias(3) < old.bias(3), "no row of 20 is of class 3, which speaks against it");
            assertEquals(old.bias(3), fit.classifier().bias(3), 0.5);
        }
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBits() {
        Dataset data = RandomProblem.dense(5, 3000, 5, 3, true, Precision.SINGLE);
        Proximity proximity = new Proximity(centre(5, 5, 3), 0.1);
        Fit one = fit(data, proximity, 1e-6, 100);
        try (ThreadParallelism threads = new ThreadParallelism(3)) {
            Fit three = SoftmaxRegression.builder()
                    .proximity(proximity)
                    .parallelism(threads)
                    .build()
                    .fit(data);
            assertArrayEquals(one.classifier().weights(), three.classifier().weights());
            assertArrayEquals(one.classifier().bias(), three.classifier().bias());
        }
    }

    @Test
    void strength_ofRows_isTheCurvatureOfSoManyRows() {
        assertEquals(300 / 60.0 / 4, Proximity.ofRows(centre(1, 2, 2), 300, 60).strength(), 1e-15);
        assertEquals(
                300 / 60.0 * 0.09, Proximity.ofRows(centre(1, 2, 10), 300, 60).strength(), 1e-15);
    }

    @Test
    void proximity_whatCannotBe_isRefused() {
        for (double strength : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(InvalidInputException.class, () -> new Proximity(centre(1, 2, 2), strength));
        }
        Proximity proximity = new Proximity(centre(1, 2, 2), 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> SoftmaxRegression.builder()
                        .penalty(new Penalty(1))
                        .proximity(proximity)
                        .build());
        Dataset other = RandomProblem.dense(1, 50, 3, 2, false, Precision.DOUBLE);
        assertThrows(InvalidInputException.class, () -> fit(other, proximity, 1e-6, 10));
    }
}
