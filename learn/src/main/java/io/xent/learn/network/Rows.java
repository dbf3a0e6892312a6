package io.xent.learn.network;

import io.xent.core.Parallelism;
import io.xent.core.Target;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import java.util.Arrays;

/** Some rows of a data set, copied into one block at a time: their features, labels and weights. */
final class Rows {

    private static final int COPIED_TOGETHER = 16;

    private final Dataset data;
    private final double meanWeight;
    private final Parallelism parallelism;
    private final float[] features;
    private final int[] labels;
    private final double[] weights;

    /** @param most rows per block */
    Rows(Dataset data, int most, Parallelism parallelism) {
        this.data = data;
        this.parallelism = parallelism;
        meanWeight = data.totalWeight() / data.rows();
        features = new float[Math.multiplyExact(most, data.features().columns())];
        labels = new int[most];
        weights = new double[most];
    }

    static void requireTwoClasses(Dataset data) {
        int present = 0;
        for (double weight : data.classTotals()) {
            present += weight > 0 ? 1 : 0;
        }
        if (present < 2) {
            throw new InvalidInputException("only " + present + " of " + data.classes()
                    + " classes has any weight: there is nothing to tell apart; give rows of at least two classes");
        }
    }

    /** Copies {@code rows[from … from + count)}; null stands for all rows in order. */
    void take(int[] rows, int from, int count) {
        int columns = data.features().columns();
        int pieces = (count - 1) / COPIED_TOGETHER + 1;
        parallelism.forEach(pieces, piece -> {
            int end = Math.min(count, (piece + 1) * COPIED_TOGETHER);
            for (int i = piece * COPIED_TOGETHER; i < end; i++) {
                int row = rows == null ? from + i : rows[from + i];
                data.features().copyRow(row, features, i * columns);
                labels[i] = data.labels()[row];
                weights[i] = data.weight(row) / meanWeight;
            }
        });
    }

    float[] features() {
        return features;
    }

    int label(int i) {
        return labels[i];
    }

    /** The weight of a row of the block, where those of all rows of the data have the mean 1. */
    double weight(int i) {
        return weights[i];
    }

    /** The labels of the first rows, each weighted by its weight over {@code denominator}. */
    Target target(int count, double denominator) {
        double[] scaled = new double[count];
        for (int i = 0; i < count; i++) {
            scaled[i] = weights[i] / denominator;
        }
        int[] some = Arrays.copyOf(labels, count);
        return Target.classIndices(some).withRowWeights(scaled);
    }
}
