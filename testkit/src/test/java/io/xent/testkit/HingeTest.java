package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.core.Hinge;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HingeTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final long SEED = 5;

    private static void check(Hinge hinge, double[] scores, int y, double loss, double... gradient) {
        double[] actual = new double[scores.length];
        assertEquals(
                loss, hinge.lossAndGradient(Matrix.row(scores), Target.classIndices(y), Matrix.row(actual)), 1e-15);
        assertArrayEquals(gradient, actual, 0);
    }

    @Test
    void lossAndGradient_workedByHand() {
        double[] scores = {3, 4, 1};
        check(Hinge.westonWatkins(), scores, 0, 2, -1, 1, 0);
        check(Hinge.westonWatkins(), scores, 2, 7, 1, 1, -2);
        check(Hinge.westonWatkins(), scores, 1, 0, 0, 0, 0);
        check(Hinge.crammerSinger(), scores, 2, 4, 0, 1, -1);
        check(Hinge.crammerSinger().withMargin(1.5), scores, 1, 0.5, 1, -1, 0);
        check(Hinge.oneVsAll(), scores, 1, 4 + 2, 1, 0, 1);
        check(Hinge.oneVsAll(), scores, 2, 4 + 5, 1, 1, 0);
        check(Hinge.oneVsAll(), new double[] {-2, 0.25}, 1, 0.75, 0, -1);
    }

    @Test
    void tiesOfRivals_crammerSinger_firstIsPushed() {
        check(Hinge.crammerSinger(), new double[] {2, 2, 2}, 1, 1, 1, -1, 0);
    }

    @Test
    void termExactlyZero_gradientZero() {
        check(Hinge.westonWatkins(), new double[] {1, 0}, 0, 0, 0, 0);
        check(Hinge.oneVsAll(), new double[] {1, -1}, 0, 0, 0, 0);
    }

    @Test
    void infinitiesAndNaN_documentedAnswers() {
        double nan = Double.NaN;
        check(Hinge.westonWatkins(), new double[] {0, -INF, 0}, 0, 1, -1, 0, 1);
        check(Hinge.westonWatkins(), new double[] {INF, INF, 0}, 0, 1, -1, 1, 0);
        check(Hinge.westonWatkins(), new double[] {-INF, 0}, 0, INF, -1, 1);
        for (Hinge hinge : List.of(Hinge.westonWatkins(), Hinge.crammerSinger(), Hinge.oneVsAll())) {
            check(hinge, new double[] {-INF, -INF}, 0, INF, 0, 0);
            check(hinge, new double[] {0, nan}, 0, nan, nan, nan);
        }
    }

    @Test
    void weightsIgnoredRowsAndReduction_asForCrossEntropy() {
        Matrix scores = Matrix.of(new double[] {3, 4, 1, 3, 4, 1, Double.NaN, 0, 0}, 3, 3);
        Target target = Target.classIndices(0, 2, -1).withRowWeights(new double[] {2, 1, 1});
        Hinge hinge = Hinge.westonWatkins().withClassWeights(3, 1, 5).withIgnoreIndex(-1);
        assertEquals((2 * 3 * 2 + 5 * 7) / (2 * 3 + 5.0), hinge.loss(scores, target), 1e-15);
        assertEquals(2 * 3 * 2 + 5 * 7, hinge.withReduction(Reduction.SUM).loss(scores, target));
    }

    @Test
    void gradient_differencesOfTheLossAwayFromKinks_agree() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Hinge hinge : List.of(Hinge.westonWatkins(), Hinge.crammerSinger(), Hinge.oneVsAll())) {
            for (int n = 0; n < 50; n++) {
                double[] x = random.doubles(6, -3, 3).toArray();
                double[] v = random.doubles(6, -1e-3, 1e-3).toArray();
                Target target = Target.classIndices(random.nextInt(6));
                double[] g = new double[6];
                hinge.gradient(Matrix.row(x), target, Matrix.row(g));
                double along = 0;
                for (int k = 0; k < 6; k++) {
                    along += g[k] * v[k];
                }
                double difference = Differences.along(x, v, at -> new double[] {hinge.loss(Matrix.row(at), target)})[0];
                assertEquals(difference, along, 1e-11, "seed " + SEED + ", row " + n);
            }
        }
    }

    @Test
    void hessianTimes_zero() {
        double[] out = {7, 7};
        Hinge.oneVsAll().hessianTimes(Matrix.row(1, 2), Target.classIndices(0), Matrix.row(1, 1), Matrix.row(out));
        assertArrayEquals(new double[2], out);
    }

    @Test
    void distributions_refused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Hinge.oneVsAll().loss(Matrix.row(1, 2), Target.distributions(Matrix.row(1, 0))));
        assertEquals("a hinge loss needs class indices as its target, not distributions", e.getMessage());
    }
}
