package io.xent.learn;

/** A pass whose logits have something added that does not depend on the parameters. */
final class OffsetPass implements DataPass {

    private final DataPass linear;
    private final double[] offsets;

    /** @param offsets rows × classes */
    OffsetPass(DataPass linear, double[] offsets) {
        this.linear = linear;
        this.offsets = offsets;
    }

    private RowStep added(RowStep step) {
        return (block, from, rows, z) -> {
            for (int at = 0; at < rows * classes(); at++) {
                z[at] += offsets[from * classes() + at];
            }
            step.apply(block, from, rows, z);
        };
    }

    @Override
    public void forward(double[] parameters, int first, int end, RowStep step) {
        linear.forward(parameters, first, end, added(step));
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] sums) {
        linear.forwardAndBack(parameters, added(step), sums);
    }

    @Override
    public DataPass linear() {
        return linear;
    }

    @Override
    public DataPass in64Bits() {
        return new OffsetPass(linear.in64Bits(), offsets);
    }

    @Override
    public int rows() {
        return linear.rows();
    }

    @Override
    public int features() {
        return linear.features();
    }

    @Override
    public int classes() {
        return linear.classes();
    }

    @Override
    public int blocks() {
        return linear.blocks();
    }

    @Override
    public int blockRows() {
        return linear.blockRows();
    }

    @Override
    public int longestRow() {
        return linear.longestRow() + 1;
    }

    @Override
    public int longestSum() {
        return linear.longestSum();
    }

    @Override
    public int longestBiasSum() {
        return linear.longestBiasSum();
    }
}
