package io.xent.vector;

import java.util.Arrays;

/** The tile of {@link FloatTile} in plain loops, with the same bits: what runs until the vectors are compiled. */
final class FloatPlainTile {

    private FloatPlainTile() {}

    /** Adds the product of rows × depth and depth × two vectors to C. */
    static void add(
            float[] a,
            int at,
            int aStep,
            int rows,
            float[] b,
            int start,
            int step,
            int depth,
            float[] c,
            int ct,
            int cStep,
            float[] sums) {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < depth; k++) {
                addTerm(a[at + i * aStep + k], b, start + k * step, sums);
            }
            for (int j = 0; j < sums.length; j++) {
                c[ct + i * cStep + j] += sums[j];
            }
        }
    }

    /** Goes on with sums, rows × two vectors, as {@link FloatStrip} does. */
    static void extend(
            float[] a,
            int at,
            int aStep,
            int rows,
            float[] b,
            int start,
            int step,
            int depth,
            float[] c,
            int ct,
            int cStep,
            float[] sums) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(c, ct + i * cStep, sums, 0, sums.length);
            for (int k = 0; k < depth; k++) {
                addTerm(a[at + i * aStep + k], b, start + k * step, sums);
            }
            System.arraycopy(sums, 0, c, ct + i * cStep, sums.length);
        }
    }

    private static void addTerm(float x, float[] b, int at, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(x, b[at + j], sums[j]);
        }
    }
}
