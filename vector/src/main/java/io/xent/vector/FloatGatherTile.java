package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link FloatTile} with the left factor out of order: its value for a row and a term is
 * {@code a[rows[row] + terms[k]]}. So an image is a factor as it is: rows are its pixels and terms the places in a filter,
 * or the other way round, and no value under two filters is stored twice. Sums go on from {@code from} and are stored in
 * {@code to}.
 *
 * <p>Each sum is one chain of fused multiply-adds in the order of the terms, whatever the tile.
 */
final class FloatGatherTile {

    /** Rows of a tile. */
    static final int ROWS = FloatTile.ROWS;

    private static final VectorSpecies<Float> SPECIES = FloatTile.SPECIES;

    private static final int LANES = FloatTile.LANES;

    private FloatGatherTile() {}

    /** {@link #ROWS} × two vectors. */
    static void addTwo(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        if (ROWS == 12) {
            addTwelveByTwo(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        } else {
            addSixByTwo(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        }
    }

    /** {@link #ROWS} × one vector. */
    static void addOne(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        if (ROWS == 12) {
            addTwelveByOne(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        } else {
            addSixByOne(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        }
    }

    /** The same in plain loops, {@code width} values wide, with the same bits: what runs until the vectors are compiled. */
    static void addPlain(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            int width,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        for (int i = 0; i < ROWS; i++) {
            int target = at + i * toStep;
            System.arraycopy(from, first + i * fromStep, to, target, width);
            for (int k = 0; k < depth; k++) {
                addTerm(a[rows[row + i] + terms[k]], b, start + k * step, to, target, width);
            }
        }
    }

    private static void addTerm(float x, float[] b, int start, float[] to, int at, int width) {
        for (int j = 0; j < width; j++) {
            to[at + j] = Math.fma(x, b[start + j], to[at + j]);
        }
    }

    /** Adds as many rows to a vector of sums, row by row. */
    static void addColumns(float[] b, int start, int step, int rows, float[] sums, int at) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
        for (int i = 0; i < rows; i++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, b, start + i * step));
        }
        sum.intoArray(sums, at);
    }

    /** All in one method, as in {@link FloatTile}. */
    private static void addTwelveByTwo(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, from, first);
        FloatVector c01 = FloatVector.fromArray(SPECIES, from, first + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, from, first + fromStep);
        FloatVector c11 = FloatVector.fromArray(SPECIES, from, first + fromStep + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep);
        FloatVector c21 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep);
        FloatVector c31 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep);
        FloatVector c41 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep);
        FloatVector c51 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep + LANES);
        FloatVector c60 = FloatVector.fromArray(SPECIES, from, first + 6 * fromStep);
        FloatVector c61 = FloatVector.fromArray(SPECIES, from, first + 6 * fromStep + LANES);
        FloatVector c70 = FloatVector.fromArray(SPECIES, from, first + 7 * fromStep);
        FloatVector c71 = FloatVector.fromArray(SPECIES, from, first + 7 * fromStep + LANES);
        FloatVector c80 = FloatVector.fromArray(SPECIES, from, first + 8 * fromStep);
        FloatVector c81 = FloatVector.fromArray(SPECIES, from, first + 8 * fromStep + LANES);
        FloatVector c90 = FloatVector.fromArray(SPECIES, from, first + 9 * fromStep);
        FloatVector c91 = FloatVector.fromArray(SPECIES, from, first + 9 * fromStep + LANES);
        FloatVector ca0 = FloatVector.fromArray(SPECIES, from, first + 10 * fromStep);
        FloatVector ca1 = FloatVector.fromArray(SPECIES, from, first + 10 * fromStep + LANES);
        FloatVector cb0 = FloatVector.fromArray(SPECIES, from, first + 11 * fromStep);
        FloatVector cb1 = FloatVector.fromArray(SPECIES, from, first + 11 * fromStep + LANES);
        int a0 = rows[row];
        int a1 = rows[row + 1];
        int a2 = rows[row + 2];
        int a3 = rows[row + 3];
        int a4 = rows[row + 4];
        int a5 = rows[row + 5];
        int a6 = rows[row + 6];
        int a7 = rows[row + 7];
        int a8 = rows[row + 8];
        int a9 = rows[row + 9];
        int aa = rows[row + 10];
        int ab = rows[row + 11];
        for (int k = 0; k < depth; k++) {
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
            int term = terms[k];
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + term]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[a1 + term]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[a2 + term]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[a3 + term]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[a4 + term]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[a5 + term]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[a6 + term]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[a7 + term]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
            x = FloatVector.broadcast(SPECIES, a[a8 + term]);
            c80 = x.fma(b0, c80);
            c81 = x.fma(b1, c81);
            x = FloatVector.broadcast(SPECIES, a[a9 + term]);
            c90 = x.fma(b0, c90);
            c91 = x.fma(b1, c91);
            x = FloatVector.broadcast(SPECIES, a[aa + term]);
            ca0 = x.fma(b0, ca0);
            ca1 = x.fma(b1, ca1);
            x = FloatVector.broadcast(SPECIES, a[ab + term]);
            cb0 = x.fma(b0, cb0);
            cb1 = x.fma(b1, cb1);
        }
        c00.intoArray(to, at);
        c01.intoArray(to, at + LANES);
        c10.intoArray(to, at + toStep);
        c11.intoArray(to, at + toStep + LANES);
        c20.intoArray(to, at + 2 * toStep);
        c21.intoArray(to, at + 2 * toStep + LANES);
        c30.intoArray(to, at + 3 * toStep);
        c31.intoArray(to, at + 3 * toStep + LANES);
        c40.intoArray(to, at + 4 * toStep);
        c41.intoArray(to, at + 4 * toStep + LANES);
        c50.intoArray(to, at + 5 * toStep);
        c51.intoArray(to, at + 5 * toStep + LANES);
        c60.intoArray(to, at + 6 * toStep);
        c61.intoArray(to, at + 6 * toStep + LANES);
        c70.intoArray(to, at + 7 * toStep);
        c71.intoArray(to, at + 7 * toStep + LANES);
        c80.intoArray(to, at + 8 * toStep);
        c81.intoArray(to, at + 8 * toStep + LANES);
        c90.intoArray(to, at + 9 * toStep);
        c91.intoArray(to, at + 9 * toStep + LANES);
        ca0.intoArray(to, at + 10 * toStep);
        ca1.intoArray(to, at + 10 * toStep + LANES);
        cb0.intoArray(to, at + 11 * toStep);
        cb1.intoArray(to, at + 11 * toStep + LANES);
    }

    /** The lower one. */
    private static void addSixByTwo(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, from, first);
        FloatVector c01 = FloatVector.fromArray(SPECIES, from, first + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, from, first + fromStep);
        FloatVector c11 = FloatVector.fromArray(SPECIES, from, first + fromStep + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep);
        FloatVector c21 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep);
        FloatVector c31 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep);
        FloatVector c41 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep);
        FloatVector c51 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep + LANES);
        int a0 = rows[row];
        int a1 = rows[row + 1];
        int a2 = rows[row + 2];
        int a3 = rows[row + 3];
        int a4 = rows[row + 4];
        int a5 = rows[row + 5];
        for (int k = 0; k < depth; k++) {
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
            int term = terms[k];
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + term]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[a1 + term]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[a2 + term]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[a3 + term]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[a4 + term]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[a5 + term]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        c00.intoArray(to, at);
        c01.intoArray(to, at + LANES);
        c10.intoArray(to, at + toStep);
        c11.intoArray(to, at + toStep + LANES);
        c20.intoArray(to, at + 2 * toStep);
        c21.intoArray(to, at + 2 * toStep + LANES);
        c30.intoArray(to, at + 3 * toStep);
        c31.intoArray(to, at + 3 * toStep + LANES);
        c40.intoArray(to, at + 4 * toStep);
        c41.intoArray(to, at + 4 * toStep + LANES);
        c50.intoArray(to, at + 5 * toStep);
        c51.intoArray(to, at + 5 * toStep + LANES);
    }

    /** One vector wide. */
    private static void addTwelveByOne(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, from, first);
        FloatVector c1 = FloatVector.fromArray(SPECIES, from, first + fromStep);
        FloatVector c2 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep);
        FloatVector c3 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep);
        FloatVector c4 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep);
        FloatVector c5 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep);
        FloatVector c6 = FloatVector.fromArray(SPECIES, from, first + 6 * fromStep);
        FloatVector c7 = FloatVector.fromArray(SPECIES, from, first + 7 * fromStep);
        FloatVector c8 = FloatVector.fromArray(SPECIES, from, first + 8 * fromStep);
        FloatVector c9 = FloatVector.fromArray(SPECIES, from, first + 9 * fromStep);
        FloatVector ca = FloatVector.fromArray(SPECIES, from, first + 10 * fromStep);
        FloatVector cb = FloatVector.fromArray(SPECIES, from, first + 11 * fromStep);
        int a0 = rows[row];
        int a1 = rows[row + 1];
        int a2 = rows[row + 2];
        int a3 = rows[row + 3];
        int a4 = rows[row + 4];
        int a5 = rows[row + 5];
        int a6 = rows[row + 6];
        int a7 = rows[row + 7];
        int a8 = rows[row + 8];
        int a9 = rows[row + 9];
        int aa = rows[row + 10];
        int ab = rows[row + 11];
        for (int k = 0; k < depth; k++) {
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            int term = terms[k];
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + term]);
            c0 = x.fma(b0, c0);
            x = FloatVector.broadcast(SPECIES, a[a1 + term]);
            c1 = x.fma(b0, c1);
            x = FloatVector.broadcast(SPECIES, a[a2 + term]);
            c2 = x.fma(b0, c2);
            x = FloatVector.broadcast(SPECIES, a[a3 + term]);
            c3 = x.fma(b0, c3);
            x = FloatVector.broadcast(SPECIES, a[a4 + term]);
            c4 = x.fma(b0, c4);
            x = FloatVector.broadcast(SPECIES, a[a5 + term]);
            c5 = x.fma(b0, c5);
            x = FloatVector.broadcast(SPECIES, a[a6 + term]);
            c6 = x.fma(b0, c6);
            x = FloatVector.broadcast(SPECIES, a[a7 + term]);
            c7 = x.fma(b0, c7);
            x = FloatVector.broadcast(SPECIES, a[a8 + term]);
            c8 = x.fma(b0, c8);
            x = FloatVector.broadcast(SPECIES, a[a9 + term]);
            c9 = x.fma(b0, c9);
            x = FloatVector.broadcast(SPECIES, a[aa + term]);
            ca = x.fma(b0, ca);
            x = FloatVector.broadcast(SPECIES, a[ab + term]);
            cb = x.fma(b0, cb);
        }
        c0.intoArray(to, at);
        c1.intoArray(to, at + toStep);
        c2.intoArray(to, at + 2 * toStep);
        c3.intoArray(to, at + 3 * toStep);
        c4.intoArray(to, at + 4 * toStep);
        c5.intoArray(to, at + 5 * toStep);
        c6.intoArray(to, at + 6 * toStep);
        c7.intoArray(to, at + 7 * toStep);
        c8.intoArray(to, at + 8 * toStep);
        c9.intoArray(to, at + 9 * toStep);
        ca.intoArray(to, at + 10 * toStep);
        cb.intoArray(to, at + 11 * toStep);
    }

    /** The lower one. */
    private static void addSixByOne(
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, from, first);
        FloatVector c1 = FloatVector.fromArray(SPECIES, from, first + fromStep);
        FloatVector c2 = FloatVector.fromArray(SPECIES, from, first + 2 * fromStep);
        FloatVector c3 = FloatVector.fromArray(SPECIES, from, first + 3 * fromStep);
        FloatVector c4 = FloatVector.fromArray(SPECIES, from, first + 4 * fromStep);
        FloatVector c5 = FloatVector.fromArray(SPECIES, from, first + 5 * fromStep);
        int a0 = rows[row];
        int a1 = rows[row + 1];
        int a2 = rows[row + 2];
        int a3 = rows[row + 3];
        int a4 = rows[row + 4];
        int a5 = rows[row + 5];
        for (int k = 0; k < depth; k++) {
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            int term = terms[k];
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + term]);
            c0 = x.fma(b0, c0);
            x = FloatVector.broadcast(SPECIES, a[a1 + term]);
            c1 = x.fma(b0, c1);
            x = FloatVector.broadcast(SPECIES, a[a2 + term]);
            c2 = x.fma(b0, c2);
            x = FloatVector.broadcast(SPECIES, a[a3 + term]);
            c3 = x.fma(b0, c3);
            x = FloatVector.broadcast(SPECIES, a[a4 + term]);
            c4 = x.fma(b0, c4);
            x = FloatVector.broadcast(SPECIES, a[a5 + term]);
            c5 = x.fma(b0, c5);
        }
        c0.intoArray(to, at);
        c1.intoArray(to, at + toStep);
        c2.intoArray(to, at + 2 * toStep);
        c3.intoArray(to, at + 3 * toStep);
        c4.intoArray(to, at + 4 * toStep);
        c5.intoArray(to, at + 5 * toStep);
    }
}
