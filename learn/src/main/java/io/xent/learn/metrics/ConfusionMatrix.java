package io.xent.learn.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much weight of rows of each class was predicted to be of each class; without row weights, how many rows. Only the
 * pairs that occurred are kept, so that thousands of classes fit.
 */
public final class ConfusionMatrix {

    private final int classes;
    private final TreeMap<Long, Double> cells;
    private final double[] actual;
    private final double[] predicted;

    /** @param cells weight by {@code actual · classes + predicted} */
    ConfusionMatrix(int classes, Map<Long, Double> cells) {
        this.classes = classes;
        this.cells = new TreeMap<>(cells);
        actual = new double[classes];
        predicted = new double[classes];
        this.cells.forEach((pair, weight) -> {
            actual[(int) (pair / classes)] += weight;
            predicted[(int) (pair % classes)] += weight;
        });
    }

    /**
     * A kind of mistake and the weight of the rows where it was made.
     *
     * @param actual the class index of the rows
     * @param predicted the class index they were taken for
     * @param weight of the rows; their number where rows have no weights
     */
    public record Mistake(int actual, int predicted, double weight) {}

    public int classes() {
        return classes;
    }

    /** The weight of the rows of class {@code actual} predicted to be of class {@code predicted}. */
    public double get(int actual, int predicted) {
        checkClass(actual);
        checkClass(predicted);
        return cells.getOrDefault((long) actual * classes + predicted, 0.0);
    }

    /** The weight of the rows of a class. */
    public double actual(int classIndex) {
        checkClass(classIndex);
        return actual[classIndex];
    }

    /** The weight of the rows predicted to be of a class. */
    public double predicted(int classIndex) {
        checkClass(classIndex);
        return predicted[classIndex];
    }

    /** All of it, {@code [actual][predicted]}, newly made: classes² numbers. */
    public double[][] toArray() {
        double[][] array = new double[classes][classes];
        cells.forEach((pair, weight) -> array[(int) (pair / classes)][(int) (pair % classes)] = weight);
        return array;
    }

    /** The mistakes made most often, at most {@code count}, the largest first; equal ones in order of their classes. */
    public List<Mistake> largestMistakes(int count) {
        List<Mistake> mistakes = new ArrayList<>();
        cells.forEach((pair, weight) -> {
            if (pair / classes != pair % classes) {
                mistakes.add(new Mistake((int) (pair / classes), (int) (pair % classes), weight));
            }
        });
        mistakes.sort(Comparator.comparingDouble(Mistake::weight).reversed());
        return List.copyOf(mistakes.subList(0, Math.min(count, mistakes.size())));
    }

    Scores scores(int classIndex) {
        return Scores.of(get(classIndex, classIndex), predicted[classIndex], actual[classIndex]);
    }

    /** Whether rows of the class occurred or were predicted. */
    boolean occurs(int classIndex) {
        return actual[classIndex] > 0 || predicted[classIndex] > 0;
    }

    private void checkClass(int classIndex) {
        if (classIndex < 0 || classIndex >= classes) {
            throw new IndexOutOfBoundsException("class " + classIndex + " is outside [0, " + classes + ")");
        }
    }
}
