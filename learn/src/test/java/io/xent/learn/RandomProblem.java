package io.xent.learn;

import java.nio.file.Path;
import java.util.Random;

/** Small data sets that differ by seed: rows drawn around class centres, so that classes overlap. */
final class RandomProblem {

    private RandomProblem() {}

    static Dataset dense(long seed, int rows, int columns, int classes, boolean weighted, Precision precision) {
        Random random = new Random(seed);
        double[][] values = values(random, rows, columns);
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, columns, precision);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                features.set(i, j, values[i][j]);
            }
        }
        return new Dataset(
                features.build(), labels(random, values, classes), weighted ? weights(random, rows) : null, classes);
    }

    static Dataset sparse(long seed, int rows, int columns, int classes, boolean weighted, Precision precision) {
        Random random = new Random(seed);
        double[][] values = values(random, rows, columns);
        SparseFeatures.Builder features = new SparseFeatures.Builder(columns, precision);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                features.add(j, values[i][j]);
            }
            features.endRow();
        }
        return new Dataset(
                features.build(), labels(random, values, classes), weighted ? weights(random, rows) : null, classes);
    }

    /** About a third of the values are zero; columns differ in scale and place. */
    private static double[][] values(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = random.nextGaussian() * (1 + j % 3) + j % 2;
                values[i][j] = random.nextInt(3) == 0 ? 0 : (float) value;
            }
        }
        return values;
    }

    /** Each class at least once; the rest by the sum of a few columns and chance. */
    private static int[] labels(Random random, double[][] values, int classes) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            double score = random.nextGaussian();
            for (int j = 0; j < values[i].length; j += 2) {
                score += values[i][j] / 2;
            }
            int near = (int) Math.round(score) + classes / 2;
            labels[i] = i < classes ? i : Math.max(0, Math.min(classes - 1, near));
        }
        return labels;
    }

    private static double[] weights(Random random, int rows) {
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            weights[i] = i % 7 == 6 ? 0 : random.nextDouble() * 3;
        }
        return weights;
    }

    /** Writes the rows into a block file. */
    static void write(Path file, Dataset data, byte[] fingerprint, int valuesOfPiece) {
        int columns = data.features().columns();
        boolean sparse = data.features() instanceof SparseFeatures;
        try (BlockFileWriter writer =
                new BlockFileWriter(file, columns, sparse, data.features().precision(), fingerprint, valuesOfPiece)) {
            for (int i = 0; i < data.rows(); i++) {
                for (int j = 0; j < columns; j++) {
                    writer.add(j, data.features().get(i, j));
                }
                writer.endRow();
            }
            writer.finish(data.labels(), data.weights(), data.classes());
        }
    }
}
