package io.xent.benchmarks;

import java.util.List;

/**
 * What the kernels are meant to reach at a shape, in single precision, loss and gradient in place: at least this. NaN where
 * nothing is asked.
 *
 * @param libtorch times as fast as libtorch as shipped
 * @param tuned times as fast as libtorch with its allocator tuned
 * @param ofScaleOne share of the speed of scaling the matrix in place, on one thread
 * @param ofScaleTwo the same on two
 */
record Goal(String shape, double libtorch, double tuned, double ofScaleOne, double ofScaleTwo) {

    private static final double NONE = Double.NaN;

    static final List<Goal> VECTOR = List.of(
            new Goal("1000000x3", 10, NONE, NONE, NONE),
            new Goal("65536x10", 20, NONE, NONE, NONE),
            new Goal("1000000x10", 20, NONE, NONE, NONE),
            new Goal("1000000x26", 10, NONE, NONE, NONE),
            new Goal("8192x1000", 6, 4.5, 0.45, 0.5),
            new Goal("512x32000", 25, 6, 0.6, 0.8),
            new Goal("256x128256", 25, 9, 0.65, 0.8));

    /** Without the Vector API. */
    private static Goal scalar(String shape, int jdk) {
        double times = jdk < 21 ? 0.6 : shape.endsWith("x1000") ? 1 : 4;
        return new Goal(shape, shape.equals("8192x1000") || shape.equals("512x32000") ? times : NONE, NONE, NONE, NONE);
    }

    /** That of a figure of ours. */
    static Goal of(Figure figure) {
        if (figure.kernels().equals("scalar")) {
            return scalar(figure.shape(), figure.jdk());
        }
        return VECTOR.stream()
                .filter(goal -> goal.shape.equals(figure.shape()))
                .findFirst()
                .orElse(new Goal(figure.shape(), NONE, NONE, NONE, NONE));
    }

    double ofScale(int threads) {
        return threads == 1 ? ofScaleOne : ofScaleTwo;
    }
}
