package io.xent.core;

import java.util.function.IntConsumer;

/**
 * One call of a loss: its rows block by block, on whatever thread. Kept for the next call of the thread that made it, so
 * that calls allocate nothing.
 */
final class LossPass implements IntConsumer {

    private static final ThreadLocal<LossPass> OF_THREAD = ThreadLocal.withInitial(LossPass::new);

    /** Whether a call of this thread is under way: a pool may let a thread that waits make another. */
    private boolean busy;

    private LossOverRows<?> loss;
    private Matrix logits;
    private Target target;
    private Matrix gradient;
    private Matrix vector;
    private int rowsPerBlock;
    private double denominator;

    /** The losses of the rows times their weights, summed over each block; and one by one, where somebody wants them. */
    private boolean summing;

    private double[] sums = new double[1];
    private final CompensatedSum total = new CompensatedSum();
    private double[] losses;

    private LossPass() {}

    private static LossPass begin(LossOverRows<?> loss, Matrix logits, Target target, double denominator) {
        LossPass pass = OF_THREAD.get();
        if (pass.busy) {
            pass = new LossPass();
        }
        pass.busy = true;
        pass.loss = loss;
        pass.logits = logits;
        pass.target = target;
        pass.denominator = denominator;
        pass.rowsPerBlock = RowBlocks.rowsPerBlock(logits.rows(), logits.columns());
        return pass;
    }

    /**
     * Writes the gradient of the sum of the rows' losses over the denominator, and returns that; with a denominator of 0,
     * all gradients are 0.
     *
     * @param gradient null where it is not wanted
     * @param sum whether the losses are wanted; 0 is returned where not
     */
    static double reduce(
            LossOverRows<?> loss, Matrix logits, Target target, double denominator, Matrix gradient, boolean sum) {
        LossPass pass = begin(loss, logits, target, denominator);
        try {
            pass.gradient = gradient;
            pass.summing = sum;
            return pass.run() / denominator;
        } finally {
            pass.end();
        }
    }

    /** Writes the loss of each row times its weight. */
    static void losses(LossOverRows<?> loss, Matrix logits, Target target, double[] out) {
        LossPass pass = begin(loss, logits, target, 1);
        try {
            pass.losses = out;
            pass.run();
        } finally {
            pass.end();
        }
    }

    static void hessianTimes(
            LossOverRows<?> loss, Matrix logits, Target target, double denominator, Matrix vector, Matrix out) {
        LossPass pass = begin(loss, logits, target, denominator);
        try {
            pass.vector = vector;
            pass.gradient = out;
            pass.run();
        } finally {
            pass.end();
        }
    }

    private void end() {
        loss = null;
        logits = null;
        target = null;
        gradient = null;
        vector = null;
        losses = null;
        summing = false;
        busy = false;
    }

    private double run() {
        int blocks = RowBlocks.count(logits.rows(), rowsPerBlock);
        if (sums.length < blocks) {
            sums = new double[blocks];
        }
        RowBlocks.forEach(loss.aggregation.parallelism(), blocks, this);
        total.clear();
        for (int b = 0; b < blocks && summing; b++) {
            total.add(sums[b]);
        }
        return total.value();
    }

    @Override
    public void accept(int index) {
        int from = index * rowsPerBlock;
        int to = (int) Math.min(logits.rows(), from + (long) rowsPerBlock);
        RowMemory memory = RowMemory.ofThread(to - from);
        LossBlock block = memory.block;
        boolean wanted = summing || losses != null;
        block.set(logits, target, vector == null ? gradient : null);
        block.setRows(from, to, wanted ? memory.losses : null);
        try {
            boolean weighted = scale(memory, from, to);
            if (vector != null) {
                loss.computeHessianTimes(block, vector, gradient);
            } else {
                loss.compute(block);
            }
            if (wanted) {
                take(memory, index, weighted);
            }
        } finally {
            block.set(null, null, null);
        }
    }

    /** Sets the scales of a block; returns whether not all of its rows weigh 1. */
    private boolean scale(RowMemory memory, int from, int to) {
        double ofOne = denominator == 0 ? 0 : 1 / denominator;
        double[] weights = memory.weights;
        boolean weighted = loss.aggregation.readWeights(target, from, to, weights);
        double[] scales = weighted && denominator != 0 ? memory.scales : null;
        memory.block.setScales(ofOne, scales);
        for (int i = 0; i < to - from && scales != null; i++) {
            scales[i] = weights[i] == 1 ? ofOne : weights[i] / denominator;
        }
        return weighted;
    }

    private void take(RowMemory memory, int index, boolean weighted) {
        double[] ofRows = memory.losses;
        int from = memory.block.from();
        int count = memory.block.to() - from;
        for (int i = 0; i < count && weighted; i++) {
            ofRows[i] *= memory.weights[i];
        }
        if (summing) {
            sums[index] = memory.sum.of(ofRows, count);
        }
        if (losses != null) {
            System.arraycopy(ofRows, 0, losses, from, count);
        }
    }
}
