package io.xent.onnx;

import java.util.List;

/** Cuts rows into batches that take a bounded amount of memory while they are scored. */
final class Batches {

    private static final long BUDGET_BYTES = 1L << 26;

    /** ONNX Runtime goes through all parameters once per batch; this many times their size, and that is no burden. */
    private static final int BUDGET_PER_PARAMETERS = 4;

    private static final int MOST_ROWS = 1 << 13;

    private final List<Feed> feeds;
    private final long costPerRow;
    private final long budget;
    private final int rows;
    private final int mostRows;

    /**
     * @param costPerRow bytes that a row takes between inputs and outputs
     * @param parameterBytes the size of what the model multiplies each row with
     * @param mostRows how many rows the model takes at a time
     */
    Batches(List<Feed> feeds, long costPerRow, long parameterBytes, int rows, int mostRows) {
        this.feeds = feeds;
        this.costPerRow = costPerRow;
        this.budget = Math.max(BUDGET_BYTES, BUDGET_PER_PARAMETERS * parameterBytes);
        this.rows = rows;
        this.mostRows = Math.min(mostRows, MOST_ROWS);
    }

    List<Feed> feeds() {
        return feeds;
    }

    /** Where the batch ends that begins with a row: at least one row further. */
    int end(int from) {
        long widest = cost(from);
        int end = from + 1;
        while (end < rows && end - from < mostRows) {
            widest = Math.max(widest, cost(end));
            if (widest * (end + 1 - from) > budget) {
                break;
            }
            end++;
        }
        return end;
    }

    private long cost(int row) {
        long cost = costPerRow;
        for (Feed feed : feeds) {
            cost += feed.cost(row);
        }
        return cost;
    }
}
