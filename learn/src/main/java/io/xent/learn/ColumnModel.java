package io.xent.learn;

/**
 * The model without its Hessian: it keeps how each row's logits change, and a move goes through the rows that have the
 * feature. For sparse features, and for more weights than a matrix could have.
 *
 * <p>With u_i the change of row i's logits by the weights and m_i = p_i·u_i, the slope along w_kj is {@code g_kj + Σ_i x_ij
 * s_i p_ik (u_ik − m_i)}, before the bias is eliminated.
 */
final class ColumnModel implements QuadraticModel {

    /** A curvature this small beside what it was before the bias was eliminated is what rounding leaves of a constant. */
    private static final double ROUNDING = 1e-12;

    private final Expansion at;
    private final FeatureColumns columns;
    private final int classes;
    private final int[] weights;
    private final BiasBlock biasBlock;

    /** Class by class: probabilities, times the row's weight, and changes of logits. */
    private final double[][] probabilities;

    private final double[][] weighted;
    private final double[][] changes;
    private final double[] means;

    private final double[] curvatures;
    private final double[] moved;
    private final double[][] ofBias;
    private final double[][] biasShares;
    private final double[] biasSlopes;

    /**
     * @param chosen indices of weights among the parameters, ascending
     */
    ColumnModel(Expansion at, FeatureColumns columns, int[] chosen) {
        this.at = at;
        this.columns = columns;
        classes = at.classes();
        weights = chosen;
        int rows = at.features().rows();
        probabilities = new double[classes][rows];
        weighted = new double[classes][rows];
        changes = new double[classes][rows];
        means = new double[rows];
        at.parallelism().forEach(classes, this::takeClass);
        biasBlock = new BiasBlock(biasHessian());
        curvatures = new double[weights.length];
        moved = new double[weights.length];
        ofBias = new double[weights.length][];
        biasShares = new double[weights.length][];
        biasSlopes = new double[classes];
        for (int k = 0; k < classes; k++) {
            biasSlopes[k] = at.biasGradient(k);
        }
        at.parallelism().forEach(weights.length, this::prepare);
    }

    private void takeClass(int k) {
        double[] p = at.probabilities();
        for (int i = 0; i < means.length; i++) {
            probabilities[k][i] = p[i * classes + k];
            weighted[k][i] = at.rowWeight(i) * p[i * classes + k];
        }
    }

    private double[][] biasHessian() {
        double[][] lower = new double[classes][];
        at.parallelism().forEach(classes, k -> {
            lower[k] = new double[k + 1];
            for (int i = 0; i < means.length; i++) {
                for (int l = 0; l < k; l++) {
                    lower[k][l] -= weighted[k][i] * probabilities[l][i];
                }
                lower[k][k] += weighted[k][i] * others(k, i);
            }
        });
        return lower;
    }

    /** {@code 1 − p_k}, without cancellation where it is small. */
    private double others(int k, int row) {
        double p = probabilities[k][row];
        if (p < 0.5) {
            return 1 - p;
        }
        double others = 0;
        for (int l = 0; l < classes; l++) {
            others += l == k ? 0 : probabilities[l][row];
        }
        return others;
    }

    private void prepare(int a) {
        int k = weights[a] % classes;
        FeatureColumns.Column column = columns.column(weights[a] / classes);
        double[] row = new double[classes];
        double curvature = 0;
        for (int t = 0; t < column.values().length; t++) {
            int i = column.rows() == null ? t : column.rows()[t];
            double x = column.values()[t];
            double pull = x * weighted[k][i];
            double others = others(k, i);
            curvature += x * pull * others;
            for (int l = 0; l < classes; l++) {
                row[l] += l == k ? pull * others : -pull * at.probabilities()[i * classes + l];
            }
        }
        ofBias[a] = row;
        biasShares[a] = biasBlock.solve(row);
        double least = Math.max(ROUNDING * curvature, Double.MIN_NORMAL);
        curvatures[a] = Math.max(curvature - dot(row, biasShares[a]), least) + at.l2();
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
        return curvatures[weight];
    }

    @Override
    public double slope(int weight) {
        int k = weights[weight] % classes;
        FeatureColumns.Column column = columns.column(weights[weight] / classes);
        double sum = column.rows() == null
                ? dense(column.values(), weighted[k], changes[k], means)
                : sparse(column.rows(), column.values(), weighted[k], changes[k], means);
        return at.gradient()[weights[weight]] + sum + at.l2() * moved[weight] - dot(biasShares[weight], biasSlopes);
    }

    private static double dense(double[] x, double[] weighted, double[] changes, double[] means) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= x.length; i += 4) {
            s0 += x[i] * weighted[i] * (changes[i] - means[i]);
            s1 += x[i + 1] * weighted[i + 1] * (changes[i + 1] - means[i + 1]);
            s2 += x[i + 2] * weighted[i + 2] * (changes[i + 2] - means[i + 2]);
            s3 += x[i + 3] * weighted[i + 3] * (changes[i + 3] - means[i + 3]);
        }
        for (; i < x.length; i++) {
            s0 += x[i] * weighted[i] * (changes[i] - means[i]);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double sparse(int[] rows, double[] x, double[] weighted, double[] changes, double[] means) {
        double sum = 0;
        for (int t = 0; t < rows.length; t++) {
            int i = rows[t];
            sum += x[t] * weighted[i] * (changes[i] - means[i]);
        }
        return sum;
    }

    @Override
    public void move(int weight, double by) {
        int k = weights[weight] % classes;
        FeatureColumns.Column column = columns.column(weights[weight] / classes);
        double[] x = column.values();
        double[] change = changes[k];
        double[] p = probabilities[k];
        if (column.rows() == null) {
            for (int i = 0; i < x.length; i++) {
                change[i] += by * x[i];
            }
            for (int i = 0; i < x.length; i++) {
                means[i] += by * x[i] * p[i];
            }
        } else {
            for (int t = 0; t < x.length; t++) {
                int i = column.rows()[t];
                change[i] += by * x[t];
                means[i] += by * x[t] * p[i];
            }
        }
        moved[weight] += by;
        for (int l = 0; l < classes; l++) {
            biasSlopes[l] += by * ofBias[weight][l];
        }
    }

    @Override
    public double[] biasChange() {
        double[] change = biasBlock.solve(biasSlopes);
        for (int k = 0; k < classes; k++) {
            change[k] = -change[k];
        }
        return change;
    }
}
