package io.xent.core;

import io.xent.core.MatrixProduct.Transposed;
import java.util.Arrays;

/**
 * One call of {@link LinearCrossEntropy}: takes the rows that count, portion by portion, through logits, loss and
 * gradient, all in one piece of memory. A row that does not count leaves a gap: then the rows of a portion are first
 * brought together.
 */
final class LinearPass {

    /** Portions are a multiple of this many rows, so that the tiles of products come out even. */
    private static final int EVEN_ROWS = 16;

    private static final int BIAS_COLUMNS = 4096;

    private final Matrix hidden;
    private final LinearLayer layer;
    private final double[] scales;
    private final LinearMemory memory;
    private final Parallelism parallelism;
    private final MatrixProduct product = MatrixProduct.active();

    /** The rows that count, in order; null where all do. */
    private final int[] counting;

    private final int rows;
    private final int portion;

    /**
     * @param scales what the gradient of each row is multiplied by; rows of scale 0 are not read. Null where all rows are
     * @param bytes that logits, and rows brought together, may take
     */
    LinearPass(
            Matrix hidden,
            LinearLayer layer,
            double[] scales,
            long bytes,
            LinearMemory memory,
            Parallelism parallelism) {
        this.hidden = hidden;
        this.layer = layer;
        this.scales = scales;
        this.memory = memory;
        this.parallelism = parallelism;
        int count = scales == null ? hidden.rows() : findCounting();
        counting = count == hidden.rows() ? null : memory.counting;
        rows = count;
        portion = portion(bytes);
    }

    /** Notes the rows that count, and returns their number. */
    private int findCounting() {
        int count = 0;
        for (int i = 0; i < hidden.rows(); i++) {
            if (scales[i] != 0) {
                memory.counting[count++] = i;
            }
        }
        return count;
    }

    /** As many rows as fit, in portions of nearly one size. */
    private int portion(long bytes) {
        long bytesOfRow = hidden.bytesPerValue() * (layer.classes() + 2L * layer.features());
        long fit = Math.min(bytes / Math.max(1, bytesOfRow), Integer.MAX_VALUE / Math.max(1, layer.classes()));
        if (fit >= rows) {
            return Math.max(1, rows);
        }
        int most = (int) Math.max(1, fit < EVEN_ROWS ? fit : fit - fit % EVEN_ROWS);
        int portions = (rows - 1) / most + 1;
        int even = (rows - 1) / portions + 1;
        return most < EVEN_ROWS ? even : Math.min(most, (even + EVEN_ROWS - 1) / EVEN_ROWS * EVEN_ROWS);
    }

    /** The logits of some consecutive rows of those that count. */
    private record Portion(int from, int to, Matrix hidden, Matrix logits) {
        int size() {
            return to - from;
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Portion portion);
    }

    /** @param gathers whether the hidden rows of a portion are copied, even if all count */
    private void forEachPortion(boolean gathers, Work work) {
        int classes = layer.classes();
        Matrix room = memory.logits(hidden, portion, classes);
        Matrix gathered = gathers || needsGathering() ? memory.hidden(hidden, portion) : null;
        for (int from = 0; from < rows; from += portion) {
            int to = Math.min(rows, from + portion);
            Matrix logits = room.reshaped(to - from, classes);
            Portion taken = new Portion(from, to, rowsOf(hidden, from, to, gathered), logits);
            if (gathered != null) {
                gather(taken);
            }
            computeLogits(taken);
            work.run(taken);
        }
    }

    /** The rows of {@code all} that a portion stands for: themselves where they follow one another, else room for them. */
    private Matrix rowsOf(Matrix all, int from, int to, Matrix gathered) {
        return gathered == null ? all.rows(from, to) : gathered.rows(0, to - from);
    }

    /** Products take matrices over arrays. */
    private boolean needsGathering() {
        return counting != null || !hidden.inArray();
    }

    private void gather(Portion portion) {
        for (int i = 0; i < portion.size(); i++) {
            portion.hidden.copyRow(i, hidden, row(portion.from + i));
        }
    }

    private void computeLogits(Portion portion) {
        Matrix logits = portion.logits;
        parallelism.forEach(portion.size(), i -> {
            if (layer.bias() == null) {
                logits.clearRow(i);
            } else {
                logits.copyRow(i, layer.bias(), 0);
            }
        });
        product.add(Transposed.RIGHT, portion.hidden, layer.weights(), logits, parallelism);
    }

    /** Writes the loss of each row that counts, not multiplied by its scale, and 0 for the others. */
    void losses(CrossEntropy loss, Target target, double[] losses) {
        Arrays.fill(losses, 0, hidden.rows(), 0);
        forEachPortion(false, portion -> crossEntropy(loss, target, portion, losses, false));
    }

