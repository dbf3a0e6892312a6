package io.xent.learn.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.PlainLoss;
import io.xent.learn.Precision;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.SparseFeatures;
import io.xent.learn.synthetic.SyntheticRows;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecomputationTest {

    static Dataset blobs(long seed, int rows, int columns, int classes, boolean sparse, Precision precision) {
        SyntheticRows made = SyntheticRows.blobs(classes, columns, 1.5, seed);
        Random random = new Random(seed);
        DenseFeatures.Builder dense = new DenseFeatures.Builder(rows, columns, precision);
        SparseFeatures.Builder thin = new SparseFeatures.Builder(columns, precision);
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        double[] point = new double[columns];
        for (int i = 0; i < rows; i++) {
            labels[i] = made.row(i, point);
            weights[i] = i % 9 == 8 ? 0 : 0.5 + random.nextDouble();
            for (int j = 0; j < columns; j++) {
                double value = random.nextInt(3) == 0 ? 0 : point[j];
                dense.set(i, j, value);
                thin.add(j, value);
            }
            thin.endRow();
        }
        Features features = sparse ? thin.build() : dense.build();
        return new Dataset(features, labels, weights, classes);
    }

    private static Fit fit(Dataset data, double lambda, int iterations) {
        return fit(data, new Penalty(lambda), iterations);
    }

    private static Fit fit(Dataset data, Penalty penalty, int iterations) {
        return SoftmaxRegression.builder()
                .penalty(penalty)
                .tolerance(1e-11)
                .maxIterations(iterations)
                .build()
                .fit(data);
    }

    private static SoftmaxRegression settings(Penalty penalty) {
        return SoftmaxRegression.builder().penalty(penalty).build();
    }

    private static Recomputation recomputed(Dataset data, LinearClassifier model, Penalty penalty) {
        return Recomputation.of(data, model, settings(penalty), Parallelism.sequential());
    }

    /** The objective by its formula. */
    private static double plain(Dataset data, LinearClassifier model, double lambda) {
        double squares = 0;
        for (double w : model.weights()) {
            squares += w * w;
        }
        return PlainLoss.mean(data, model) + lambda / 2 * squares;
    }

    @Test
    void objective_anyModel_isThatOfTheFormula() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset data =
                    blobs(seed, 200, 1 + (int) (seed % 5), 2 + (int) (seed % 4), seed % 2 == 0, Precision.DOUBLE);
            Random random = new Random(seed);
            LinearClassifier model = LinearClassifier.of(
                    random.doubles((long) data.classes() * data.features().columns(), -1, 1)
                            .toArray(),
                    random.doubles(data.classes(), -1, 1).toArray(),
                    data.features().columns());
            Recomputation recomputed = recomputed(data, model, new Penalty(0.1));
            assertEquals(plain(data, model, 0.1), recomputed.objective(), 1e-13, "seed " + seed);
        }
    }

    /** Fourth-order differences of the formula. */
    @Test
    void gradientNorm_anyModel_isThatOfDifferences() {
        Dataset data = blobs(1, 150, 3, 3, false, Precision.DOUBLE);
        double[] bias = {0.2, -0.1, 0.4};
        LinearClassifier model =
                LinearClassifier.of(new Random(1).doubles(9, -1, 1).toArray(), bias, 3);
        double squares = 0;
        for (int at = 0; at < 12; at++) {
            double slope = PlainLoss.slope(moved -> plain(data, moved, 0.1), model, at);
            squares += slope * slope;
        }
        Recomputation recomputed = recomputed(data, model, new Penalty(0.1));
        assertEquals(Math.sqrt(squares), recomputed.gradientNorm(), 1e-9);
    }

    @Test
    void everything_ofATraining_isWhatItsCertificateSays() {
        for (long seed = 0; seed < 24; seed++) {
            Precision precision = seed % 3 == 0 ? Precision.SINGLE : Precision.DOUBLE;
            Dataset data = blobs(seed, 300, 1 + (int) (seed % 7), 2 + (int) (seed % 4), seed % 2 == 0, precision);
            double lambda = Math.pow(10, -1 - (seed % 4));
            Penalty penalty = new Penalty[] {
                        new Penalty(lambda), new Penalty(lambda / 3, lambda), new Penalty(lambda, 0)
                    }
                    [(int) (seed % 3)];
            for (int iterations : new int[] {0, 3, 200}) {
                Fit fit = fit(data, penalty, iterations);
                Recomputation recomputed = recomputed(data, fit.classifier(), penalty);
                String where = "seed " + seed + ", " + iterations + " iterations";
                assertEquals(fit.objective(), recomputed.objective(), 1e-14, where);
                assertEquals(fit.certificate().gradientNorm(), recomputed.gradientNorm(), 1e-14, where);
                double claimed = Math.min(
                        fit.certificate().gap().orElseThrow(), fit.objective()); // that f is positive is a bound, too
                double found = recomputed.gap().orElseThrow();
                assertTrue(found <= 1.001 * claimed + 1e-12, where + ": " + found + " beside " + claimed);
                // with absolute values the bound has a term of first order in what rounding leaves
                assertTrue(penalty.l1() > 0 || found >= 0.999 * claimed - 1e-12, where + ": " + found);
            }
        }
    }

    @Test
    void gap_anywhere_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 30; seed++) {
            Dataset data =
                    blobs(seed, 120, 1 + (int) (seed % 4), 2 + (int) (seed % 3), seed % 2 == 0, Precision.DOUBLE);
            double lambda = Math.pow(10, -1 - (seed % 4));
            Penalty penalty = new Penalty[] {
                        new Penalty(lambda), new Penalty(lambda / 3, lambda), new Penalty(lambda, 0)
                    }
                    [(int) (seed % 3)];
            Fit best = fit(data, penalty, 500);
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
                Recomputation recomputed = recomputed(data, moved, penalty);
                double distance = recomputed.objective() - best.objective();
                double gap = recomputed.gap().orElseThrow();
                String where = "seed " + seed + ", off by " + off + ": gap " + gap + ", distance " + distance;
                assertTrue(gap >= distance, where);
                assertTrue(gap <= recomputed.objective(), where);
                assertTrue(off > 1e-3 || penalty.l1() > 0 || gap < 0.01 * recomputed.objective(), where);
            }
        }
    }

    @Test
    void gap_withoutPenalty_isUnknown() {
        Dataset data = blobs(2, 100, 2, 3, false, Precision.DOUBLE);
        Fit fit = fit(data, 0, 100);
        assertTrue(recomputed(data, fit.classifier(), new Penalty(0)).gap().isEmpty());
    }

    @Test
    void fingerprint_oneNumberChanged_isAnother() {
        Dataset data = blobs(3, 5000, 3, 3, false, Precision.SINGLE);
        Dataset sparse = blobs(3, 5000, 3, 3, true, Precision.SINGLE);
        String print = RowsFingerprint.of(data, Parallelism.sequential());
        assertEquals(64, print.length());
        assertEquals(print, RowsFingerprint.of(sparse, Parallelism.sequential()), "the way of storage does not count");
        int[] order = new int[5000];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        assertEquals(print, RowsFingerprint.of(data.select(order), Parallelism.sequential()));
        order[4998] = 4999;
        order[4999] = 4998;
        assertTrue(!print.equals(RowsFingerprint.of(data.select(order), Parallelism.sequential())), "another order");
        int[] labels = data.labels().clone();
        labels[4500] = (labels[4500] + 1) % 3;
        Dataset other = new Dataset(data.features(), labels, data.weights(), 3);
        assertTrue(!print.equals(RowsFingerprint.of(other, Parallelism.sequential())), "another label");
    }
}
