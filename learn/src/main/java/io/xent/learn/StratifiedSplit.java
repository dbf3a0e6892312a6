package io.xent.learn;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Rows cut in two, each class in the same proportion as nearly as whole rows allow. A class of two rows or more has at
 * least one on each side. The same labels, fraction and seed give the same rows, on every JDK.
 *
 * @param training the rows to learn from, ascending
 * @param heldOut the rows to test on, ascending
 * @param singleRowClasses the classes with one row, which is in training: nothing tests them
 */
public record StratifiedSplit(int[] training, int[] heldOut, int[] singleRowClasses) {

    /**
     * Holds out about {@code fraction · rows} rows, drawn at random within each class. More than that where there are so
     * many small classes that one row of each is more.
     *
     * @param labels the class index of each row
     * @param classes how many classes there are
     * @param fraction of the rows to hold out, in (0, 1)
     * @param seed of the draw
     * @throws InvalidInputException if the fraction is outside (0, 1), or if no row can be held out because no class has
     *     two
     */
    public static StratifiedSplit of(int[] labels, int classes, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new InvalidInputException(
                    "the fraction of rows to hold out is " + fraction + ", not between 0 and 1: 0.2 is usual");
        }
        RowsByClass rows = new RowsByClass(labels, classes, seed);
        int[] held = shares(rows, fraction, labels.length);
        boolean[] isHeld = new boolean[labels.length];
        int total = 0;
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < held[k]; i++) {
                isHeld[rows.rows(k)[i]] = true;
            }
            total += held[k];
        }
        if (total == 0) {
            throw new InvalidInputException("no rows can be held out of " + labels.length
                    + ": no class has two rows; train on all rows, or give more");
        }
        return new StratifiedSplit(
                pick(isHeld, false, labels.length - total), pick(isHeld, true, total), rows.single());
    }

    /**
     * How many rows of each class to hold out: the whole part of its share, then one more for the classes with the
     * largest fractional parts (the first of equals) until the total is right; always within [1, rows − 1].
     */
    private static int[] shares(RowsByClass rows, double fraction, int total) {
        int[] held = new int[rows.classes()];
        double[] rest = new double[rows.classes()];
        long missing = Math.round(fraction * total);
        for (int k = 0; k < held.length; k++) {
            double share = fraction * rows.count(k);
            held[k] = rows.count(k) < 2 ? 0 : Math.max(1, Math.min(rows.count(k) - 1, (int) share));
            rest[k] = share - held[k];
            missing -= held[k];
        }
        Integer[] order = new Integer[held.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble(k -> -rest[k]));
        for (int k : order) {
            if (missing > 0 && rest[k] > 0 && held[k] + 1 < rows.count(k)) {
                held[k]++;
                missing--;
            }
        }
        return held;
    }

    private static int[] pick(boolean[] marks, boolean mark, int count) {
        int[] rows = new int[count];
        int size = 0;
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == mark) {
                rows[size++] = i;
            }
        }
        return rows;
    }
}
