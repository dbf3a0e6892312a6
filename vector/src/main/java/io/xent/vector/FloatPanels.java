package io.xent.vector;

import java.util.Arrays;

/**
 * Parts of a factor as a tile reads them: a panel holds {@link FloatTile#COLUMNS} values for each term, one term after
 * another; where the factor has fewer columns left the rest is 0.
 */
final class FloatPanels {

    private static final int COLUMNS = FloatTile.COLUMNS;

    private FloatPanels() {}

    /** A panel from rows of {@code width} values, one row per term. */
    static void pack(float[] from, int at, int step, int terms, int width, float[] panel, int start) {
        for (int k = 0; k < terms; k++) {
            int target = start + k * COLUMNS;
            System.arraycopy(from, at + k * step, panel, target, width);
            Arrays.fill(panel, target + width, target + COLUMNS, 0);
        }
    }

    /** A panel from {@code width} rows of terms. */
    static void packTurned(float[] from, int at, int step, int terms, int width, float[] panel, int start) {
        Arrays.fill(panel, start, start + terms * COLUMNS, 0);
        for (int j = 0; j < width; j++) {
            int source = at + j * step;
            for (int k = 0; k < terms; k++) {
                panel[start + k * COLUMNS + j] = from[source + k];
            }
        }
    }

    /** Rows of the transpose of {@code terms × width}, eight terms at a time so that writes stay within a line. */
    static void turn(float[] from, int at, int step, int terms, int width, float[] to) {
        for (int first = 0; first < terms; first += 8) {
            int end = Math.min(first + 8, terms);
            for (int j = 0; j < width; j++) {
                for (int k = first; k < end; k++) {
                    to[j * terms + k] = from[at + k * step + j];
                }
            }
        }
    }

    /** Adds the transpose of {@code height} rows of a panel, of which {@code width} columns count. */
    static void addTurned(float[] panel, int width, int height, float[] to, int at, int step) {
        for (int j = 0; j < width; j++) {
            int target = at + j * step;
            for (int i = 0; i < height; i++) {
                to[target + i] += panel[i * COLUMNS + j];
            }
        }
    }
}
