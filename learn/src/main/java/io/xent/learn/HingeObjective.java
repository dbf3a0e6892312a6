package io.xent.learn;

/**
 * {@code f(W, b) = Σ_i s_i ½ Σ_{k≠y_i} max(0, 1 + z_ik − z_{i y_i})² + (λ/2) ‖W‖²} with weights that sum to one. Its gradient is
 * continuous; the second derivatives jump where a margin is exactly 1, and are taken from the side of no loss there.
 */
final class HingeObjective implements Objective {

    private final DataPass pass;
    private final int[] labels;
    private final double[] weights;
    private final double lambda;

    /**
     * @param pass over the features of {@code problem}
     */
    HingeObjective(DataPass pass, TrainingProblem problem, double lambda) {
        this.pass = pass;
        labels = problem.labels();
        weights = problem.weights();
        this.lambda = lambda;
    }

    @Override
    public int dimension() {
        return (pass.features() + 1) * pass.classes();
    }

    @Override
    public double valueAndGradient(double[] parameters, double[] gradient) {
        double[] losses = new double[pass.blocks()];
        pass.forwardAndBack(
                parameters,
                (block, from, rows, z) -> {
                    for (int i = 0; i < rows; i++) {
                        losses[block] += lossAndGradient(z, i * pass.classes(), from + i);
                    }
                },
                gradient);
        double value = 0;
        for (double loss : losses) {
            value += loss;
        }
        double squares = 0;
        for (int i = 0; i < pass.features() * pass.classes(); i++) {
            squares += parameters[i] * parameters[i];
            gradient[i] += lambda * parameters[i];
        }
        return value + lambda / 2 * squares;
    }

    /** The loss of a row; its gradient replaces the scores. */
    private double lossAndGradient(double[] z, int at, int row) {
        int own = at + labels[row];
        double score = z[own];
        double squares = 0;
        double sum = 0;
        for (int k = at; k < at + pass.classes(); k++) {
            double within = k == own ? 0 : Math.max(0, 1 + (z[k] - score));
            squares += within * within;
            sum += within;
            z[k] = weights[row] * within;
        }
        z[own] = -weights[row] * sum;
        return weights[row] * squares / 2;
    }

    @Override
    public Curvature curvature(double[] parameters) {
        int classes = pass.classes();
        boolean[][] active = new boolean[pass.blocks()][];
        pass.forward(parameters, (block, from, rows, z) -> {
            active[block] = new boolean[rows * classes];
            for (int at = 0; at < rows * classes; at++) {
                int row = at / classes;
                double score = z[row * classes + labels[from + row]];
                active[block][at] = at % classes != labels[from + row] && 1 + (z[at] - score) > 0;
            }
        });
        return (direction, product) -> {
            pass.linear()
                    .forwardAndBack(
                            direction,
                            (block, from, rows, z) -> {
                                for (int i = 0; i < rows; i++) {
                                    timesSecondDerivatives(z, active[block], i * classes, from + i);
                                }
                            },
                            product);
            for (int i = 0; i < pass.features() * classes; i++) {
                product[i] += lambda * direction[i];
            }
        };
    }

    private void timesSecondDerivatives(double[] z, boolean[] active, int at, int row) {
        int own = at + labels[row];
        double ofOwn = z[own];
        double sum = 0;
        for (int k = at; k < at + pass.classes(); k++) {
            double difference = active[k] ? z[k] - ofOwn : 0;
            sum += difference;
            z[k] = weights[row] * difference;
        }
        z[own] = -weights[row] * sum;
    }
}
