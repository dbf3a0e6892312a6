package io.xent.learn.synthetic;

import io.xent.learn.InvalidInputException;

/**
 * An endless set of rows whose classes take turns. Row i depends on the settings, the seed and i alone, to the same bits on
 * every JVM: a longer set begins with a shorter one. Immutable; may be used by many threads at once.
 */
public final class SyntheticRows {

    /** Where a row lies before noise is added: in {@code point}, in as many of its elements as the shape has. */
    interface Shape {
        void place(int classIndex, RowDraws draws, double[] point);
    }

    private final Shape shape;
    private final int classes;
    private final int features;
    private final double noise;
    private final long seed;

    private SyntheticRows(Shape shape, int classes, int features, double noise, long seed) {
        this.shape = shape;
        this.classes = classes;
        this.features = features;
        this.noise = noise;
        this.seed = seed;
    }

    /**
     * Two half circles of radius 1, one within the other's reach: (cos t, sin t) and (1 − cos t, ½ − sin t), t uniform in
     * [0, π]. No straight line parts them.
     *
     * @param features at least 2; what is beyond two is noise alone
     * @param noise standard deviation, in each feature, of the normal noise that is added
     * @throws InvalidInputException where a number is out of range
     */
    public static SyntheticRows moons(int features, double noise, long seed) {
        return checked(new Moons(), 2, 2, features, noise, seed);
    }

    /**
     * Normal clouds around centres that are themselves drawn from a normal distribution, so that two of them are 4 apart in
     * root mean square, however many features there are.
     *
     * @param classes at least 2
     * @param features at least 1
     * @param noise standard deviation of a cloud in each feature
     * @throws InvalidInputException where a number is out of range
     */
    public static SyntheticRows blobs(int classes, int features, double noise, long seed) {
        requireAtLeast(2, classes, "classes");
        requireAtLeast(1, features, "features");
        return checked(Blobs.of(classes, features, seed), classes, 1, features, noise, seed);
    }

    /**
     * Arms that go once around the origin while their radius grows from 0.1 to 1, uniformly in the radius.
     *
     * @param classes how many arms, at least 2
     * @param features at least 2; what is beyond two is noise alone
     * @param noise standard deviation, in each feature, of the normal noise that is added
     * @throws InvalidInputException where a number is out of range
     */
    public static SyntheticRows spirals(int classes, int features, double noise, long seed) {
        return checked(new Spirals(classes), classes, 2, features, noise, seed);
    }

    private static SyntheticRows checked(
            Shape shape, int classes, int leastFeatures, int features, double noise, long seed) {
        requireAtLeast(2, classes, "classes");
        requireAtLeast(leastFeatures, features, "features");
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("the noise is " + noise + ": it must be finite and not negative");
        }
        return new SyntheticRows(shape, classes, features, noise, seed);
    }

    private static void requireAtLeast(int least, int number, String what) {
        if (number < least) {
            throw new InvalidInputException(
                    "the number of " + what + " is " + number + ": it must be at least " + least);
        }
    }

    public int classes() {
        return classes;
    }

    public int features() {
        return features;
    }

    /**
     * Makes one row.
     *
     * @param row its number, from 0
     * @param point receives its {@link #features()}
     * @return its class index, {@code row mod classes}
     */
    public int row(long row, double[] point) {
        if (row < 0) {
            throw new IndexOutOfBoundsException("row " + row);
        }
        int classIndex = (int) (row % classes);
        RowDraws draws = new RowDraws(seed, row);
        for (int j = 0; j < features; j++) {
            point[j] = 0;
        }
        shape.place(classIndex, draws, point);
        for (int j = 0; j < features; j++) {
            point[j] += noise * draws.normal();
        }
        return classIndex;
    }
}
