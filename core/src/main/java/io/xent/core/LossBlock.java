package io.xent.core;

/**
 * Consecutive rows of a loss to compute, {@code [from, to)} of the matrices and the target. All has been checked: shapes
 * agree, targets that count are valid, and the gradient is the logits themselves or has nothing in common with them.
 *
 * <p>One such object serves block after block: kernels keep nothing of it when they return.
 */
public final class LossBlock {

    private Matrix logits;
    private Target target;
    private Matrix gradient;
    private int from;
    private int to;
    private double commonScale;
    private double[] scales;
    private double[] losses;

    LossBlock() {}

    /**
     * All rows, each with a scale of its own.
     *
     * @param logits rows × classes
     * @param target of the same rows
     * @param scales of each row
     * @param losses where the loss of each row goes; null where it is not wanted
     * @param gradient where the gradient goes, rows × classes; null where it is not wanted
     */
    public LossBlock(Matrix logits, Target target, double[] scales, double[] losses, Matrix gradient) {
        set(logits, target, gradient);
        setRows(0, logits.rows(), losses);
        this.scales = scales;
    }

    void set(Matrix rows, Target targets, Matrix gradients) {
        logits = rows;
        target = targets;
        gradient = gradients;
    }

    /** The same rows, in other matrices. */
    void setMoved(LossBlock block, Matrix rows, Matrix gradients) {
        set(rows, block.target, gradients);
        setRows(block.from, block.to, block.losses);
        setScales(block.commonScale, block.scales);
    }

    void setRows(int first, int end, double[] lossesOfRows) {
        from = first;
        to = end;
        losses = lossesOfRows;
    }

    /** One scale for all rows, or where {@code each} is not null, that of row {@code from + i} at i. */
    void setScales(double common, double[] each) {
        commonScale = common;
        scales = each;
    }

    /** Rows × classes, of which those of this block are meant. */
    public Matrix logits() {
        return logits;
    }

    /** Of as many rows as the logits. */
    public Target target() {
        return target;
    }

    /** Where the gradient goes, of the shape of the logits; null where it is not wanted. */
    public Matrix gradient() {
        return gradient;
    }

    /** The first row. */
    public int from() {
        return from;
    }

    /** The row after the last. */
    public int to() {
        return to;
    }

    /**
     * What the gradient of a row, one of {@code [from, to)}, is multiplied by, not negative. A row of scale 0 must not be
     * read: its loss and gradient are 0.
     */
    public double scale(int row) {
        return scales == null ? commonScale : scales[row - from];
    }

    /** Whether all rows have the same scale. */
    public boolean hasCommonScale() {
        return scales == null;
    }

    /** Where the losses go, that of row {@code from + i} at i and not multiplied by its scale; null where not wanted. */
    public double[] losses() {
        return losses;
    }
}
