package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.util.Arrays;

/**
 * A sample of the rows that bend the loss: a row is drawn with a chance in proportion to its weight and to how uncertain
 * the model is of it, {@code 1 − max p}, and counts the more the smaller its chance was. Sums over the sample have the sums
 * over all rows as their mean. Where rows are few, all are taken.
 *
 * @param rows the rows drawn, in order
 * @param weights what each stands for
 * @param probabilities of each class, rows × classes
 * @param curvature {@code Σ_i s_i Σ_k p_ik (1 − p_ik) / K} over all rows
 */
record UncertainRows(int[] rows, double[] weights, double[] probabilities, double curvature) {

    private static final Softmax SOFTMAX = new Softmax();
    private static final long SEED = 1;
    private static final int ROUNDS = 5;

    /** What a row is drawn for, however certain the model is of it. */
    private static final double LEAST_DOUBT = 1e-3;

    static UncertainRows of(TrainingProblem problem, DataPass pass, double[] parameters, int count) {
        int classes = pass.classes();
        double[] doubt = new double[pass.rows()];
        double[] curvatures = new double[pass.blocks()];
        pass.forward(parameters, (block, from, rows, z) -> {
            SOFTMAX.probabilities(Matrix.of(z, rows, classes), Matrix.of(z, rows, classes));
            for (int i = 0; i < rows; i++) {
                double weight = problem.weights()[from + i];
                double most = 0;
                for (int at = i * classes; at < (i + 1) * classes; at++) {
                    most = Math.max(most, z[at]);
                    curvatures[block] += weight * z[at] * (1 - z[at]);
                }
                doubt[from + i] = weight * Math.max(LEAST_DOUBT, 1 - most);
            }
        });
        double[] chances = chances(doubt, count);
        int[] drawn = draw(chances);
        double[] weights = new double[drawn.length];
        for (int s = 0; s < drawn.length; s++) {
            weights[s] = problem.weights()[drawn[s]] / chances[drawn[s]];
        }
        double[] probabilities = new double[drawn.length * classes];
        pass.forward(parameters, (block, from, rows, z) -> {
            SOFTMAX.probabilities(Matrix.of(z, rows, classes), Matrix.of(z, rows, classes));
            int found = Arrays.binarySearch(drawn, from);
            for (int s = found < 0 ? -found - 1 : found; s < drawn.length && drawn[s] < from + rows; s++) {
                System.arraycopy(z, (drawn[s] - from) * classes, probabilities, s * classes, classes);
            }
        });
        return new UncertainRows(
                drawn, weights, probabilities, Arrays.stream(curvatures).sum() / classes);
    }

    /** In proportion to doubt, at most 1, and about {@code count} in sum; takes the place of the doubt. */
    private static double[] chances(double[] doubt, int count) {
        double[] chances = doubt;
        for (int i = 0; i < chances.length && count >= chances.length; i++) {
            chances[i] = doubt[i] > 0 ? 1 : 0;
        }
        for (int round = 0; round < ROUNDS && count < chances.length; round++) {
            double sum = 0;
            for (double chance : chances) {
                sum += chance;
            }
            for (int i = 0; i < chances.length; i++) {
                chances[i] = Math.min(1, chances[i] * (count / sum));
            }
        }
        return chances;
    }

    private static int[] draw(double[] chances) {
        SplitMix64 random = new SplitMix64(SEED);
        int[] drawn = new int[1024];
        int count = 0;
        for (int i = 0; i < chances.length; i++) {
            if ((random.next() >>> 11) * 0x1p-53 < chances[i]) {
                drawn = count == drawn.length ? Arrays.copyOf(drawn, 2 * count) : drawn;
                drawn[count++] = i;
            }
        }
        return Arrays.copyOf(drawn, count);
    }
}
