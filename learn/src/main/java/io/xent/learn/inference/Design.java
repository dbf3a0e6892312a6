package io.xent.learn.inference;

import io.xent.learn.Dataset;
import io.xent.learn.Features;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows of a data set as a likelihood sees them: an intercept before the features, weights that sum to one, classes
 * without weight left out, the reference class first. Column 0 is the intercept, column j + 1 is feature j.
 *
 * @param features of every row of the data set
 * @param rows the rows that weigh something
 * @param labels index of the class of each of these rows: 0 is the reference
 * @param weights of each of these rows, summing to one
 * @param classes the class index, in the data set, of each class
 * @param totalWeight what the weights sum to in the data set
 */
record Design(Features features, int[] rows, int[] labels, double[] weights, int[] classes, double totalWeight) {

    static Design of(Dataset data, int reference) {
        double[] totals = data.classTotals();
        int[] position = new int[totals.length];
        int[] classes = new int[totals.length];
        int count = 1;
        classes[0] = reference;
        for (int k = 0; k < totals.length; k++) {
            if (k != reference && totals[k] > 0) {
                position[k] = count;
                classes[count++] = k;
            }
        }
        int[] rows =
                IntStream.range(0, data.rows()).filter(i -> data.weight(i) > 0).toArray();
        double total = data.totalWeight();
        int[] labels = new int[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = position[data.labels()[rows[i]]];
            weights[i] = data.weight(rows[i]) / total;
        }
        return new Design(data.features(), rows, labels, weights, Arrays.copyOf(classes, count), total);
    }

    int columns() {
        return features.columns() + 1;
    }

    /** The columns named of a row. */
    double[] row(int i, int[] columns) {
        double[] values = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            values[j] = columns[j] == 0 ? 1 : features.get(rows[i], columns[j] - 1);
        }
        return values;
    }

    /** The triangular factor of all columns, each row times the root of its weight. */
    Triangle triangle() {
        int[] all = IntStream.range(0, columns()).toArray();
        Triangle triangle = new Triangle(all.length);
        for (int i = 0; i < rows.length; i++) {
            double[] row = row(i, all);
            double root = Math.sqrt(weights[i]);
            for (int j = 0; j < row.length; j++) {
                row[j] *= root;
            }
            triangle.add(row);
        }
        return triangle;
    }
}
