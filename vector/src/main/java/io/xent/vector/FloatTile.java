package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of a matrix product: a tile of C stays in registers while all terms of a stretch of depth are added to
 * it. Six rows by two vectors are twelve independent chains of multiply-adds, enough to hide their latency, and with the
 * two vectors of B and the number of A fifteen registers, which every machine has. Machines with vectors of 512 bits have
 * twice as many: there a tile is twelve rows high, which reads B half as often.
 *
 * <p>A is read row by row, B from a packed panel, {@link #COLUMNS} values to a term. Each value of C is one chain of fused multiply-adds from zero in the order of the terms, whatever the tile: the shapes
 * may be mixed.
 */
final class FloatTile {

    static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, VectorShape.forBitSize(Width.BITS));

    static final int LANES = SPECIES.length();

    /** Rows of a full tile. The compiler of JDK 17 makes slow code of the higher one. */
    static final int ROWS = Width.BITS == 512 && Runtime.version().feature() >= 21 ? 12 : 6;

    /** Columns of a full tile. */
    static final int COLUMNS = 2 * LANES;

    private FloatTile() {}

    /** Adds the product of {@link #ROWS} × depth and depth × two vectors to C. */
    static void addFull(
            float[] a, int at, int aStep, float[] panel, int start, int depth, float[] c, int ct, int cStep) {
        if (ROWS == 12) {
            addTwelveByTwo(a, at, aStep, panel, start, depth, c, ct, cStep);
        } else {
            addSixByTwo(a, at, aStep, panel, start, depth, c, ct, cStep);
        }
    }

    /**
     * Adds the product of 12 × depth and depth × two vectors to C. All in one method: it is so large that HotSpot's compiler
     * inlines nothing more of ours into it, and vectors passed to a method of their own would be objects.
     */
    private static void addTwelveByTwo(
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
        FloatVector c60 = c00;
        FloatVector c61 = c00;
        FloatVector c70 = c00;
        FloatVector c71 = c00;
        FloatVector c80 = c00;
        FloatVector c81 = c00;
        FloatVector c90 = c00;
        FloatVector c91 = c00;
        FloatVector ca0 = c00;
        FloatVector ca1 = c00;
        FloatVector cb0 = c00;
        FloatVector cb1 = c00;
        int a1 = at + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        int a6 = a5 + aStep;
        int a7 = a6 + aStep;
        int a8 = a7 + aStep;
        int a9 = a8 + aStep;
        int aa = a9 + aStep;
        int ab = aa + aStep;
        for (int k = 0; k < depth; k++) {
            int bt = start + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, bt + LANES);
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
            x = FloatVector.broadcast(SPECIES, a[a6 + k]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[a7 + k]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
            x = FloatVector.broadcast(SPECIES, a[a8 + k]);
            c80 = x.fma(b0, c80);
            c81 = x.fma(b1, c81);
            x = FloatVector.broadcast(SPECIES, a[a9 + k]);
            c90 = x.fma(b0, c90);
            c91 = x.fma(b1, c91);
            x = FloatVector.broadcast(SPECIES, a[aa + k]);
            ca0 = x.fma(b0, ca0);
            ca1 = x.fma(b1, ca1);
            x = FloatVector.broadcast(SPECIES, a[ab + k]);
            cb0 = x.fma(b0, cb0);
            cb1 = x.fma(b1, cb1);
        }
        FloatVector.fromArray(SPECIES, c, ct).add(c00).intoArray(c, ct);
        FloatVector.fromArray(SPECIES, c, ct + LANES).add(c01).intoArray(c, ct + LANES);
        FloatVector.fromArray(SPECIES, c, ct + cStep).add(c10).intoArray(c, ct + cStep);
        FloatVector.fromArray(SPECIES, c, ct + cStep + LANES).add(c11).intoArray(c, ct + cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 2 * cStep).add(c20).intoArray(c, ct + 2 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 2 * cStep + LANES).add(c21).intoArray(c, ct + 2 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 3 * cStep).add(c30).intoArray(c, ct + 3 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 3 * cStep + LANES).add(c31).intoArray(c, ct + 3 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 4 * cStep).add(c40).intoArray(c, ct + 4 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 4 * cStep + LANES).add(c41).intoArray(c, ct + 4 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 5 * cStep).add(c50).intoArray(c, ct + 5 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 5 * cStep + LANES).add(c51).intoArray(c, ct + 5 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 6 * cStep).add(c60).intoArray(c, ct + 6 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 6 * cStep + LANES).add(c61).intoArray(c, ct + 6 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 7 * cStep).add(c70).intoArray(c, ct + 7 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 7 * cStep + LANES).add(c71).intoArray(c, ct + 7 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 8 * cStep).add(c80).intoArray(c, ct + 8 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 8 * cStep + LANES).add(c81).intoArray(c, ct + 8 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 9 * cStep).add(c90).intoArray(c, ct + 9 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 9 * cStep + LANES).add(c91).intoArray(c, ct + 9 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 10 * cStep).add(ca0).intoArray(c, ct + 10 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 10 * cStep + LANES).add(ca1).intoArray(c, ct + 10 * cStep + LANES);
        FloatVector.fromArray(SPECIES, c, ct + 11 * cStep).add(cb0).intoArray(c, ct + 11 * cStep);
        FloatVector.fromArray(SPECIES, c, ct + 11 * cStep + LANES).add(cb1).intoArray(c, ct + 11 * cStep + LANES);
    }

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
            int bt = start + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, bt + LANES);
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
            int bt = start + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, bt);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + k]);
            c0 = x.fma(b0, c0);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c1 = x.fma(b0, c1);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c2 = x.fma(b0, c2);
            x = FloatVector.broadcast(SPECIES, a[a3 + k]);
            c3 = x.fma(b0, c3);
            x = FloatVector.broadcast(SPECIES, a[a4 + k]);
            c4 = x.fma(b0, c4);
            x = FloatVector.broadcast(SPECIES, a[a5 + k]);
            c5 = x.fma(b0, c5);
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
            int bt = start + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, bt + LANES);
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
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        for (int k = 0; k < depth; k++) {
            int bt = start + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, bt + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
        }
        add(c00, c01, c, ct);
    }
}
