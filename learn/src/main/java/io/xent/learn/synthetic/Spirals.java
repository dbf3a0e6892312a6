package io.xent.learn.synthetic;

final class Spirals implements SyntheticRows.Shape {

    private static final double INNERMOST = 0.1;

    private final int arms;

    Spirals(int arms) {
        this.arms = arms;
    }

    @Override
    public void place(int classIndex, RowDraws draws, double[] point) {
        double along = draws.uniform();
        double radius = INNERMOST + (1 - INNERMOST) * along;
        double angle = 2 * StrictMath.PI * (along + (double) classIndex / arms);
        point[0] = radius * StrictMath.cos(angle);
        point[1] = radius * StrictMath.sin(angle);
    }
}
