package io.xent.learn.inference;

import io.xent.core.Parallelism;

/**
 * The mean loss of a softmax regression against a reference class whose logit is 0, with first and second derivatives,
 * and the penalty of {@link io.xent.learn.SoftmaxRegression} in these coordinates: where only differences to the
 * reference are free, the smallest {@code Σ_k ‖w_k‖²} over all K classes is {@code Σ_k ‖δ_k‖² − ‖Σ_k δ_k‖² / K}.
 *
 * <p>Rows are whitened, so that the Hessian is as well conditioned as the probabilities let it be, whatever the units of
 * the features. Parameters are class by class, the reference left out.
 */
final class Likelihood {

    /** Rows are cut into so many pieces, each with a Hessian of its own, whatever runs them. */
    private static final int PIECES = 4;

    private final Design design;
    private final double[][] rows;
    private final double[][] inverse;
    private final double[][] penalty;
    private final double lambda;
    private final Parallelism parallelism;
    private final int width;
    private final int free;

    Likelihood(Design design, Selection selection, double lambda, Parallelism parallelism) {
        this.design = design;
        this.lambda = lambda;
        this.parallelism = parallelism;
        width = selection.columns().length;
        free = design.classes().length - 1;
        rows = new double[design.rows().length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = design.row(i, selection.columns());
            selection.triangle().whiten(rows[i]);
        }
        inverse = selection.triangle().inverse();
        penalty = lambda > 0 ? squares(inverse) : null;
    }

    /** {@code Σ_j r_j r_jᵀ} over the rows of R⁻¹ but the intercept's. */
    private static double[][] squares(double[][] inverse) {
        int n = inverse.length;
        double[][] squares = new double[n][n];
        for (int j = 1; j < n; j++) {
            for (int a = j; a < n; a++) {
                for (int b = j; b < n; b++) {
                    squares[a][b] += inverse[j][a] * inverse[j][b];
                }
            }
        }
        return squares;
    }

    int width() {
        return width;
    }

    /** How many classes there are beside the reference. */
    int free() {
        return free;
    }

    int dimension() {
        return width * free;
    }

    /** What turns a block of parameters into coefficients of the selected columns. */
    double[][] toCoefficients() {
        return inverse;
    }

    /** Objective, mean loss, and of the objective the gradient and the lower triangle of the Hessian. */
    record Point(double[] parameters, double value, double meanLoss, double[] gradient, double[][] hessian) {}

    Point at(double[] parameters) {
        double[] losses = new double[PIECES];
        double[][] gradients = new double[PIECES][dimension()];
        double[][][] hessians = new double[PIECES][][];
        parallelism.forEach(PIECES, piece -> {
            double[][] hessian = new double[dimension()][];
            for (int a = 0; a < hessian.length; a++) {
                hessian[a] = new double[a + 1];
            }
            hessians[piece] = hessian;
            int to = (int) ((long) rows.length * (piece + 1) / PIECES);
            for (int i = (int) ((long) rows.length * piece / PIECES); i < to; i++) {
                losses[piece] += addRow(i, parameters, gradients[piece], hessian);
            }
        });
        double loss = losses[0];
        for (int piece = 1; piece < PIECES; piece++) {
            loss += losses[piece];
            add(gradients[piece], gradients[0]);
            for (int a = 0; a < dimension(); a++) {
                add(hessians[piece][a], hessians[0][a]);
            }
        }
        double value = loss + addPenalty(parameters, gradients[0], hessians[0]);
        return new Point(parameters, value, loss, gradients[0], hessians[0]);
    }

    private static void add(double[] from, double[] to) {
        for (int j = 0; j < from.length; j++) {
            to[j] += from[j];
        }
    }

