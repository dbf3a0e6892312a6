package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.util.Arrays;

/**
 * Logits that are linear in the features: {@code z_k = Σ_j w_kj x_j + b_k}. Weights are those of the encoded features,
 * in the coordinates in which they were penalised.
 */
public final class LinearClassifier implements Classifier {

    private static final int CLASSES_AT_ONCE = 64;

    /** So many rows make up for turning the weights. */
    private static final int ROWS_WORTH_TURNING = 8;

    private static final int ROWS_AT_ONCE = 64;

    private final int classes;
    private final int features;
    private final double[] weights;
    private final double[] bias;

    private LinearClassifier(double[] weights, double[] bias, int features) {
        this.classes = bias.length;
        this.features = features;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * A classifier with copies of the parameters given.
     *
     * @param weights classes × features, row-major: one row per class
     * @param bias one per class
     * @throws IllegalArgumentException where the lengths disagree or a parameter is not finite
     */
    public static LinearClassifier of(double[] weights, double[] bias, int features) {
        if (weights.length != (long) bias.length * features) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + bias.length + " classes × " + features + " features");
        }
        requireFinite("weight", weights);
        requireFinite("bias", bias);
        return new LinearClassifier(weights.clone(), bias.clone(), features);
    }

    private static void requireFinite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " " + i + " is " + values[i]);
            }
        }
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public long parameters() {
        return (features + 1L) * classes;
    }

    /** The weight of a feature in the logit of a class. */
    public double weight(int classIndex, int feature) {
        return weights[classIndex * features + feature];
    }

    /** The constant in the logit of a class. */
    public double bias(int classIndex) {
        return bias[classIndex];
    }

    /** A copy of the weights, classes × features, one row per class. */
    public double[] weights() {
        return weights.clone();
    }

    /** A copy of the bias, one per class. */
    public double[] bias() {
        return bias.clone();
    }

    /** How many weights are not exactly zero. */
    public int nonZeroWeights() {
        int count = 0;
        for (double weight : weights) {
            count += weight == 0 ? 0 : 1;
        }
        return count;
    }

    /** How many features have a weight other than zero for some class. */
    public int usedFeatures() {
        int count = 0;
        for (int j = 0; j < features; j++) {
            boolean used = false;
            for (int k = 0; k < classes && !used; k++) {
                used = weight(k, j) != 0;
            }
            count += used ? 1 : 0;
        }
        return count;
    }

    /** The same classifier with every parameter rounded to 32 bits. */
    public LinearClassifier rounded() {
        return new LinearClassifier(roundedToFloat(weights), roundedToFloat(bias), features);
    }

    private static double[] roundedToFloat(double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /**
     * Writes the logits of rows {@code [from, from + logits.rows())}, each summed in 64 bits in ascending order of
     * features.
     *
     * @param features rows × {@link #features()}
     * @param logits rows × {@link #classes()}
     */
    @Override
    public void logits(Features features, int from, Matrix logits) {
        requireFits(features, from, logits);
        if (features instanceof DenseFeatures dense && logits.rows() >= ROWS_WORTH_TURNING) {
            for (int first = 0; first < logits.rows(); first += ROWS_AT_ONCE) {
                int end = Math.min(logits.rows(), first + ROWS_AT_ONCE);
                denseLogits(dense, from + first, logits.rows(first, end));
            }
            return;
        }
        double[] z = new double[classes];
        double[] x = new double[this.features];
        for (int i = 0; i < logits.rows(); i++) {
            System.arraycopy(bias, 0, z, 0, classes);
            if (features instanceof SparseFeatures sparse) {
                addSparse(sparse, from + i, z);
            } else {
                ((DenseFeatures) features).row(from + i, x, x.length);
                addDense(x, z);
            }
            set(logits, i, z);
        }
    }

    private static void set(Matrix logits, int row, double[] z) {
        for (int k = 0; k < z.length; k++) {
            logits.set(row, k, z[k]);
        }
    }

    /** Some classes at a time, their weights turned so that one loop goes over classes: compilers vectorise that, and no sum changes. */
    private void denseLogits(DenseFeatures rows, int from, Matrix logits) {
        double[][] x = new double[logits.rows()][features];
        for (int i = 0; i < x.length; i++) {
            rows.copyRow(from + i, x[i], 0);
        }
        int atOnce = Math.min(classes, CLASSES_AT_ONCE);
        double[][] turned = new double[features][atOnce];
        double[] sums = new double[atOnce];
        for (int first = 0; first < classes; first += atOnce) {
            int count = Math.min(atOnce, classes - first);
            for (int k = 0; k < count; k++) {
                for (int j = 0; j < features; j++) {
                    turned[j][k] = weights[(first + k) * features + j];
                }
            }
            for (int i = 0; i < x.length; i++) {
                addTurned(x[i], turned, sums, count);
                for (int k = 0; k < count; k++) {
                    logits.set(i, first + k, bias[first + k] + sums[k]);
                }
            }
        }
    }

    private static void addTurned(double[] x, double[][] turned, double[] sums, int count) {
        Arrays.fill(sums, 0);
        int j = 0;
        for (; j + 4 <= x.length; j += 4) {
            addFourTerms(sums, x, j, turned[j], turned[j + 1], turned[j + 2], turned[j + 3], count);
        }
        for (; j < x.length; j++) {
            double[] w = turned[j];
            for (int k = 0; k < count; k++) {
                sums[k] += w[k] * x[j];
            }
        }
    }

    private static void addFourTerms(
            double[] sums, double[] x, int j, double[] w0, double[] w1, double[] w2, double[] w3, int count) {
        double x0 = x[j];
        double x1 = x[j + 1];
        double x2 = x[j + 2];
        double x3 = x[j + 3];
        for (int k = 0; k < count; k++) {
            sums[k] = (((sums[k] + w0[k] * x0) + w1[k] * x1) + w2[k] * x2) + w3[k] * x3;
        }
    }

    /** The probability of each class for one row of features; without a calibration. */
    public double[] probabilities(double... row) {
        double[] logits = new double[classes];
        logits(DenseFeatures.of(new double[][] {row}), 0, Matrix.row(logits));
        return Softmax.of(logits);
    }

    private void addSparse(SparseFeatures x, int row, double[] z) {
        for (int at = x.start(row); at < x.start(row + 1); at++) {
            int j = x.index(at);
            double value = x.value(at);
            for (int k = 0; k < classes; k++) {
                z[k] += weights[k * features + j] * value;
            }
        }
    }

    /** Four classes at a time: each sum waits for its last addition, four of them for one. */
    private void addDense(double[] x, double[] z) {
        int k = 0;
        for (; k + 4 <= classes; k += 4) {
            addFour(x, k, z);
        }
        for (; k < classes; k++) {
            double sum = 0;
            for (int j = 0; j < features; j++) {
                sum += weights[k * features + j] * x[j];
            }
            z[k] += sum;
        }
    }

    private void addFour(double[] x, int k, double[] z) {
        int at = k * features;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int j = 0; j < features; j++) {
            sum0 += weights[at + j] * x[j];
            sum1 += weights[at + features + j] * x[j];
            sum2 += weights[at + 2 * features + j] * x[j];
            sum3 += weights[at + 3 * features + j] * x[j];
        }
        z[k] += sum0;
        z[k + 1] += sum1;
        z[k + 2] += sum2;
        z[k + 3] += sum3;
    }
}
