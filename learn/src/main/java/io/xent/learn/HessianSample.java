package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;

/** Builds {@link CoupledPreconditioner}s: the Hessian of the cross-entropy from the rows that bend it. */
final class HessianSample implements Refinement {

    /** Parameters, biases included, whose Hessian is formed: 19 MB, a second or two of arithmetic. */
    private static final int MOST_PARAMETERS = 1536;

    private static final int FEWEST_DIRECTIONS = 15;
    private static final int ROWS_PER_PARAMETER = 3;
    private static final int FEWEST_ROWS = 2000;
    private static final int WORTH_PASSES = 40;
    private static final int CHUNK = 2048;

    /** More than rounding to 32 bits can take from a direction that nothing bends, relative to what bends its columns. */
    private static final double RIDGE = 1e-6;

    private final TrainingProblem problem;
    private final DenseFeatures features;
    private final FeatureMoments moments;
    private final double[][] covariance;
    private final DataPass pass;
    private final double lambda;
    private final Parallelism parallelism;
    private final int classes;
    private final int directions;

    /**
     * @param covariance of the features, its lower triangle; not changed
     */
    HessianSample(
            TrainingProblem problem,
            FeatureMoments moments,
            double[][] covariance,
            DataPass pass,
            double lambda,
            Parallelism parallelism) {
        this.problem = problem;
        features = (DenseFeatures) problem.features();
        this.moments = moments;
        this.covariance = covariance;
        this.pass = pass;
        this.lambda = lambda;
        this.parallelism = parallelism;
        classes = problem.classes();
        directions = directions(features.columns(), classes);
    }

    private static int directions(int columns, int classes) {
        return Math.min(columns, MOST_PARAMETERS / classes - 1);
    }

    /**
     * Whether forming it costs no more than {@link #WORTH_PASSES} passes, which it saves, and the directions it knows are
     * enough to matter.
     */
    static boolean isWorthwhile(int rows, int columns, int classes) {
        int directions = directions(columns, classes);
        if (directions < columns && directions < FEWEST_DIRECTIONS) {
            return false;
        }
        double width = directions + 1;
        double forming = classes * (classes + 1) / 2.0 * Math.min(rows, sampleSize(classes, directions)) * width * width
                + Math.pow(classes * width, 3) / 6;
        return forming <= WORTH_PASSES * 2.0 * rows * columns * classes;
    }

    /** For messages. */
    String description() {
        int rows = Math.min(features.rows(), sampleSize(classes, directions));
        return "the Hessian of " + classes + " classes × " + directions
                + (directions == features.columns() ? " features" : " principal directions") + " from "
                + (rows == features.rows() ? "all" : "about " + rows) + " rows";
    }

    private static int sampleSize(int classes, int directions) {
        return Math.max(FEWEST_ROWS, ROWS_PER_PARAMETER * classes * (directions + 1));
    }

    @Override
    public Preconditioner at(double[] parameters) {
        UncertainRows sample = UncertainRows.of(problem, pass, parameters, sampleSize(classes, directions));
        double[] scales = scales(sample.curvature());
        double[] basis = directions == features.columns()
                ? null
                : PrincipalBasis.of(covariance, scales, directions, parallelism);
        double[] hessian = hessian(sample, reduced(sample.rows(), scales, basis));
        addPenalty(hessian, scales, basis);
        fillCommonDirection(hessian);
        addRidge(hessian);
        int n = classes * (directions + 1);
        Cholesky others = basis == null ? null : others(sample.curvature(), scales);
        return new CoupledPreconditioner(
                moments,
                scales,
                basis,
                directions,
                classes,
                new SquareCholesky(hessian, n, parallelism),
                others,
                parallelism);
    }

    /** One over the root of the curvature along each feature, up to a factor. */
    private double[] scales(double curvature) {
        double[] scales = new double[features.columns()];
        for (int j = 0; j < scales.length; j++) {
            double size = moments.variances()[j] + (curvature > 0 ? lambda / curvature : 0);
            scales[j] = size > 0 ? 1 / Math.sqrt(size) : 0;
        }
        return scales;
    }

    private Cholesky others(double curvature, double[] scales) {
        double[][] lower = new double[covariance.length][];
        for (int j = 0; j < lower.length; j++) {
            lower[j] = covariance[j].clone();
            for (int k = 0; k <= j; k++) {
                lower[j][k] *= curvature;
            }
            lower[j][j] += scales[j] == 0 ? 1 : lambda;
        }
        return new Cholesky(lower);
    }

