package io.xent.learn;

import java.util.Arrays;

/** The rows of each class, shuffled by a seed, for cutting them into parts. */
final class RowsByClass {
    private final int[][] rows;

    RowsByClass(int[] labels, int classes, long seed) {
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "row " + i + ": label " + labels[i] + " is outside [0, " + classes + ")");
            }
            counts[labels[i]]++;
        }
        rows = new int[classes][];
        Arrays.setAll(rows, k -> new int[counts[k]]);
        int[] filled = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            rows[labels[i]][filled[labels[i]]++] = i;
        }
        SplitMix64 random = new SplitMix64(seed);
        for (int[] ofClass : rows) {
            random.shuffle(ofClass);
        }
    }

    int classes() {
        return rows.length;
    }

    int[] rows(int classIndex) {
        return rows[classIndex];
    }

    int count(int classIndex) {
        return rows[classIndex].length;
    }

    /** The classes that have one row only: held out, there would be nothing left to learn them from. */
    int[] single() {
        int[] single = new int[rows.length];
        int size = 0;
        for (int k = 0; k < rows.length; k++) {
            if (rows[k].length == 1) {
                single[size++] = k;
            }
        }
        return Arrays.copyOf(single, size);
    }
}
