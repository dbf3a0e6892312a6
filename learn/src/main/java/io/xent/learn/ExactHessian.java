package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import io.xent.core.Softmax;
import java.util.Arrays;

/**
 * The inverse of the whole Hessian of the objective, in 64 bits from all rows:
 *
 * <pre>  H_kl = Σ_i s_i p_ik (δ_kl − p_il) x̃_i x̃_iᵀ + δ_kl λ S²,    x̃ = (S(x − μ), 1),</pre>
 *
 * a block for each pair of classes, in features that are centred and scaled by S so that units do not matter. A shift of
 * all classes' parameters alike bends nothing but the penalty; where there is none, those directions are filled. Columns
 * that are sums of others leave pivots of nothing but rounding, which {@link Cholesky} replaces: no gradient lies there.
 */
final class ExactHessian implements Refinement {

    /** Parameters, biases included, beyond which the matrix would take more than half a gigabyte. */
    static final int MOST_PARAMETERS = 8192;

    private static final Softmax SOFTMAX = new Softmax();
    private static final int CHUNK = 256;
    private static final int MOST_SLICES = 16;
    private static final long SLICES_BUDGET = 8 << 20;

    private final TrainingProblem problem;
    private final FeatureMoments moments;
    private final DataPass pass;
    private final double lambda;
    private final Parallelism parallelism;
    private final MatrixProduct product = MatrixProduct.active();
    private final int classes;
    private final int width;
    private final int size;
    private final double[] scales;

    /**
     * @param pass in 64-bit arithmetic
     */
    ExactHessian(
            TrainingProblem problem, FeatureMoments moments, DataPass pass, double lambda, Parallelism parallelism) {
        this.problem = problem;
        this.moments = moments;
        this.pass = pass;
        this.lambda = lambda;
        this.parallelism = parallelism;
        classes = problem.classes();
        width = problem.features().columns() + 1;
        size = Math.multiplyExact(classes, width);
        scales = scales();
    }

    private double[] scales() {
        double curvature = Arrays.stream(ScalingPreconditioner.curvatures(problem.priors()))
                .average()
                .orElseThrow();
        double[] result = new double[width - 1];
        for (int j = 0; j < result.length; j++) {
            double bend = moments.variances()[j] + lambda / curvature;
            result[j] = bend > 0 ? 1 / Math.sqrt(bend) : 0;
        }
        return result;
    }

