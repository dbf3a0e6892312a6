package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link FloatTile} with B where it is, its terms any number of values apart, a few terms at a time: sums are
 * loaded and stored, so that B can be met in the order of its rows, whole pages of memory after each other. The compiler
 * proves once for all terms that a panel, whose terms are a constant apart, is not left; here it checks each term, which
 * costs a fifth of the time.
 */
final class FloatStrip {

    private static final VectorSpecies<Float> SPECIES = FloatTile.SPECIES;

    private static final int LANES = FloatTile.LANES;

    private FloatStrip() {}

    /** Goes on with the sums of 12 × two vectors. */
    static void extendTwelve(
            float[] a, int at, int aStep, float[] b, int start, int step, int depth, float[] sums, int to, int toStep) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, sums, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, sums, to + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, sums, to + toStep);
        FloatVector c11 = FloatVector.fromArray(SPECIES, sums, to + toStep + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, sums, to + 2 * toStep);
        FloatVector c21 = FloatVector.fromArray(SPECIES, sums, to + 2 * toStep + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, sums, to + 3 * toStep);
        FloatVector c31 = FloatVector.fromArray(SPECIES, sums, to + 3 * toStep + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, sums, to + 4 * toStep);
        FloatVector c41 = FloatVector.fromArray(SPECIES, sums, to + 4 * toStep + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, sums, to + 5 * toStep);
        FloatVector c51 = FloatVector.fromArray(SPECIES, sums, to + 5 * toStep + LANES);
        FloatVector c60 = FloatVector.fromArray(SPECIES, sums, to + 6 * toStep);
        FloatVector c61 = FloatVector.fromArray(SPECIES, sums, to + 6 * toStep + LANES);
        FloatVector c70 = FloatVector.fromArray(SPECIES, sums, to + 7 * toStep);
        FloatVector c71 = FloatVector.fromArray(SPECIES, sums, to + 7 * toStep + LANES);
        FloatVector c80 = FloatVector.fromArray(SPECIES, sums, to + 8 * toStep);
        FloatVector c81 = FloatVector.fromArray(SPECIES, sums, to + 8 * toStep + LANES);
        FloatVector c90 = FloatVector.fromArray(SPECIES, sums, to + 9 * toStep);
        FloatVector c91 = FloatVector.fromArray(SPECIES, sums, to + 9 * toStep + LANES);
        FloatVector ca0 = FloatVector.fromArray(SPECIES, sums, to + 10 * toStep);
        FloatVector ca1 = FloatVector.fromArray(SPECIES, sums, to + 10 * toStep + LANES);
        FloatVector cb0 = FloatVector.fromArray(SPECIES, sums, to + 11 * toStep);
        FloatVector cb1 = FloatVector.fromArray(SPECIES, sums, to + 11 * toStep + LANES);
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
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
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
        c00.intoArray(sums, to);
        c01.intoArray(sums, to + LANES);
        c10.intoArray(sums, to + toStep);
        c11.intoArray(sums, to + toStep + LANES);
        c20.intoArray(sums, to + 2 * toStep);
        c21.intoArray(sums, to + 2 * toStep + LANES);
        c30.intoArray(sums, to + 3 * toStep);
        c31.intoArray(sums, to + 3 * toStep + LANES);
        c40.intoArray(sums, to + 4 * toStep);
        c41.intoArray(sums, to + 4 * toStep + LANES);
        c50.intoArray(sums, to + 5 * toStep);
        c51.intoArray(sums, to + 5 * toStep + LANES);
        c60.intoArray(sums, to + 6 * toStep);
        c61.intoArray(sums, to + 6 * toStep + LANES);
        c70.intoArray(sums, to + 7 * toStep);
        c71.intoArray(sums, to + 7 * toStep + LANES);
        c80.intoArray(sums, to + 8 * toStep);
        c81.intoArray(sums, to + 8 * toStep + LANES);
        c90.intoArray(sums, to + 9 * toStep);
        c91.intoArray(sums, to + 9 * toStep + LANES);
        ca0.intoArray(sums, to + 10 * toStep);
        ca1.intoArray(sums, to + 10 * toStep + LANES);
        cb0.intoArray(sums, to + 11 * toStep);
        cb1.intoArray(sums, to + 11 * toStep + LANES);
    }

    /** Goes on with the sums of 6 × two vectors. */
    static void extendSix(
            float[] a, int at, int aStep, float[] b, int start, int step, int depth, float[] sums, int to, int toStep) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, sums, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, sums, to + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, sums, to + toStep);
        FloatVector c11 = FloatVector.fromArray(SPECIES, sums, to + toStep + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, sums, to + 2 * toStep);
        FloatVector c21 = FloatVector.fromArray(SPECIES, sums, to + 2 * toStep + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, sums, to + 3 * toStep);
        FloatVector c31 = FloatVector.fromArray(SPECIES, sums, to + 3 * toStep + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, sums, to + 4 * toStep);
        FloatVector c41 = FloatVector.fromArray(SPECIES, sums, to + 4 * toStep + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, sums, to + 5 * toStep);
        FloatVector c51 = FloatVector.fromArray(SPECIES, sums, to + 5 * toStep + LANES);
        int a1 = at + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        for (int k = 0; k < depth; k++) {
            int bt = start + k * step;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
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
        c00.intoArray(sums, to);
        c01.intoArray(sums, to + LANES);
        c10.intoArray(sums, to + toStep);
        c11.intoArray(sums, to + toStep + LANES);
        c20.intoArray(sums, to + 2 * toStep);
        c21.intoArray(sums, to + 2 * toStep + LANES);
        c30.intoArray(sums, to + 3 * toStep);
        c31.intoArray(sums, to + 3 * toStep + LANES);
        c40.intoArray(sums, to + 4 * toStep);
        c41.intoArray(sums, to + 4 * toStep + LANES);
        c50.intoArray(sums, to + 5 * toStep);
        c51.intoArray(sums, to + 5 * toStep + LANES);
    }
}
