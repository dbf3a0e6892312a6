package io.xent.core;

/** What a thread needs to work on a block of rows, kept for the next block. */
final class RowMemory {

    private static final ThreadLocal<RowMemory> OF_THREAD = ThreadLocal.withInitial(RowMemory::new);

    final LossBlock block = new LossBlock();

    final WideSum sum = new WideSum();

    /** For the sums of whole calls; not shared with {@link #sum}. */
    final CompensatedSum total = new CompensatedSum();

    /** Per row of the block. */
    double[] weights = new double[0];

    double[] scales = new double[0];
    double[] losses = new double[0];

    /** For one row of a hinge loss. */
    final CompensatedSum terms = new CompensatedSum();

    private double[] scores = new double[0];
    private double[] counts = new double[0];

    double[] scores(int classes) {
        if (scores.length != classes) {
            scores = new double[classes];
        }
        return scores;
    }

    double[] counts(int classes) {
        if (counts.length != classes) {
            counts = new double[classes];
        }
        return counts;
    }

    static RowMemory ofThread(int rows) {
        RowMemory memory = OF_THREAD.get();
        if (memory.weights.length < rows) {
            memory.weights = new double[rows];
            memory.scales = new double[rows];
            memory.losses = new double[rows];
        }
        return memory;
    }
}
