package io.xent.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Normal hidden rows, normal weights with σ = 0.06, and a class index for each row, from a fixed seed. */
final class LinearProblem {

    final int rows;
    final int features;
    final int classes;
    final int[] labels;

    private LinearProblem(int rows, int features, int classes) {
        this.rows = rows;
        this.features = features;
        this.classes = classes;
        SplittableRandom random = new SplittableRandom(2);
        labels = new int[rows];
        Arrays.setAll(labels, i -> random.nextInt(classes));
    }

    /** From text such as {@code 1024x1024x32000}: rows, features, classes. */
    static LinearProblem parse(String shape) {
        int[] sides =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        return new LinearProblem(sides[0], sides[1], sides[2]);
    }

    /** The hidden rows, one after another, each of which is passed on and then overwritten. */
    void hidden(RowSink sink) {
        generate(rows, 1, 3, sink);
    }

    void weights(RowSink sink) {
        generate(classes, 0.06, 4, sink);
    }

    @FunctionalInterface
    interface RowSink {
        void accept(int row, float[] values);
    }

    private void generate(int count, double scale, long seed, RowSink sink) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] row = new float[features];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < features; j++) {
                row[j] = (float) (scale * random.nextGaussian());
            }
            sink.accept(i, row);
        }
    }
}
