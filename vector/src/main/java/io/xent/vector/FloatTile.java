package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of a matrix product: a tile of C stays in registers while all terms of a stretch of depth are added to
 * it. Six rows by two vectors are twelve independent chains of multiply-adds, enough to hide their latency, and with the
 * two vectors of B and the number of A fifteen registers, which every machine has.
 *
 * <p>A is read row by row, B from a packed panel, {@link #COLUMNS} values to a term. Each value of C is one chain of fused multiply-adds from zero in the order of the terms, whatever the tile: the shapes may be mixed.
 */
final class FloatTile {

    static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, VectorShape.forBitSize(Width.BITS));

    static final int LANES = SPECIES.length();

    /** Rows of a full tile. */
    static final int ROWS = 6;

    /** Columns of a full tile. */
    static final int COLUMNS = 2 * LANES;

    private FloatTile() {}

    /** Adds the product of 6 × depth and depth × two vectors to C. */
    static void addSixByTwo(
            float[] a, int at, int aStep, float[] panel, int start, int depth, float[] c, int ct, int cStep) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        int a1 = at + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[a3 + k]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[a4 + k]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[a5 + k]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        add(c00, c01, c, ct);
        add(c10, c11, c, ct + cStep);
        add(c20, c21, c, ct + 2 * cStep);
        add(c30, c31, c, ct + 3 * cStep);
        add(c40, c41, c, ct + 4 * cStep);
        add(c50, c51, c, ct + 5 * cStep);
    }

    private static void add(FloatVector low, FloatVector high, float[] c, int at) {
        FloatVector.fromArray(SPECIES, c, at).add(low).intoArray(c, at);
        FloatVector.fromArray(SPECIES, c, at + LANES).add(high).intoArray(c, at + LANES);
    }

    /** Adds the product of 6 × depth and depth × one vector to C. */
    static void addSixByOne(
            float[] a, int at, int aStep, float[] panel, int start, int depth, float[] c, int ct, int cStep) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        int a1 = at + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS);
            c0 = FloatVector.broadcast(SPECIES, a[at + k]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[a1 + k]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[a2 + k]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[a3 + k]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[a4 + k]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[a5 + k]).fma(b0, c5);
        }
        add(c0, c, ct);
        add(c1, c, ct + cStep);
        add(c2, c, ct + 2 * cStep);
        add(c3, c, ct + 3 * cStep);
        add(c4, c, ct + 4 * cStep);
        add(c5, c, ct + 5 * cStep);
    }

    private static void add(FloatVector sums, float[] c, int at) {
        FloatVector.fromArray(SPECIES, c, at).add(sums).intoArray(c, at);
    }

    /** Adds the product of 3 × depth and depth × two vectors to C. */
    static void addThreeByTwo(
            float[] a, int at, int aStep, float[] panel, int start, int depth, float[] c, int ct, int cStep) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        int a1 = at + aStep;
        int a2 = a1 + aStep;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
        }
        add(c00, c01, c, ct);
        add(c10, c11, c, ct + cStep);
        add(c20, c21, c, ct + 2 * cStep);
    }

    /** Adds the product of 1 × depth and depth × two vectors to C. */
    static void addOneByTwo(float[] a, int at, float[] panel, int start, int depth, float[] c, int ct) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        for (int k = 0; k < depth; k++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + k]);
            c0 = x.fma(FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS), c0);
            c1 = x.fma(FloatVector.fromArray(SPECIES, panel, start + k * COLUMNS + LANES), c1);
        }
        add(c0, c1, c, ct);
    }
}