    /** Logits of a row, the reference's 0 first. */
    double[] logits(int i, double[] parameters) {
        double[] z = new double[free + 1];
        for (int k = 0; k < free; k++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum += parameters[k * width + j] * rows[i][j];
            }
            z[k + 1] = sum;
        }
        return z;
    }

    private double addRow(int i, double[] parameters, double[] gradient, double[][] hessian) {
        double[] z = logits(i, parameters);
        int label = design.labels()[i];
        int top = 0;
        for (int k = 1; k < z.length; k++) {
            top = z[k] > z[top] ? k : top;
        }
        double rest = 0;
        double[] p = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            p[k] = Math.exp(z[k] - z[top]);
            rest += k == top ? 0 : p[k];
        }
        double loss = (z[top] - z[label]) + Math.log1p(rest);
        double weight = design.weights()[i];
        double[] others = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            p[k] /= 1 + rest;
        }
        for (int k = 0; k < p.length; k++) {
            for (int l = 0; l < p.length; l++) {
                others[k] += l == k ? 0 : p[l];
            }
        }
        for (int k = 0; k < free; k++) {
            double slope = weight * (k + 1 == label ? -others[k + 1] : p[k + 1]);
            for (int j = 0; j < width; j++) {
                gradient[k * width + j] += slope * rows[i][j];
            }
            for (int l = 0; l <= k; l++) {
                double curvature = weight * p[k + 1] * (k == l ? others[k + 1] : -p[l + 1]);
                addSquare(rows[i], curvature, hessian, k * width, l * width);
            }
        }
        return weight * loss;
    }

    private static void addSquare(double[] x, double curvature, double[][] hessian, int down, int across) {
        for (int a = 0; a < x.length; a++) {
            double[] row = hessian[down + a];
            double scaled = curvature * x[a];
            int end = down == across ? a + 1 : x.length;
            for (int b = 0; b < end; b++) {
                row[across + b] += scaled * x[b];
            }
        }
    }

    private double addPenalty(double[] parameters, double[] gradient, double[][] hessian) {
        double value = 0;
        for (int k = 0; lambda > 0 && k < free; k++) {
            for (int l = 0; l < free; l++) {
                double share = lambda * ((k == l ? 1 : 0) - 1.0 / (free + 1));
                for (int a = 0; a < width; a++) {
                    double sum = 0;
                    for (int b = 0; b < width; b++) {
                        sum += penalty[a][b] * parameters[l * width + b];
                        if (l * width + b <= k * width + a) {
                            hessian[k * width + a][l * width + b] += share * penalty[a][b];
                        }
                    }
                    gradient[k * width + a] += share * sum;
                    value += share * sum * parameters[k * width + a] / 2;
                }
            }
        }
        return value;
    }

    /** The information of the data alone: the Hessian at a point without the penalty's part. */
    double[][] information(Point point) {
        if (lambda == 0) {
            return point.hessian();
        }
        double[][] information = new double[dimension()][];
        double[][] penaltyOnly = new double[dimension()][];
        for (int a = 0; a < information.length; a++) {
            information[a] = point.hessian()[a].clone();
            penaltyOnly[a] = new double[a + 1];
        }
        addPenalty(new double[dimension()], new double[dimension()], penaltyOnly);
        for (int a = 0; a < information.length; a++) {
            for (int b = 0; b <= a; b++) {
                information[a][b] -= penaltyOnly[a][b];
            }
        }
        return information;
    }

    /**
     * The most that the logit of a class can differ, over all rows, for a step of unit length in the norm of the Hessian:
     * {@code 2 max_ik √(x_iᵀ (H⁻¹)_kk x_i)}.
     */
    double reach(double[][] inverseHessian) {
        double most = 0;
        for (double[] x : rows) {
            for (int k = 0; k < free; k++) {
                double square = 0;
                for (int a = 0; a < width; a++) {
                    double sum = 0;
                    double[] row = inverseHessian[k * width + a];
                    for (int b = 0; b < width; b++) {
                        sum += row[k * width + b] * x[b];
                    }
                    square += sum * x[a];
                }
                most = Math.max(most, square);
            }
        }
        return 2 * Math.sqrt(most);
    }

    int rowCount() {
        return rows.length;
    }

    int label(int i) {
        return design.labels()[i];
    }
}
