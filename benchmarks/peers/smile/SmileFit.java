package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smile.classification.LogisticRegression;
import smile.classification.SparseLogisticRegression;
import smile.data.SampleInstance;
import smile.data.SparseDataset;
import smile.util.SparseArray;

/** Smile's multinomial logistic regression by L-BFGS; the last class is held at 0. */
final class SmileFit {

    private static final int MOST_ITERATIONS = 100_000;
    private static final double TOLERANCE = 1e-6;

    private SmileFit() {}

    public static void main(String[] arguments) throws IOException {
        PreparedData data = PreparedData.read(Path.of(arguments[0]));
        boolean full = arguments[2].equals("full");
        int iterations = full ? MOST_ITERATIONS : Integer.parseInt(arguments[2]);
        var options = new LogisticRegression.Options(1, TOLERANCE, iterations);
        Course.version("Smile 6.2.5, Java " + System.getProperty("java.version"));
        Path out = Path.of(arguments[1]);
        double limit = Double.parseDouble(arguments[3]);
        Course.End end = full ? Course.End.CONVERGED : Course.End.STOPPED;
        int told = full ? -1 : iterations;
        if (data.sparse()) {
            SparseDataset<Integer> rows = sparse(data);
            Course course = new Course(out, limit);
            var model = SparseLogisticRegression.multinomial(rows, options);
            course.end(told, end, () -> parameters(data, model.coefficients()));
        } else {
            double[][] rows = new double[data.rows()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = data.row(i);
            }
            Course course = new Course(out, limit);
            var model = LogisticRegression.multinomial(rows, data.y(), options);
            course.end(told, end, () -> parameters(data, model.coefficients()));
        }
    }

    private static SparseDataset<Integer> sparse(PreparedData data) {
        List<SampleInstance<SparseArray, Integer>> rows = new ArrayList<>();
        for (int i = 0; i < data.rows(); i++) {
            SparseArray row = new SparseArray();
            for (int at = data.starts()[i]; at < data.starts()[i + 1]; at++) {
                row.append(data.indices()[at], data.values()[at]);
            }
            rows.add(new SampleInstance<>(row, data.y()[i]));
        }
        return new SparseDataset<>(rows, data.features());
    }

    /** Its rows are the classes, without the last one, and each ends with the bias. */
    private static double[] parameters(PreparedData data, double[][] own) {
        int features = data.features();
        double[] parameters = new double[data.classes() * (features + 1)];
        for (int k = 0; k < own.length; k++) {
            System.arraycopy(own[k], 0, parameters, k * features, features);
            parameters[data.classes() * features + k] = own[k][features];
        }
        return parameters;
    }
}
