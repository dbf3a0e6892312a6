package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Newton's method in the bias alone, on logits that are kept where there is room: a problem of as many dimensions as classes. The weights'
 * duality gap is known where the bias is optimal.
 */
final class BiasPolish {

    private static final int MAX_STEPS = 100;

    /** Logits that are kept: 256 MB. */
    private static final long MOST_KEPT = 1 << 25;

    /** Logits that are there at a time where they are not kept: 32 MB. */
    private static final int MOST_AT_A_TIME = 1 << 22;

    private static final int MOST_SLICES = 16;
    private static final long SLICES_BUDGET = 1 << 24;
    private static final int MOST_CLASSES = 4096;

    /** From which on a matrix of all pairs of classes costs more than some evaluations. */
    private static final int MANY_CLASSES = 64;

    private static final double PRODUCTS_BUDGET = 4e9;
    private static final Softmax SOFTMAX = new Softmax();

    private final CrossEntropy ofRows;
    private final DataPass pass;
    private final double[] weights;
    private final Target labels;
    private final Target target;
    private final Parallelism parallelism;
    private final int classes;
    private final double[] withoutBias;

    /** Of all blocks, without the bias; null where they are too many to keep, and are computed each time. */
    private final double[][] kept;

    private final int mostAtATime;

    private double[] bias;
    private double[] gradient;
    private double value;

    /** 0 until it is asked for. */
    private double leastCurvature;

    /** Polishes the bias of {@code parameters}. */
    BiasPolish(TrainingProblem problem, DataPass pass, double[] parameters, Parallelism parallelism) {
        this(problem, pass, parameters, parallelism, MOST_KEPT, MOST_AT_A_TIME);
    }

    BiasPolish(
            TrainingProblem problem,
            DataPass pass,
            double[] parameters,
            Parallelism parallelism,
            long mostKept,
            int mostAtATime) {
        ofRows = problem.loss();
        this.mostAtATime = mostAtATime;
        this.pass = pass;
        this.weights = problem.weights();
        this.parallelism = parallelism;
        labels = problem.target();
        target = labels.withRowWeights(weights);
        classes = problem.classes();
        int biasAt = pass.features() * classes;
        withoutBias = parameters.clone();
        Arrays.fill(withoutBias, biasAt, withoutBias.length, 0);
        kept = (long) pass.rows() * classes <= mostKept ? logits(0, pass.blocks()) : null;
        bias = Arrays.copyOfRange(parameters, biasAt, parameters.length);
        gradient = new double[classes];
        value = evaluate(bias, gradient);
        improve();
    }

    /** Whether classes are few enough for a square matrix of them to be factored. */
    static boolean isAffordable(int classes) {
        return classes <= MOST_CLASSES;
    }

