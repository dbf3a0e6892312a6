package io.xent.learn;

import java.util.Arrays;

/**
 * The model with its Hessian as a matrix: forming it goes through dense rows once, and then a move costs as much as there
 * are weights, however many rows there are.
 */
final class GramModel implements QuadraticModel {

    /** As many weights as may have their Hessian formed: 50 MB. */
    static final int MOST_WEIGHTS = 2048;

    private static final int CHUNK = 128;
    private static final int BAND = 8;

    /** A diagonal this small beside what it was before the bias was eliminated is what rounding leaves of a constant. */
    private static final double ROUNDING = 1e-12;

    private final Expansion at;
    private final int classes;
    private final int[] weights;

    /** For each weight, where it is in the Hessian of weights and biases, in which classes follow each other. */
    private final int[] positions;

    private final int[] classStarts;
    private final double[][] hessian;
    private final BiasBlock biasBlock;
    private final double[][] biasShares;
    private final double[][] reduced;
    private final double[] slopes;
    private final double[] moved;

    /**
     * @param chosen indices of weights among the parameters, ascending
     */
    GramModel(Expansion at, int[] chosen) {
        this.at = at;
        classes = at.classes();
        classStarts = new int[classes + 1];
        weights = new int[chosen.length];
        positions = new int[chosen.length];
        order(chosen);
        hessian = hessian();
        double[][] ofBias = new double[classes][];
        for (int k = 0; k < classes; k++) {
            ofBias[k] = new double[k + 1];
            for (int l = 0; l <= k; l++) {
                ofBias[k][l] = hessian[classStarts[k]][classStarts[l]];
            }
        }
        biasBlock = new BiasBlock(ofBias);
        biasShares = new double[weights.length][];
        reduced = reduce();
        moved = new double[weights.length];
        slopes = new double[weights.length];
        double[] biasGradient = new double[classes];
        for (int k = 0; k < classes; k++) {
            biasGradient[k] = at.biasGradient(k);
        }
        for (int a = 0; a < weights.length; a++) {
            slopes[a] = at.gradient()[weights[a]] - dot(biasShares[a], biasGradient);
        }
    }

    /** Class by class; in the Hessian each class begins with its bias. */
    private void order(int[] chosen) {
        int count = 0;
        for (int k = 0; k < classes; k++) {
            classStarts[k] = count + k;
            for (int index : chosen) {
                if (index % classes == k) {
                    positions[count] = count + k + 1;
                    weights[count++] = index;
                }
            }
        }
        classStarts[classes] = count + classes;
    }

    /** The lower triangle, of weights and biases. */
    private double[][] hessian() {
        int size = classStarts[classes];
        double[][] lower = new double[size][];
        for (int a = 0; a < size; a++) {
            lower[a] = new double[a + 1];
        }
        double[][] right = new double[CHUNK][size];
        double[][] left = new double[CHUNK][size];
        int rows = at.features().rows();
        for (int from = 0; from < rows; from += CHUNK) {
            int first = from;
            at.parallelism().forEach(CHUNK, i -> fillRow(first + i, left[i], right[i]));
            at.parallelism().forEach((size + BAND - 1) / BAND, band -> addBand(band * BAND, lower, left, right));
        }
        return lower;
    }

    /** {@code √s x_j (1 − p_k)} and {@code √s x_j p_k} for each weight and bias; a row beyond the last is zero. */
    private void fillRow(int row, double[] left, double[] right) {
        if (row >= at.features().rows()) {
            Arrays.fill(left, 0);
            Arrays.fill(right, 0);
            return;
        }
        DenseFeatures features = (DenseFeatures) at.features();
        int offset = features.offset(row);
        double root = Math.sqrt(at.rowWeight(row));
        float[] floats = features.array(row) instanceof float[] values ? values : null;
        double[] doubles = floats == null ? (double[]) features.array(row) : null;
        int weight = 0;
        for (int k = 0; k < classes; k++) {
            double p = at.probabilities()[row * classes + k];
            double others = othersShare(row, k);
            left[classStarts[k]] = root * others;
            right[classStarts[k]] = root * p;
            for (int a = classStarts[k] + 1; a < classStarts[k + 1]; a++) {
                int j = weights[weight++] / classes;
                double x = root * (floats != null ? floats[offset + j] : doubles[offset + j]);
                left[a] = x * others;
                right[a] = x * p;
            }
        }
    }

