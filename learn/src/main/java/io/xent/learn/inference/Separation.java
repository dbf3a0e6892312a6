package io.xent.learn.inference;

import java.util.List;

/**
 * Classes that columns tell apart without error, so that some coefficients grow for ever: there is no finite maximum of the
 * likelihood.
 *
 * @param pairs at least one
 */
public record Separation(List<Pair> pairs) {

    /**
     * Two classes and the columns that separate them.
     *
     * @param first a class index in the data set
     * @param second another one
     * @param isComplete whether all rows of the two are told apart; else only some are and the others lie on the border
     *     (quasi-complete separation)
     * @param columns indices in {@link FeatureLayout#columns}; where the search could afford it, none of them can be
     *     spared
     */
    public record Pair(int first, int second, boolean isComplete, List<Integer> columns) {
        public Pair {
            columns = List.copyOf(columns);
        }
    }

    public Separation {
        pairs = List.copyOf(pairs);
    }
}
