package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.util.Arrays;

/** Ours, with its default memory. */
final class LinearXent implements LinearContender {

    private final float[] hiddenGradient;
    private final float[] weightsGradient;
    private final Matrix hidden;
    private final Matrix weights;
    private final LinearProblem problem;
    private final LinearCrossEntropy loss;

    LinearXent(LinearProblem problem, Threads threads) {
        this.problem = problem;
        float[] hiddenRows = new float[problem.rows * problem.features];
        float[] weightRows = new float[problem.classes * problem.features];
        problem.hidden((i, row) -> System.arraycopy(row, 0, hiddenRows, i * row.length, row.length));
        problem.weights((i, row) -> System.arraycopy(row, 0, weightRows, i * row.length, row.length));
        hidden = Matrix.of(hiddenRows, problem.rows, problem.features);
        weights = Matrix.of(weightRows, problem.classes, problem.features);
        hiddenGradient = new float[hiddenRows.length];
        weightsGradient = new float[weightRows.length];
        loss = new LinearCrossEntropy(new CrossEntropy().withParallelism(threads.parallelism()));
    }

    @Override
    public String name() {
        return "xent";
    }

    @Override
    public void touchOutputs() {
        Arrays.fill(hiddenGradient, 1);
        Arrays.fill(weightsGradient, 1);
    }

    @Override
    public double run() {
        return loss.lossAndGradient(
                hidden,
                new LinearLayer(weights),
                Target.classIndices(problem.labels),
                Matrix.of(hiddenGradient, problem.rows, problem.features),
                new LinearLayer(Matrix.of(weightsGradient, problem.classes, problem.features)));
    }

    @Override
    public double hiddenGradient(int at) {
        return hiddenGradient[at];
    }

    @Override
    public double weightsGradient(int at) {
        return weightsGradient[at];
    }
}
