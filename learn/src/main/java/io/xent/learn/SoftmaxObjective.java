package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * {@code f(W, b) = Σ_i s_i ℓ_i + (λ/2) ‖W‖²} with weights that sum to one. Parameters are features × classes, then one
 * bias per class.
 */
final class SoftmaxObjective implements Objective {

    private static final Softmax SOFTMAX = new Softmax();

    private final CrossEntropy loss;
    private final DataPass pass;
    private final Target target;
    private final double[] weights;
    private final double lambda;

    /**
     * @param pass over the features of {@code problem}
     */
    SoftmaxObjective(DataPass pass, TrainingProblem problem, double lambda) {
        this.pass = pass;
        loss = problem.loss();
        weights = problem.weights();
        target = problem.target().withRowWeights(weights);
        this.lambda = lambda;
    }

    @Override
    public int dimension() {
        return (pass.features() + 1) * pass.classes();
    }

    @Override
    public double valueAndGradient(double[] parameters, double[] gradient) {
        return pass.lossAndGradient(loss, target, parameters, gradient) + addPenalty(parameters, gradient);
    }

    /**
     * As {@link #valueAndGradient(double[], double[])}, and keeps the logits.
     *
     * @param logits receives those of each block, rows × classes
     */
    double valueAndGradient(double[] parameters, double[] gradient, double[][] logits) {
        double[] losses = new double[pass.blocks()];
        pass.forwardAndBack(
                parameters,
                (block, from, rows, z) -> {
                    logits[block] = Arrays.copyOf(z, rows * pass.classes());
                    Matrix ofBlock = Matrix.of(z, rows, pass.classes());
                    losses[block] = loss.lossAndGradient(ofBlock, target.rows(from, from + rows), ofBlock);
                },
                gradient);
        double value = 0;
        for (double loss : losses) {
            value += loss;
        }
        return value + addPenalty(parameters, gradient);
    }

    private double addPenalty(double[] parameters, double[] gradient) {
        for (int i = 0; i < pass.features() * pass.classes(); i++) {
            gradient[i] += lambda * parameters[i];
        }
        return penalty(parameters);
    }

    /** {@code (λ/2) ‖W‖²}. */
    double penalty(double[] parameters) {
        double squares = 0;
        for (int i = 0; i < pass.features() * pass.classes(); i++) {
            squares += parameters[i] * parameters[i];
        }
        return lambda / 2 * squares;
    }

    @Override
    public Curvature curvature(double[] parameters) {
        float[][] probabilities = new float[pass.blocks()][];
        int classes = pass.classes();
        pass.forward(parameters, (block, from, rows, z) -> {
            probabilities[block] = new float[rows * classes];
            SOFTMAX.probabilities(Matrix.of(z, rows, classes), Matrix.of(probabilities[block], rows, classes));
        });
        return (direction, product) -> {
            pass.linear()
                    .forwardAndBack(
                            direction,
                            (block, from, rows, z) -> {
                                float[] p = probabilities[block];
                                for (int i = 0; i < rows; i++) {
                                    timesJacobian(z, p, i * classes, weights[from + i]);
                                }
                            },
                            product);
            for (int i = 0; i < pass.features() * classes; i++) {
                product[i] += lambda * direction[i];
            }
        };
    }

    private void timesJacobian(double[] z, float[] p, int at, double weight) {
        int classes = pass.classes();
        double mean = 0;
        for (int k = 0; k < classes; k++) {
            mean += p[at + k] * z[at + k];
        }
        for (int k = 0; k < classes; k++) {
            z[at + k] = weight * p[at + k] * (z[at + k] - mean);
        }
    }
}
