package io.xent.vector;

import java.util.Arrays;

/** The tile of {@link FloatTile} in plain loops, with the same bits: what runs until the vectors are compiled. */
final class FloatPlainTile {

    private FloatPlainTile() {}

    /** Adds the product of rows × depth and a panel, depth × two vectors, to C. */
    static void add(
            float[] a,
            int at,
            int aStep,
            int rows,
            float[] panel,
            int start,
            int depth,
            float[] c,
            int ct,
            int cStep,
            float[] sums) {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < depth; k++) {
                addTerm(a[at + i * aStep + k], panel, start + k * FloatTile.COLUMNS, sums);
            }
            for (int j = 0; j < sums.length; j++) {
                c[ct + i * cStep + j] += sums[j];
            }
        }
    }

    private static void addTerm(float x, float[] panel, int at, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(x, panel[at + j], sums[j]);
        }
    }
}