    /**
     * Newton's steps. Where forming the matrix costs more than some evaluations, it is formed again only once the last
     * one no longer brings the gradient down fast: training has come near the optimum, where it hardly changes.
     */
    private void improve() {
        double[] trialGradient = new double[classes];
        Cholesky factor = new Cholesky(hessian(true));
        boolean isFresh = true;
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] direction = gradient.clone();
            factor.solve(direction);
            double[] trial = null;
            double trialValue = Double.NaN;
            boolean better = false;
            for (double length = 1; length > 1e-6 && !better; length /= 4) {
                trial = bias.clone();
                for (int k = 0; k < classes; k++) {
                    trial[k] -= length * direction[k];
                }
                trialValue = evaluate(trial, trialGradient);
                better = trialValue < value
                        || (trialValue <= value * (1 + 1e-13) && size(trialGradient) < size(gradient));
            }
            boolean stays = !better || (trialValue >= value * (1 - 1e-13) && size(trialGradient) >= size(gradient) / 2);
            if (stays && isFresh) {
                return;
            }
            boolean isFast = !stays && size(trialGradient) < size(gradient) / 8;
            if (!stays) {
                bias = trial;
                value = trialValue;
                double[] old = gradient;
                gradient = trialGradient;
                trialGradient = old;
            }
            isFresh = !isFast || classes < MANY_CLASSES;
            if (isFresh) {
                factor = new Cholesky(hessian(true));
            }
        }
    }

    private static double size(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    private double[][] logits(int first, int end) {
        double[][] some = new double[end - first][];
        pass.forward(
                withoutBias,
                first,
                end,
                (block, from, rows, z) -> some[block - first] = Arrays.copyOf(z, rows * classes));
        return some;
    }

    /** Takes the logits of some blocks, from {@code first} on. */
    private interface Chunk {
        void take(int first, double[][] logits);
    }

    /** Goes through the logits of all blocks, without the bias, in order. */
    private void inChunks(Chunk use) {
        if (kept != null) {
            use.take(0, kept);
            return;
        }
        int atATime = Math.max(1, mostAtATime / classes / pass.blockRows());
        for (int first = 0; first < pass.blocks(); first += atATime) {
            use.take(first, logits(first, Math.min(pass.blocks(), first + atATime)));
        }
    }

    private double evaluate(double[] b, double[] out) {
        Arrays.fill(out, 0);
        double[] loss = new double[1];
        inChunks((first, logits) -> loss[0] = add(first, logits, b, loss[0], out));
        return loss[0];
    }

    /** Adds the losses of some blocks to what came before, and their gradients to {@code out}, in order. */
    private double add(int first, double[][] logits, double[] b, double before, double[] out) {
        double[] losses = new double[logits.length];
        double[][] sums = new double[logits.length][classes];
        parallelism.forEach(logits.length, i -> {
            int from = (first + i) * pass.blockRows();
            double[] z = shifted(logits[i], b);
            int rows = z.length / classes;
            Matrix matrix = Matrix.of(z, rows, classes);
            losses[i] = ofRows.lossAndGradient(matrix, target.rows(from, from + rows), matrix);
            for (int at = 0; at < z.length; at++) {
                sums[i][at % classes] += z[at];
            }
        });
        double loss = before;
        for (int i = 0; i < logits.length; i++) {
            loss += losses[i];
            for (int k = 0; k < classes; k++) {
                out[k] += sums[i][k];
            }
        }
        return loss;
    }

    /** The mean, by the weights of the rows, of a function of each row's loss at the polished bias. */
    double meanOfLosses(DoubleUnaryOperator function) {
        double[] sum = new double[1];
        inChunks((first, logits) -> {
            double[] sums = new double[logits.length];
            parallelism.forEach(logits.length, block -> {
                int from = (first + block) * pass.blockRows();
                double[] z = shifted(logits[block], bias);
                double[] losses = new double[z.length / classes];
                ofRows.losses(Matrix.of(z, losses.length, classes), labels.rows(from, from + losses.length), losses);
                for (int i = 0; i < losses.length; i++) {
                    sums[block] += weights[from + i] * function.applyAsDouble(losses[i]);
                }
            });
            for (double ofBlock : sums) {
                sum[0] += ofBlock;
            }
        });
        return sum[0];
    }

    private double[] shifted(double[] logits, double[] b) {
        double[] z = logits.clone();
        for (int i = 0; i < z.length; i++) {
            z[i] += b[i % classes];
        }
        return z;
    }

    /**
     * The lower triangle of {@code Σ s_i (diag p_i − p_i p_iᵀ) + c 11ᵀ}, where the second term only fills the direction
     * that changes nothing. Where classes are many, of a subset of the rows: these alone make a smaller matrix.
     *
     * @param scaled whether a subset is scaled up to stand for all
     */
    private double[][] hessian(boolean scaled) {
        int stride = (int) Math.max(1, (double) pass.rows() * classes * classes / PRODUCTS_BUDGET);
        int slices = (int) Math.max(1, Math.min(MOST_SLICES, SLICES_BUDGET / classes / classes));
        double[][][] partial = new double[slices][classes][];
        for (double[][] square : partial) {
            for (int k = 0; k < classes; k++) {
                square[k] = new double[k + 1];
            }
        }
        inChunks((first, logits) -> parallelism.forEach(slices, slice -> {
            for (int i = Math.floorMod(slice - first, slices); i < logits.length; i += slices) {
                double[] p = shifted(logits[i], bias);
                double[] rests = new double[classes];
                int rows = p.length / classes;
                SOFTMAX.probabilities(Matrix.of(p, rows, classes), Matrix.of(p, rows, classes));
                for (int row = 0; row < rows; row += stride) {
                    addRow(p, row * classes, weights[(first + i) * pass.blockRows() + row], rests, partial[slice]);
                }
            }
        }));
        double[][] sum = partial[0];
        double trace = 0;
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l <= k; l++) {
                for (int slice = 1; slice < slices; slice++) {
                    sum[k][l] += partial[slice][k][l];
                }
                sum[k][l] *= scaled ? stride : 1;
            }
            trace += sum[k][k];
        }
        for (double[] row : sum) {
            for (int l = 0; l < row.length; l++) {
                row[l] += trace / classes / classes;
            }
        }
        return sum;
    }

    private void addRow(double[] p, int at, double weight, double[] rests, double[][] sum) {
        allButOne(p, at, rests);
        for (int k = 0; k < classes; k++) {
            double pk = weight * p[at + k];
            double[] row = sum[k];
            for (int l = 0; l < k; l++) {
                row[l] -= pk * p[at + l];
            }
            row[k] += pk * rests[k];
        }
    }

    /** The sum of all probabilities but one, for each: one minus it would lose the digits of a rest that is small. */
    private void allButOne(double[] p, int at, double[] rests) {
        double before = 0;
        for (int k = 0; k < classes; k++) {
            rests[k] = before;
            before += p[at + k];
        }
        double after = 0;
        for (int k = classes - 1; k >= 0; k--) {
            rests[k] += after;
            after += p[at + k];
        }
    }

    /** How many weights come before the bias. */
    int weights() {
        return pass.features() * classes;
    }

    /** The bias found. */
    double[] bias() {
        return bias;
    }

    /**
     * How far, at most, the optimal bias is from the one found, as a Euclidean norm: {@code −½ log(1 − 2‖g‖/μ)} with g the
     * gradient left and μ the least curvature, because along a change of length r no curvature falls below
     * {@code exp(−2r)} of what it was. Infinite where the gradient left is too large to tell.
     *
     * @param gradientNorm of what gradient is left, an upper bound
     */
    double distanceToOptimum(double gradientNorm) {
        double ratio = 2 * gradientNorm / leastCurvature();
        return ratio < 1 ? -0.5 * Math.log1p(-ratio) : Double.POSITIVE_INFINITY;
    }

    /**
     * An upper bound on the length of that way measured by the curvature along it, {@code ∫ √(ḃᵀ H ḃ)}: {@code exp(r) ‖g‖/√μ}
     * for a distance of r. By Cauchy's inequality it bounds how far slopes along other parameters move.
     */
    double decrementToOptimum(double gradientNorm) {
        return Math.exp(distanceToOptimum(gradientNorm)) * gradientNorm / Math.sqrt(leastCurvature());
    }

    /** A lower bound: one over the Frobenius norm of the inverse. */
    private double leastCurvature() {
        if (leastCurvature == 0) {
            Cholesky factor = new Cholesky(hessian(false));
            double squares = 0;
            for (int k = 0; k < classes; k++) {
                double[] unit = new double[classes];
                unit[k] = 1;
                factor.solve(unit);
                for (double v : unit) {
                    squares += v * v;
                }
            }
            leastCurvature = 1 / Math.sqrt(squares);
        }
        return leastCurvature;
    }
}
