package io.xent.learn.inference;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.Penalty;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** Multiplications that one of Newton's steps may cost in a search beside a training. */
    private static final double MOST_WORK = 1e8;

    public Separation {
        pairs = List.copyOf(pairs);
    }

    /**
     * Looks for classes that are told apart, where that is cheap: see {@link #isCheap}. Empty where there are none, where it
     * is not cheap, and where neither could be proved.
     *
     * @param data rows of finite features
     * @param layout of the features of {@code data}
     */
    public static Optional<Separation> find(Dataset data, FeatureLayout layout, Parallelism parallelism) {
        return data.targets() == null
                ? ofClasses(data, layout, parallelism)
                : find(data.withoutTargets(), layout, parallelism);
    }

    private static Optional<Separation> ofClasses(Dataset data, FeatureLayout layout, Parallelism parallelism) {
        int[] present = present(data);
        if (present.length < 2 || !isCheap(data)) {
            return Optional.empty();
        }
        return new Analysis(Design.of(data, present[0]), new Penalty(0), layout, parallelism).separation();
    }

    /** Whether {@link #find} looks at all: for n rows and d coefficients against a reference class, n d² is at most 10⁸. */
    public static boolean isCheap(Dataset data) {
        double coefficients = (data.features().columns() + 1.0) * (present(data).length - 1);
        return data.rows() * coefficients * coefficients <= MOST_WORK;
    }

    private static int[] present(Dataset data) {
        double[] totals = data.classTotals();
        return IntStream.range(0, totals.length).filter(k -> totals[k] > 0).toArray();
    }
}
