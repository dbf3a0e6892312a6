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
    private final LinearProblem problem;
    private final LinearCrossEntropy loss;
    private final LinearLayer layer;
    private final LinearLayer layerGradient;
    private final Target target;
    private final double[] logProbabilities;
    private final int[] best;
    private final Matrix logProbabilitiesOfBest;
    private LinearTask last;

    LinearXent(LinearProblem problem, Threads threads) {
        this.problem = problem;
        float[] hiddenRows = new float[problem.rows * problem.features];
        float[] weightRows = new float[problem.classes * problem.features];
        problem.hidden((i, row) -> System.arraycopy(row, 0, hiddenRows, i * row.length, row.length));
        problem.weights((i, row) -> System.arraycopy(row, 0, weightRows, i * row.length, row.length));
        hidden = Matrix.of(hiddenRows, problem.rows, problem.features);
        layer = new LinearLayer(Matrix.of(weightRows, problem.classes, problem.features));
        hiddenGradient = new float[hiddenRows.length];
        weightsGradient = new float[weightRows.length];
        layerGradient = new LinearLayer(Matrix.of(weightsGradient, problem.classes, problem.features));
        target = Target.classIndices(problem.labels);
        logProbabilities = new double[problem.rows];
        best = new int[problem.rows * LinearTask.BEST];
        logProbabilitiesOfBest = Matrix.of(new float[best.length], problem.rows, LinearTask.BEST);
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
    public double run(LinearTask task) {
        last = task;
        switch (task) {
            case GRADIENTS -> {
                Matrix out = Matrix.of(hiddenGradient, problem.rows, problem.features);
                return loss.lossAndGradient(hidden, layer, target, out, layerGradient);
            }
            case LOSS -> {
                return loss.loss(hidden, layer, target);
            }
            case LOG_PROBABILITIES -> loss.logProbabilities(hidden, layer, target, logProbabilities);
            case TOP_TEN -> loss.top(hidden, layer, best, logProbabilitiesOfBest);
        }
        return Double.NaN;
    }

    @Override
    public double[] logProbabilities() {
        if (last == LinearTask.LOG_PROBABILITIES) {
            return logProbabilities;
        }
        double[] all = new double[best.length];
        Arrays.setAll(all, i -> logProbabilitiesOfBest.get(i / LinearTask.BEST, i % LinearTask.BEST));
        return all;
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