    void lossesAndGradient(
            CrossEntropy loss, Target target, double[] losses, Matrix hiddenGradient, LinearLayer layerGradient) {
        double[] biasGradient =
                layerGradient == null || layerGradient.bias() == null ? null : memory.biasGradient(layer.classes());
        if (layerGradient != null) {
            clear(layerGradient.weights());
        }
        Arrays.fill(losses, 0, hidden.rows(), 0);
        boolean wantsGradient = hiddenGradient != null || layerGradient != null;
        boolean gathers = hiddenGradient != null && !hiddenGradient.inArray();
        forEachPortion(gathers, portion -> {
            crossEntropy(loss, target, portion, losses, wantsGradient);
            if (layerGradient != null) {
                product.add(Transposed.LEFT, portion.logits, portion.hidden, layerGradient.weights(), parallelism);
            }
            if (biasGradient != null) {
                addColumnSums(portion.logits, biasGradient);
            }
            if (hiddenGradient != null) {
                computeHiddenGradient(portion, hiddenGradient, gathers || needsGathering());
            }
        });
        if (biasGradient != null) {
            layerGradient.bias().write(0, biasGradient);
        }
        if (hiddenGradient != null && counting != null) {
            clearOthers(hiddenGradient);
        }
    }

    private void clear(Matrix matrix) {
        parallelism.forEach(matrix.rows(), matrix::clearRow);
    }

    /** In the memory of the hidden rows: they have done their part when this is computed. */
    private void computeHiddenGradient(Portion portion, Matrix gradient, boolean gathered) {
        Matrix out = gathered ? portion.hidden : gradient.rows(portion.from, portion.to);
        clear(out);
        product.add(Transposed.NONE, portion.logits, layer.weights(), out, parallelism);
        if (gathered) {
            for (int i = 0; i < portion.size(); i++) {
                gradient.copyRow(row(portion.from + i), out, i);
            }
        }
    }

    private void clearOthers(Matrix gradient) {
        for (int i = 0; i < hidden.rows(); i++) {
            if (scales[i] == 0) {
                gradient.clearRow(i);
            }
        }
    }

    private void addColumnSums(Matrix values, double[] sums) {
        parallelism.forEach((sums.length + BIAS_COLUMNS - 1) / BIAS_COLUMNS, piece -> {
            int from = piece * BIAS_COLUMNS;
            int to = Math.min(sums.length, from + BIAS_COLUMNS);
            for (int i = 0; i < values.rows(); i++) {
                values.addRowTo(i, from, to, sums);
            }
        });
    }

    private void crossEntropy(CrossEntropy loss, Target target, Portion portion, double[] losses, boolean gradient) {
        RowBlocks blocks = new RowBlocks(portion.size(), layer.classes());
        if (counting == null) {
            Target own = target.rows(portion.from, portion.to);
            blocks.forEach(
                    parallelism,
                    (from, to) -> compute(loss, portion.logits, own, from, to, portion.from + from, losses, gradient));
            return;
        }
        blocks.forEach(parallelism, (from, to) -> {
            for (int start = from; start < to; ) {
                int end = endOfRun(portion.from + start, portion.from + to) - portion.from;
                int row = row(portion.from + start);
                Matrix logits = portion.logits.rows(start, end);
                Target own = target.rows(row, row + end - start);
                compute(loss, logits, own, 0, end - start, row, losses, gradient);
                start = end;
            }
        });
    }

    /** The losses, and where they are wanted the gradients in place, of the rows {@code [from, to)}; {@code row} is the first in the call. */
    private void compute(
            CrossEntropy loss,
            Matrix logits,
            Target target,
            int from,
            int to,
            int row,
            double[] losses,
            boolean gradient) {
        int count = to - from;
        RowMemory ofThread = RowMemory.ofThread(count);
        LossBlock block = ofThread.block;
        System.arraycopy(scales, row, ofThread.scales, 0, count);
        block.set(logits, target, gradient ? logits : null);
        block.setRows(from, to, ofThread.losses);
        block.setScales(0, ofThread.scales);
        try {
            loss.compute(block);
        } finally {
            block.set(null, null, null);
        }
        System.arraycopy(ofThread.losses, 0, losses, row, count);
    }

    private int row(int index) {
        return counting == null ? index : counting[index];
    }

    /** Where the rows that follow one another without a gap from this one on end, at most {@code limit}. */
    private int endOfRun(int start, int limit) {
        int end = start + 1;
        while (end < limit && counting[end] == counting[end - 1] + 1) {
            end++;
        }
        return end;
    }

    void top(CrossEntropy loss, int[] classes, Matrix logProbabilities) {
        forEachPortion(
                false,
                portion -> new RowBlocks(portion.size(), layer.classes()).forEach(parallelism, (from, to) -> {
                    TopClasses top = TopClasses.ofThread(loss, layer.classes(), logProbabilities.columns());
                    top.find(portion.logits.rows(from, to), classes, portion.from + from, logProbabilities);
                }));
    }
}
