package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Softmax;

/**
 * A point and what a quadratic model around it is made of. For rows of weights s_i and probabilities p_i the Hessian is
 * {@code Σ s_i (diag p_i − p_i p_iᵀ) ⊗ x_i x_iᵀ}, and λ₂ on the diagonal of the weights.
 */
final class Expansion {

    private static final Softmax SOFTMAX = new Softmax();

    private final TrainingProblem problem;
    private final double l2;
    private final double[] gradient;
    private final double[] probabilities;
    private final Parallelism parallelism;

    /**
     * @param logits of the rows, in blocks of whole rows
     * @param gradient at the point, of the mean loss and the squares of the penalty
     */
    Expansion(TrainingProblem problem, double l2, double[][] logits, double[] gradient, Parallelism parallelism) {
        this.problem = problem;
        this.l2 = l2;
        this.gradient = gradient;
        this.parallelism = parallelism;
        int classes = problem.classes();
        probabilities = new double[Math.multiplyExact(problem.features().rows(), classes)];
        int blockLength = logits.length == 0 ? 0 : logits[0].length;
        parallelism.forEach(logits.length, block -> {
            int rows = logits[block].length / classes;
            SOFTMAX.probabilities(
                    Matrix.of(logits[block], rows, classes),
                    Matrix.of(probabilities, block * blockLength, rows, classes, classes));
        });
    }

    Features features() {
        return problem.features();
    }

    int classes() {
        return problem.classes();
    }

    double l2() {
        return l2;
    }

    double rowWeight(int row) {
        return problem.weights()[row];
    }

    /** Rows × classes. */
    double[] probabilities() {
        return probabilities;
    }

    /** Of all parameters. */
    double[] gradient() {
        return gradient;
    }

    double biasGradient(int classIndex) {
        return gradient[problem.weightCount() + classIndex];
    }

    Parallelism parallelism() {
        return parallelism;
    }
}
