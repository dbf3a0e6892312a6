package io.xent.learn.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Precision;
import io.xent.learn.Slopes;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.TrainingLoss;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recomputed objectives that are not the cross-entropy of a class: the squared hinge, and that of smoothed targets. */
class OtherLossesTest {

    private static final double EPSILON = 0.2;

    private static SoftmaxRegression.Builder hinge(double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).loss(TrainingLoss.HINGE);
    }

    private static SoftmaxRegression.Builder smoothed(double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).labelSmoothing(EPSILON);
    }

    private static Recomputation recomputed(Dataset data, LinearClassifier model, SoftmaxRegression.Builder settings) {
        return Recomputation.of(data, model, settings.build(), Parallelism.sequential());
    }

    private static Dataset blobs(long seed) {
        int columns = 1 + (int) (seed % 5);
        int classes = 2 + (int) (seed % 4);
        return RecomputationTest.blobs(seed, 200, columns, classes, seed % 2 == 0, Precision.DOUBLE);
    }

    /** Numbers that a person can check, and that binary digits hold: margins 1/4 and 5/2. */
    @Test
    void hinge_twoRowsByHand() {
        Dataset data = Dataset.of(new double[][] {{1}, {2}}, new int[] {0, 1});
        LinearClassifier model = LinearClassifier.of(new double[] {0.5, -0.25}, new double[2], 1);
        Recomputation found = recomputed(data, model, hinge(0.5));
        assertEquals((0.03125 + 3.125) / 2 + 0.078125, found.objective());
        double squares = 2.625 * 2.625 + 2.5 * 2.5 + 2 * 1.125 * 1.125;
        assertEquals(Math.sqrt(squares), found.gradientNorm(), 1e-15);
        double[] atOrigin = {0.5, -0.5}; // multipliers 1, features 1 and 2; the biases' gradients cancel
        assertEquals(Math.hypot(atOrigin[0], atOrigin[1]), found.originGradientNorm(), 1e-15);
    }

    /** The formula row by row; its gradient norm from differences of the formula. */
    @Test
    void everything_anyModel_isThatOfTheFormula() {
        for (long seed = 0; seed < 12; seed++) {
            Dataset data = blobs(seed);
            int weights = data.classes() * data.features().columns();
            double[] parameters =
                    new Random(seed).doubles(weights + data.classes(), -1, 1).toArray();
            for (boolean byHinge : new boolean[] {false, true}) {
                Recomputation found = recomputed(data, model(data, parameters), byHinge ? hinge(0.1) : smoothed(0.1));
                String where = "seed " + seed + ", hinge " + byHinge;
                assertEquals(naive(data, parameters, byHinge), found.objective(), 1e-13, where);
                double squares = 0;
                for (int at = 0; at < parameters.length; at++) {
                    double h = byHinge ? 1e-6 : 1e-3;
                    squares += Math.pow(Slopes.at(moved -> naive(data, moved, byHinge), parameters, at, h), 2);
                }
                assertEquals(Math.sqrt(squares), found.gradientNorm(), byHinge ? 1e-5 : 1e-9, where);
            }
        }
    }

    private static LinearClassifier model(Dataset data, double[] parameters) {
        int columns = data.features().columns();
        double[] weights = Arrays.copyOf(parameters, data.classes() * columns);
        return LinearClassifier.of(weights, Arrays.copyOfRange(parameters, weights.length, parameters.length), columns);
    }

    private static double naive(Dataset data, double[] parameters, boolean byHinge) {
        int columns = data.features().columns();
        int classes = data.classes();
        double sum = 0;
        double[] z = new double[classes];
        for (int i = 0; i < data.rows(); i++) {
            double total = 0;
            double mean = 0;
            for (int k = 0; k < classes; k++) {
                z[k] = parameters[classes * columns + k];
                for (int j = 0; j < columns; j++) {
                    z[k] += parameters[k * columns + j] * data.features().get(i, j);
                }
                total += Math.exp(z[k]);
                mean += z[k] / classes;
            }
            double own = z[data.labels()[i]];
            double loss = Math.log(total) - (1 - EPSILON) * own - EPSILON * mean;
            if (byHinge) {
                loss = -0.5; // the row's own class, whose margin is 1, is in the sum
                for (double other : z) {
                    loss += Math.pow(Math.max(0, 1 + other - own), 2) / 2;
                }
            }
            sum += data.weight(i) * loss;
        }
        double squares = 0;
        for (int i = 0; i < classes * columns; i++) {
            squares += parameters[i] * parameters[i];
        }
        return sum / data.totalWeight() + 0.1 / 2 * squares;
    }

    @Test
    void everything_ofATraining_isWhatItsCertificateSays() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset data = blobs(seed);
            double lambda = Math.pow(10, -1 - (seed % 4));
            for (int iterations : new int[] {0, 3, 300}) {
                for (SoftmaxRegression.Builder settings :
                        new SoftmaxRegression.Builder[] {hinge(lambda), smoothed(lambda)}) {
                    settings.tolerance(1e-10).maxIterations(iterations);
                    Fit fit = settings.build().fit(data);
                    Recomputation found = recomputed(data, fit.classifier(), settings);
                    String where = "seed " + seed + ", " + iterations + " iterations of "
                            + settings.build().loss();
                    assertEquals(fit.objective(), found.objective(), 1e-14, where);
                    assertEquals(fit.certificate().gradientNorm(), found.gradientNorm(), 1e-14, where);
                    double claimed = fit.certificate().gap().orElseThrow();
                    double bound = found.gap().orElseThrow();
                    assertTrue(bound <= 1.001 * claimed + 1e-13, where + ": " + bound + " beside " + claimed);
                }
            }
        }
    }

    @Test
    void gap_anywhere_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset data = blobs(seed);
            double lambda = Math.pow(10, -1 - (seed % 4));
            for (SoftmaxRegression.Builder settings :
                    new SoftmaxRegression.Builder[] {hinge(lambda), smoothed(lambda)}) {
                Fit best = settings.tolerance(1e-11).maxIterations(2000).build().fit(data);
                Random random = new Random(seed);
                for (double off : new double[] {1e-9, 1e-4, 0.1, 3}) {
                    double[] weights = best.classifier().weights();
                    double[] bias = best.classifier().bias();
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] += off * random.nextGaussian();
                    }
                    for (int k = 0; k < bias.length; k++) {
                        bias[k] += off * random.nextGaussian();
                    }
                    LinearClassifier moved =
                            LinearClassifier.of(weights, bias, best.classifier().features());
                    Recomputation found = recomputed(data, moved, settings);
                    double distance = found.objective() - best.objective();
                    double gap = found.gap().orElseThrow();
                    String where = "seed " + seed + ", off by " + off + ", "
                            + settings.build().loss() + ": gap " + gap;
                    assertTrue(gap >= distance, where + ", distance " + distance);
                    assertTrue(off > 1e-8 || gap < 1e-3 * found.objective(), where);
                }
            }
        }
    }
}
