package io.xent.learn.network;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.learn.Dataset;
import io.xent.learn.Objective;
import java.util.Arrays;

/**
 * The mean cross-entropy by weight over all rows of a data set, without dropout, as a function of the parameters rounded to
 * 32 bits. Blocks of rows are computed in 32 bits and summed in 64, in order.
 */
final class NetworkObjective implements Objective {

    private static final int ROWS = 512;

    private final Architecture architecture;
    private final Dataset data;
    private final int block;
    private final float[] parameters;
    private final float[] gradient;
    private final Pass pass;
    private final Rows rows;
    private final CrossEntropy crossEntropy;

    NetworkObjective(Architecture architecture, Dataset data, Parallelism parallelism) {
        this.architecture = architecture;
        this.data = data;
        block = Math.min(ROWS, data.rows());
        parameters = new float[architecture.parameters()];
        gradient = new float[parameters.length];
        pass = Pass.toMeasure(architecture, parameters, gradient, block, parallelism);
        rows = new Rows(data, block, parallelism);
        crossEntropy = new CrossEntropy().withReduction(Reduction.SUM).withParallelism(parallelism);
    }

    @Override
    public int dimension() {
        return parameters.length;
    }

    @Override
    public double valueAndGradient(double[] at, double[] sums) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) at[i];
        }
        return valueAndGradient(sums);
    }

    /** The same at parameters of 32 bits. */
    double valueAndGradient(float[] at, double[] sums) {
        System.arraycopy(at, 0, parameters, 0, parameters.length);
        return valueAndGradient(sums);
    }

    private double valueAndGradient(double[] sums) {
        Arrays.fill(sums, 0);
        double loss = 0;
        for (int from = 0; from < data.rows(); from += block) {
            int count = Math.min(block, data.rows() - from);
            rows.take(null, from, count);
            float[] values = pass.forward(rows.features(), count);
            Matrix logits = Matrix.of(values, count, architecture.classes());
            loss += crossEntropy.lossAndGradient(logits, rows.target(count, data.rows()), logits);
            pass.backward(values, count);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += gradient[i];
            }
        }
        return loss;
    }

    @Override
    public Curvature curvature(double[] at) {
        throw new UnsupportedOperationException("the second derivatives of a network are not computed");
    }

    static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