    /** The sampled rows in the coordinates of the basis, and a one: rows × (directions + 1), in pieces of CHUNK rows. */
    private float[][] reduced(int[] rows, double[] scales, double[] basis) {
        float[] narrowBasis = basis == null ? null : new float[basis.length];
        for (int i = 0; narrowBasis != null && i < basis.length; i++) {
            narrowBasis[i] = (float) basis[i];
        }
        int columns = features.columns();
        int width = directions + 1;
        float[][] chunks = new float[(rows.length + CHUNK - 1) / CHUNK][];
        parallelism.forEach(chunks.length, chunk -> {
            int count = Math.min(CHUNK, rows.length - chunk * CHUNK);
            float[] out = new float[count * width];
            double[] work = new double[columns];
            float[] centred = new float[columns];
            for (int i = 0; i < count; i++) {
                centre(rows[chunk * CHUNK + i], scales, work, centred);
                if (basis == null) {
                    System.arraycopy(centred, 0, out, i * width, columns);
                } else {
                    addProjection(centred, narrowBasis, out, i * width);
                }
                out[i * width + directions] = 1;
            }
            chunks[chunk] = out;
        });
        return chunks;
    }

    private void centre(int row, double[] scales, double[] work, float[] out) {
        features.row(row, work, out.length);
        double[] means = moments.means();
        for (int j = 0; j < out.length; j++) {
            out[j] = (float) (scales[j] * (work[j] - means[j]));
        }
    }

    private void addProjection(float[] x, float[] basis, float[] out, int at) {
        for (int j = 0; j < x.length; j++) {
            float xj = x[j];
            int row = j * directions;
            for (int d = 0; d < directions; d++) {
                out[at + d] += xj * basis[row + d];
            }
        }
    }

    /** The lower triangle of {@code Σ w (diag p − ppᵀ) ⊗ xxᵀ}, a block for each pair of classes. */
    private double[] hessian(UncertainRows sample, float[][] chunks) {
        int width = directions + 1;
        int n = classes * width;
        double[] hessian = new double[n * n];
        parallelism.forEach(classes * (classes + 1) / 2, pair -> {
            int k = (int) ((Math.sqrt(8.0 * pair + 1) - 1) / 2);
            int l = pair - k * (k + 1) / 2;
            float[] block = block(sample, chunks, k, l);
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    hessian[(k * width + i) * n + l * width + j] = block[i * width + j];
                }
            }
        });
        return hessian;
    }

    private float[] block(UncertainRows sample, float[][] chunks, int k, int l) {
        int width = directions + 1;
        float[] block = new float[width * width];
        float[] weighted = new float[Math.min(CHUNK, sample.rows().length) * width];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            float[] x = chunks[chunk];
            int count = x.length / width;
            for (int i = 0; i < count; i++) {
                int row = chunk * CHUNK + i;
                double pk = sample.probabilities()[row * classes + k];
                double pl = sample.probabilities()[row * classes + l];
                float weight = (float) (sample.weights()[row] * pk * ((k == l ? 1 : 0) - pl));
                for (int d = i * width; d < (i + 1) * width; d++) {
                    weighted[d] = weight * x[d];
                }
            }
            MatrixProduct.active()
                    .add(
                            Transposed.LEFT,
                            Matrix.of(weighted, count, width),
                            Matrix.of(x, count, width),
                            Matrix.of(block, width, width),
                            Parallelism.sequential());
        }
        return block;
    }

    /** {@code λ VᵀS²V} for every class. */
    private void addPenalty(double[] hessian, double[] scales, double[] basis) {
        int width = directions + 1;
        int n = classes * width;
        double[] bend = new double[directions * directions];
        for (int j = 0; j < scales.length; j++) {
            double weight = lambda * scales[j] * scales[j];
            if (basis == null) {
                bend[j * directions + j] = weight;
            } else {
                for (int c = 0; c < directions; c++) {
                    double factor = weight * basis[j * directions + c];
                    for (int d = 0; d <= c; d++) {
                        bend[c * directions + d] += factor * basis[j * directions + d];
                    }
                }
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int c = 0; c < directions; c++) {
                for (int d = 0; d <= c; d++) {
                    hessian[(k * width + c) * n + k * width + d] += bend[c * directions + d];
                }
            }
        }
    }

    /** A change that is the same for every class changes no probability; without this there would be nothing to divide by. */
    private void fillCommonDirection(double[] hessian) {
        int width = directions + 1;
        int n = classes * width;
        for (int d = 0; d < width; d++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += hessian[(k * width + d) * n + k * width + d];
            }
            double fill = sum > 0 ? sum / classes / classes : 1;
            for (int k = 0; k < classes; k++) {
                for (int l = 0; l <= k; l++) {
                    hessian[(k * width + d) * n + l * width + d] += fill;
                }
            }
        }
    }

    /** Else a step along columns that repeat each other would be rounding divided by rounding. */
    private void addRidge(double[] hessian) {
        int n = classes * (directions + 1);
        for (int i = 0; i < n; i++) {
            hessian[i * n + i] *= 1 + RIDGE;
        }
    }
}
