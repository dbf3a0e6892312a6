package io.xent.learn.synthetic;

final class Blobs implements SyntheticRows.Shape {

    private static final double APART = 4;

    /** No row has this number, so that no row shares its draws. */
    private static final long CENTRES = -1;

    private final double[][] centres;

    private Blobs(double[][] centres) {
        this.centres = centres;
    }

    static Blobs of(int classes, int features, long seed) {
        RowDraws draws = new RowDraws(seed, CENTRES);
        double deviation = APART / StrictMath.sqrt(2.0 * features);
        double[][] centres = new double[classes][features];
        for (double[] centre : centres) {
            for (int j = 0; j < features; j++) {
                centre[j] = deviation * draws.normal();
            }
        }
        return new Blobs(centres);
    }

    @Override
    public void place(int classIndex, RowDraws draws, double[] point) {
        System.arraycopy(centres[classIndex], 0, point, 0, centres[classIndex].length);
    }
}
