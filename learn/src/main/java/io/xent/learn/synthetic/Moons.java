package io.xent.learn.synthetic;

final class Moons implements SyntheticRows.Shape {

    @Override
    public void place(int classIndex, RowDraws draws, double[] point) {
        double angle = StrictMath.PI * draws.uniform();
        double x = StrictMath.cos(angle);
        double y = StrictMath.sin(angle);
        point[0] = classIndex == 0 ? x : 1 - x;
        point[1] = classIndex == 0 ? y : 0.5 - y;
    }
}
