package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every combination of options against the plain formula in exact arithmetic, and against differences of the loss. */
class CrossEntropyOptionsTest {

    private static final long SEED = 7;
    private static final int ROWS = 4;
    private static final int CLASSES = 5;
    private static final int IGNORED = 3;
    private static final int OPTIONS = 7;

    /** One problem: logits and targets that are drawn, and options that are the bits of a number. */
    private static final class Problem {
        final double[] logits;
        final int[] indices = new int[ROWS];
        final double[][] distributions = new double[ROWS][CLASSES];
        final double[] rowWeights;
        final CrossEntropy loss;
        final String name;
        final boolean ignores;

        Problem(int bits, SplittableRandom random) {
            name = "seed " + SEED + ", options " + Integer.toBinaryString(bits);
            logits = random.doubles(ROWS * CLASSES, -6, 6).toArray();
            logits[2] = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < ROWS; i++) {
                indices[i] = i == 1 ? IGNORED : random.nextInt(2);
                distributions[i][random.nextInt(2)] += random.nextDouble(2);
                distributions[i][4] += random.nextDouble();
            }
            rowWeights = (bits & 1) == 0 ? new double[] {1, 1, 1, 1} : new double[] {0.5, 3, 0, 2};
            CrossEntropy built = new CrossEntropy();
            built = (bits & 2) == 0 ? built : built.withClassWeights(0.3, 2, 1.5, 0.7, 4);
            ignores = (bits & 4) != 0;
            built = ignores ? built.withIgnoreIndex(IGNORED) : built;
            built = (bits & 8) == 0 ? built : built.withLabelSmoothing(0.2);
            built = (bits & 16) == 0 ? built : built.withZLoss(0.05);
            built = (bits & 32) == 0 ? built : built.withSoftCap(5);
            loss = (bits & 64) == 0 ? built : built.withTemperature(1.7);
        }

        Matrix logits() {
            return Matrix.of(logits.clone(), ROWS, CLASSES);
        }

        double[] target(int row, boolean index) {
            double[] y = new double[CLASSES];
            if (index) {
                y[indices[row]] = 1;
            } else {
                System.arraycopy(distributions[row], 0, y, 0, CLASSES);
            }
            return y;
        }

        Target indexTarget() {
            return Target.classIndices(indices).withRowWeights(rowWeights);
        }

        Target denseTarget() {
            double[] all = new double[ROWS * CLASSES];
            for (int i = 0; i < ROWS; i++) {
                System.arraycopy(distributions[i], 0, all, i * CLASSES, CLASSES);
            }
            return Target.distributions(Matrix.of(all, ROWS, CLASSES)).withRowWeights(rowWeights);
        }