    @Override
    public Preconditioner at(double[] parameters) {
        double[] hessian = curvature(probabilities(parameters));
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < scales.length; j++) {
                hessian[at(k, j, k, j)] += scales[j] == 0 ? 1 : lambda * scales[j] * scales[j];
            }
        }
        fillSharedShifts(hessian);
        SquareCholesky factor = new SquareCholesky(hessian, size, parallelism);
        return new CoupledPreconditioner(moments, scales, null, width - 1, classes, factor, null, parallelism);
    }

    private int at(int k, int j, int l, int m) {
        return (k * width + j) * size + l * width + m;
    }

    private double[] probabilities(double[] parameters) {
        double[] probabilities = new double[Math.multiplyExact(pass.rows(), classes)];
        pass.forward(parameters, (block, from, rows, z) -> {
            Matrix logits = Matrix.of(z, rows, classes);
            SOFTMAX.probabilities(logits, Matrix.of(probabilities, from * classes, rows, classes, classes));
        });
        return probabilities;
    }

    /** The lower triangle; each slice of the rows has sums of its own, so that no thread waits for another. */
    private double[] curvature(double[] probabilities) {
        int chunks = (pass.rows() + CHUNK - 1) / CHUNK;
        int affordable = (int) Math.max(1, SLICES_BUDGET / size / size);
        double[][] slices = new double[Math.min(Math.min(MOST_SLICES, affordable), chunks)][size * size];
        Parallelism within = slices.length == 1 ? parallelism : Parallelism.sequential();
        parallelism.forEach(slices.length, slice -> {
            Chunk chunk = new Chunk(probabilities, slices[slice], within);
            int to = (int) ((long) chunks * (slice + 1) / slices.length);
            for (int c = (int) ((long) chunks * slice / slices.length); c < to; c++) {
                chunk.add(c * CHUNK, Math.min(pass.rows(), (c + 1) * CHUNK));
            }
        });
        double[] sum = slices[0];
        parallelism.forEach(size, row -> {
            for (int slice = 1; slice < slices.length; slice++) {
                for (int at = row * size; at <= row * size + row; at++) {
                    sum[at] += slices[slice][at];
                }
            }
        });
        return sum;
    }

    /** Working memory for some rows at a time. */
    private final class Chunk {
        private final double[] probabilities;
        private final double[] sum;
        private final Parallelism within;
        private final double[] raw = new double[scales.length];
        private final double[] x = new double[CHUNK * width];
        private final double[] weighted = new double[CHUNK * width];
        private final double[] ofEarlier = new double[CHUNK * size];

        Chunk(double[] probabilities, double[] sum, Parallelism within) {
            this.probabilities = probabilities;
            this.sum = sum;
            this.within = within;
        }

        void add(int from, int to) {
            int rows = to - from;
            fill(from, rows);
            for (int k = 0; k < classes; k++) {
                weigh(from, rows, k, true);
                addProduct(rows, Matrix.of(x, rows, width), k, k);
                if (k > 0) {
                    weigh(from, rows, k, false);
                    addProduct(rows, Matrix.of(ofEarlier, 0, rows, k * width, size), k, 0);
                }
                for (int i = 0; i < rows; i++) {
                    double p = probabilities[(from + i) * classes + k];
                    for (int j = 0; j < width; j++) {
                        ofEarlier[i * size + k * width + j] = p * x[i * width + j];
                    }
                }
            }
        }

        private void addProduct(int rows, Matrix right, int k, int l) {
            Matrix block = Matrix.of(sum, at(k, 0, l, 0), width, right.columns(), size);
            product.add(Transposed.LEFT, Matrix.of(weighted, rows, width), right, block, within);
        }

        /** {@code s p_k (1 − p_k)}, the difference without cancellation, or {@code −s p_k}, times x̃. */
        private void weigh(int from, int rows, int k, boolean own) {
            for (int i = 0; i < rows; i++) {
                int first = (from + i) * classes;
                double rest = 0;
                for (int l = 0; l < classes; l++) {
                    rest += l == k ? 0 : probabilities[first + l];
                }
                double weight = problem.weights()[from + i] * probabilities[first + k] * (own ? rest : -1);
                for (int at = i * width; at < (i + 1) * width; at++) {
                    weighted[at] = weight * x[at];
                }
            }
        }

        private void fill(int from, int rows) {
            for (int i = 0; i < rows; i++) {
                load(from + i);
                int at = i * width;
                for (int j = 0; j < scales.length; j++) {
                    x[at + j] = scales[j] * (raw[j] - moments.means()[j]);
                }
                x[at + scales.length] = 1;
            }
        }

        private void load(int row) {
            if (problem.features() instanceof SparseFeatures sparse) {
                Arrays.fill(raw, 0);
                for (int t = sparse.start(row); t < sparse.start(row + 1); t++) {
                    raw[sparse.index(t)] = sparse.value(t);
                }
            } else {
                ((DenseFeatures) problem.features()).row(row, raw, raw.length);
            }
        }
    }

    private void fillSharedShifts(double[] hessian) {
        for (int j = lambda > 0 ? width - 1 : 0; j < width; j++) {
            double trace = 0;
            for (int k = 0; k < classes; k++) {
                trace += hessian[at(k, j, k, j)];
            }
            double fill = trace > 0 ? trace / classes / classes : 1;
            for (int k = 0; k < classes; k++) {
                for (int l = 0; l <= k; l++) {
                    hessian[at(k, j, l, j)] += fill;
                }
            }
        }
    }
}