    /** {@code 1 − p_k}, without cancellation. */
    private double othersShare(int row, int k) {
        double others = 0;
        for (int l = 0; l < classes; l++) {
            others += l == k ? 0 : at.probabilities()[row * classes + l];
        }
        return others;
    }

    private void addBand(int from, double[][] lower, double[][] left, double[][] right) {
        int to = Math.min(lower.length, from + BAND);
        for (int i = 0; i < CHUNK; i += 4) {
            int k = 0;
            for (int a = from; a < to; a++) {
                while (a >= classStarts[k + 1]) {
                    k++;
                }
                int start = classStarts[k];
                addProducts(lower[a], 0, start, right, right, i, a, -1);
                addProducts(lower[a], start, a + 1, left, right, i, a, 1);
            }
        }
    }

    private static void addProducts(
            double[] sum, int from, int to, double[][] factors, double[][] rows, int i, int a, double sign) {
        double f0 = sign * factors[i][a];
        double f1 = sign * factors[i + 1][a];
        double f2 = sign * factors[i + 2][a];
        double f3 = sign * factors[i + 3][a];
        addProducts(sum, from, to, f0, f1, f2, f3, rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
    }

    private static void addProducts(
            double[] sum,
            int from,
            int to,
            double f0,
            double f1,
            double f2,
            double f3,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3) {
        for (int c = from; c < to; c++) {
            sum[c] += f0 * x0[c] + f1 * x1[c] + f2 * x2[c] + f3 * x3[c];
        }
    }

    /** The Hessian of the weights once the bias follows them: what the biases' rows explain is taken away. */
    private double[][] reduce() {
        double[][] ofBias = new double[weights.length][classes];
        double[][] square = new double[weights.length][weights.length];
        at.parallelism().forEach(weights.length, a -> {
            for (int k = 0; k < classes; k++) {
                ofBias[a][k] = entry(positions[a], classStarts[k]);
            }
            biasShares[a] = biasBlock.solve(ofBias[a]);
        });
        at.parallelism().forEach(weights.length, a -> {
            for (int c = 0; c <= a; c++) {
                square[a][c] = entry(positions[a], positions[c]) - dot(ofBias[a], biasShares[c]);
            }
        });
        for (int a = 0; a < weights.length; a++) {
            double least = Math.max(ROUNDING * entry(positions[a], positions[a]), Double.MIN_NORMAL);
            square[a][a] = Math.max(square[a][a], least) + at.l2();
            for (int c = 0; c < a; c++) {
                square[c][a] = square[a][c];
            }
        }
        return square;
    }

    private double entry(int a, int b) {
        return a >= b ? hessian[a][b] : hessian[b][a];
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    @Override
    public int[] weights() {
        return weights;
    }

    @Override
    public double curvature(int weight) {
        return reduced[weight][weight];
    }

    @Override
    public double slope(int weight) {
        return slopes[weight];
    }

    @Override
    public void move(int weight, double by) {
        double[] row = reduced[weight];
        for (int a = 0; a < slopes.length; a++) {
            slopes[a] += by * row[a];
        }
        moved[weight] += by;
    }

    @Override
    public double[] biasChange() {
        double[] biasGradient = new double[classes];
        for (int k = 0; k < classes; k++) {
            biasGradient[k] = at.biasGradient(k);
        }
        double[] change = biasBlock.solve(biasGradient);
        for (int k = 0; k < classes; k++) {
            change[k] = -change[k];
            for (int a = 0; a < moved.length; a++) {
                change[k] -= moved[a] * biasShares[a][k];
            }
        }
        return change;
    }
}