        /** The classes of a row in descending order, one of them in two parts. */
        Target sparseTarget() {
            int[] starts = new int[ROWS + 1];
            int[] classes = new int[ROWS * (CLASSES + 1)];
            double[] probabilities = new double[classes.length];
            int at = 0;
            for (int i = 0; i < ROWS; i++) {
                for (int k = CLASSES - 1; k >= 0; k--) {
                    int parts = distributions[i][k] == 0 ? 0 : k == 4 ? 2 : 1;
                    for (int part = 0; part < parts; part++) {
                        classes[at] = k;
                        probabilities[at++] = distributions[i][k] / parts;
                    }
                }
                starts[i + 1] = at;
            }
            return Target.sparse(starts, classes, probabilities).withRowWeights(rowWeights);
        }
    }

    @Test
    void everyCombinationOfOptions_plainFormula_agrees() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bits = 0; bits < 1 << OPTIONS; bits++) {
            Problem problem = new Problem(bits, random);
            for (Compatibility compatibility : Compatibility.values()) {
                CrossEntropy loss = problem.loss.withCompatibility(compatibility);
                Expected ofIndices = new Expected(problem, loss, true);
                Expected ofDistributions = new Expected(problem, loss, false);
                for (Reduction reduction : Reduction.values()) {
                    ofIndices.check(loss.withReduction(reduction), problem.indexTarget());
                    ofDistributions.check(loss.withReduction(reduction), problem.denseTarget());
                    ofDistributions.check(loss.withReduction(reduction), problem.sparseTarget());
                }
            }
        }
    }

    /** The unreduced losses and gradients by the formula. */
    private static final class Expected {
        private final Problem problem;
        private final boolean index;
        private final double[] losses = new double[ROWS];
        private final double[] gradient = new double[ROWS * CLASSES];
        private final double[] magnitude = new double[ROWS * CLASSES];

        Expected(Problem problem, CrossEntropy loss, boolean index) {
            this.problem = problem;
            this.index = index;
            for (int i = 0; i < ROWS; i++) {
                double weight = weight(problem, i, index);
                double[] row = Arrays.copyOfRange(problem.logits, i * CLASSES, (i + 1) * CLASSES);
                ExactCrossEntropy exact = new ExactCrossEntropy(loss, row, problem.target(i, index));
                BigDecimal value = exact.loss();
                losses[i] = weight == 0 ? 0 : weight * (value == null ? Double.POSITIVE_INFINITY : value.doubleValue());
                for (int k = 0; k < CLASSES; k++) {
                    gradient[i * CLASSES + k] = weight * exact.gradient(k).doubleValue();
                    magnitude[i * CLASSES + k] =
                            weight * exact.gradientMagnitude(k).doubleValue();
                }
            }
        }

        void check(CrossEntropy loss, Target target) {
            Matrix actual = Matrix.of(new double[ROWS * CLASSES], ROWS, CLASSES);
            double value = loss.lossAndGradient(problem.logits(), target, actual);
            double denominator = denominator(problem, loss, index);
            double expected = Arrays.stream(losses).sum() / denominator;
            double allowed = Double.isFinite(expected) ? 1e-14 * expected : 1;
            assertEquals(expected, value, allowed, () -> problem.name);
            for (int at = 0; at < gradient.length; at++) {
                assertEquals(
                        gradient[at] / denominator,
                        actual.get(at / CLASSES, at % CLASSES),
                        1e-14 * magnitude[at] / denominator + Double.MIN_NORMAL,
                        () -> problem.name);
            }
        }
    }

    private static double weight(Problem problem, int row, boolean index) {
        return index && problem.ignores && problem.indices[row] == IGNORED ? 0 : problem.rowWeights[row];
    }

    private static double denominator(Problem problem, CrossEntropy loss, boolean index) {
        if (loss.reduction() == Reduction.SUM) {
            return 1;
        }
        boolean countsRows = !index && loss.compatibility() == Compatibility.PYTORCH;
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double[] y = problem.target(i, index);
            double mass = 0;
            for (int k = 0; k < CLASSES; k++) {
                mass += loss.classWeight(k) * y[k];
            }
            sum += weight(problem, i, index) * (countsRows ? 1 : mass);
        }
        return sum;
    }

    @Test
    void gradient_fourthOrderDifferencesOfTheLoss_agree() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bits = 0; bits < 1 << OPTIONS; bits++) {
            Problem problem = new Problem(bits, random);
            problem.logits[2] = 1;
            for (Target target : new Target[] {problem.indexTarget(), problem.denseTarget()}) {
                Matrix gradient = problem.logits();
                problem.loss.gradient(gradient, target, gradient);
                for (int at = 0; at < ROWS * CLASSES; at++) {
                    double[] direction = new double[ROWS * CLASSES];
                    direction[at] = 1;
                    double[] difference = Differences.along(problem.logits, direction, x ->
                            new double[] {problem.loss.loss(Matrix.of(x, ROWS, CLASSES), target)});
                    assertEquals(difference[0], gradient.get(at / CLASSES, at % CLASSES), 1e-10, problem.name);
                }
            }
        }
    }

    @Test
    void hessianTimes_fourthOrderDifferencesOfTheGradient_agree() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bits = 0; bits < 1 << OPTIONS; bits++) {
            Problem problem = new Problem(bits, random);
            problem.logits[2] = 1;
            double[] v = random.doubles(ROWS * CLASSES, -1, 1).toArray();
            for (Target target : new Target[] {problem.indexTarget(), problem.denseTarget()}) {
                double[] product = new double[ROWS * CLASSES];
                problem.loss.hessianTimes(
                        problem.logits(), target, Matrix.of(v, ROWS, CLASSES), Matrix.of(product, ROWS, CLASSES));
                double[] difference = Differences.along(problem.logits, v, x -> {
                    double[] g = new double[ROWS * CLASSES];
                    problem.loss.gradient(Matrix.of(x, ROWS, CLASSES), target, Matrix.of(g, ROWS, CLASSES));
                    return g;
                });
                assertArrayEquals(difference, product, 1e-10, problem.name);
            }
        }
    }

    @Test
    void hessianTimes_certainRow_keepsRelativeAccuracy() {
        double[] product = new double[3];
        new CrossEntropy()
                .hessianTimes(Matrix.row(40, 0, -1), Target.classIndices(0), Matrix.row(1, 2, 4), Matrix.row(product));
        double p1 = Math.exp(-40);
        double p2 = Math.exp(-41);
        assertArrayEquals(new double[] {-(p1 + 3 * p2), p1, 3 * p2}, product, 1e-31);
    }

    @Test
    void float_everyCombination_nextToDouble() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bits = 0; bits < 1 << OPTIONS; bits++) {
            Problem problem = new Problem(bits, random);
            float[] floats = new float[ROWS * CLASSES];
            double[] doubles = new double[ROWS * CLASSES];
            for (int at = 0; at < floats.length; at++) {
                floats[at] = (float) problem.logits[at];
                doubles[at] = floats[at];
            }
            Matrix single = Matrix.of(floats, ROWS, CLASSES);
            Matrix wide = Matrix.of(doubles, ROWS, CLASSES);
            double lossOfSingle = problem.loss.lossAndGradient(single, problem.denseTarget(), single);
            double lossOfWide = problem.loss.lossAndGradient(wide, problem.denseTarget(), wide);
            assertEquals(lossOfWide, lossOfSingle, 1e-13 * lossOfWide, problem.name);
            for (int at = 0; at < floats.length; at++) {
                assertEquals((float) doubles[at], floats[at], Math.ulp(floats[at]), problem.name);
            }
        }
    }

    @Test
    void randomLogits_haveTheSpreadTheTestsNeed() {
        double[] logits = new Problem(0, new SplittableRandom(SEED)).logits;
        assertTrue(Arrays.stream(logits).max().getAsDouble() > 3, "seed " + SEED);
        assertTrue(Arrays.stream(logits).filter(Double::isFinite).min().getAsDouble() < -3, "seed " + SEED);
    }
}
