package io.xent.learn.synthetic;

import io.xent.learn.SplitMix64;

/**
 * The random numbers of one row. They depend on the seed and the row's number alone, so that a longer set begins with a
 * shorter one and rows may be made in any order. {@link StrictMath}, because a seed is to mean the same rows everywhere.
 */
final class RowDraws {

    private final SplitMix64 random;
    private double spare = Double.NaN;

    RowDraws(long seed, long row) {
        random = new SplitMix64(seed ^ new SplitMix64(row).next());
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (random.next() >>> 11) * 0x1p-53;
    }

    /** Standard normal, by the polar method of Marsaglia and Bray, SIAM Review 6 (1964). */
    double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * factor;
        return u * factor;
    }
}
