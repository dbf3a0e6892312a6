package io.xent.vector;

/** All tiles on made-up factors, so that the just-in-time compiler gets to know them. */
final class FloatTileTrial {

    private static final int COLUMNS = FloatTile.COLUMNS;

    private final int depth;
    private final float[] a;
    private final float[] panel;
    private final float[] c = new float[FloatTile.ROWS * COLUMNS];
    private final float[] sums = new float[COLUMNS];

    FloatTileTrial(int terms) {
        depth = terms;
        a = new float[FloatTile.ROWS * depth];
        panel = new float[depth * COLUMNS];
    }

    void runPlain() {
        FloatPlainTile.add(a, 0, depth, FloatTile.ROWS, panel, 0, COLUMNS, depth, c, 0, COLUMNS, sums);
    }

    void runFull() {
        FloatTile.addFull(a, 0, depth, panel, 0, depth, c, 0, COLUMNS);
    }

    /** Those on vectors. */
    void run() {
        runFull();
        FloatTile.addSixByTwo(a, 0, depth, panel, 0, depth, c, 0, COLUMNS);
        FloatTile.addSixByOne(a, 0, depth, panel, 0, depth, c, 0, COLUMNS);
        FloatTile.addThreeByTwo(a, 0, depth, panel, 0, depth, c, 0, COLUMNS);
        FloatTile.addOneByTwo(a, 0, panel, 0, depth, c, 0);
        FloatStrip.extendSix(a, 0, depth, panel, 0, COLUMNS, depth, c, 0, COLUMNS);
        if (FloatTile.ROWS == 12) {
            FloatStrip.extendTwelve(a, 0, depth, panel, 0, COLUMNS, depth, c, 0, COLUMNS);
        }
    }
}
