package io.xent.learn.inference;

import java.util.List;

/**
 * A feature whose coefficient cannot be told from those of others: it is a combination of features before it, so the
 * model says the same without it. Its coefficients are fixed at 0.
 *
 * @param feature its index
 * @param of the features it is a combination of; −1 is the intercept, that is, a constant
 * @param isBase whether it is the level that the other levels of its column are compared with, which is no fault of the
 *     data
 */
public record Alias(int feature, List<Integer> of, boolean isBase) {

    public Alias {
        of = List.copyOf(of);
    }
}
