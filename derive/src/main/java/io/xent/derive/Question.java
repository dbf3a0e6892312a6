package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.List;
import java.util.stream.IntStream;

/** One row of logits with its target and loss, and what core computes for it. */
record Question(double[] logits, Target target, Loss lossFunction, double temperature, int firstClass) {

    boolean isCrossEntropy() {
        return lossFunction instanceof CrossEntropy;
    }

    int classes() {
        return logits.length;
    }

    /** What the reader calls the classes: numbers from 1 or from 0. */
    List<String> names() {
        return IntStream.range(0, logits.length).mapToObj(this::name).toList();
    }

    String name(int k) {
        return Integer.toString(k + firstClass);
    }

    double[] targets() {
        double[] y = new double[logits.length];
        target.read(0, y, y.length);
        return y;
    }

    /** {@code z / T}. */
    double[] scaled() {
        return each(k -> logits[k] / temperature);
    }

    double[] probabilities() {
        double[] p = new double[logits.length];
        softmax().probabilities(Matrix.row(logits), Matrix.row(p));
        return p;
    }

    double[] logProbabilities() {
        double[] log = new double[logits.length];
        softmax().logProbabilities(Matrix.row(logits), Matrix.row(log));
        return log;
    }

    double[][] jacobian() {
        int n = logits.length;
        double[] values = new double[n * n];
        softmax().jacobian(Matrix.row(logits), Matrix.of(values, n, n));
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(values, i * n, rows[i], 0, n);
        }
        return rows;
    }

    double loss() {
        return lossAt(logits);
    }

    /** The loss at other logits of the same question. */
    double lossAt(double... others) {
        return lossFunction.loss(Matrix.row(others), target);
    }

    double[] gradient() {
        double[] gradient = new double[logits.length];
        lossFunction.gradient(Matrix.row(logits), target, Matrix.row(gradient));
        return gradient;
    }

    /** Computes something of class k. */
    interface OfClass {
        double at(int k);
    }

    double[] each(OfClass value) {
        return IntStream.range(0, logits.length).mapToDouble(value::at).toArray();
    }

    private Softmax softmax() {
        return new Softmax().withTemperature(temperature);
    }
}
