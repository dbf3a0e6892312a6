package io.xent.vector;

/** The loops of convolutions and pooling on made-up images, so that the just-in-time compiler gets to know them. */
final class ConvolutionTrial {

    private static final int ROWS = FloatGatherTile.ROWS;
    private static final int COLUMNS = FloatTile.COLUMNS;
    private static final int DEPTH = 64;

    private final float[] a = new float[ROWS + DEPTH];
    private final int[] rows = new int[ROWS];
    private final int[] terms = new int[DEPTH];
    private final float[] b = new float[DEPTH * COLUMNS];
    private final float[] sums = new float[ROWS * COLUMNS];
    private final int[] corners = {0, 2 * COLUMNS};
    private final int[] pixels = {0, COLUMNS};
    private final float[] image = new float[4 * COLUMNS];
    private final float[] pooled = new float[2 * COLUMNS];
    private final float[] gradient = new float[4 * COLUMNS];

    void runPlain() {
        FloatGatherTile.addPlain(a, rows, 0, terms, DEPTH, b, 0, COLUMNS, COLUMNS, sums, 0, COLUMNS, sums, 0, COLUMNS);
    }

    void runTwo() {
        FloatGatherTile.addTwo(a, rows, 0, terms, DEPTH, b, 0, COLUMNS, sums, 0, COLUMNS, sums, 0, COLUMNS);
    }

    /** All on vectors. */
    void run() {
        runTwo();
        FloatGatherTile.addOne(a, rows, 0, terms, DEPTH, b, 0, COLUMNS, sums, 0, COLUMNS, sums, 0, COLUMNS);
        FloatGatherTile.addColumns(b, 0, COLUMNS, DEPTH, sums, 0);
        FloatSquares.largest(image, 0, corners, pixels, COLUMNS, pooled, 0);
        FloatSquares.give(image, 0, corners, pixels, COLUMNS, pooled, pooled, 0, gradient);
    }
}
