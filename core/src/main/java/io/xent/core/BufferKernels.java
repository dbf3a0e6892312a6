package io.xent.core;

/**
 * Lets kernels that work on arrays work on buffers: copies a block of rows into arrays of the thread, which stay in its
 * cache, has them computed in place there where that is possible, and copies the results back. So main memory is read
 * once and written once, as with arrays, and no provider needs a second set of loops.
 */
final class BufferKernels implements Kernels {

    private final Kernels kernels;

    BufferKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public String description() {
        return kernels.description();
    }

    @Override
    public void probabilities(Matrix logits, double temperature, Matrix out) {
        run(Kernels::probabilities, logits, temperature, out);
    }

    @Override
    public void logProbabilities(Matrix logits, double temperature, Matrix out) {
        run(Kernels::logProbabilities, logits, temperature, out);
    }

    @Override
    public void logSumExp(Matrix logits, double temperature, Matrix out) {
        run(Kernels::logSumExp, logits, temperature, out);
    }

    @FunctionalInterface
    private interface RowFunction {
        void run(Kernels kernels, Matrix logits, double temperature, Matrix out);
    }

    private void run(RowFunction function, Matrix logits, double temperature, Matrix out) {
        if (logits.inArray() && out.inArray()) {
            function.run(kernels, logits, temperature, out);
            return;
        }
        int rows = logits.rows();
        RowCopies copies = RowCopies.ofThread();
        Matrix source = copies.source(logits, 0, rows, out);
        Matrix result = copies.result(source, logits, 0, rows, out);
        function.run(kernels, source, temperature, result);
        copyBack(result, 0, rows, out);
    }

    @Override
    public void crossEntropy(CrossEntropy loss, LossBlock block) {
        Matrix logits = block.logits();
        Matrix gradient = block.gradient();
        if (logits.inArray() && (gradient == null || gradient.inArray())) {
            kernels.crossEntropy(loss, block);
            return;
        }
        int from = block.from();
        int to = block.to();
        RowCopies copies = RowCopies.ofThread();
        Matrix source = copies.source(logits, from, to, gradient);
        Matrix result = gradient == null ? null : copies.result(source, logits, from, to, gradient);
        copies.block.setMoved(block, source, result);
        try {
            kernels.crossEntropy(loss, copies.block);
        } finally {
            copies.block.set(null, null, null);
        }
        copyBack(result, from, to, gradient);
    }

    @Override
    public void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out) {
        if (block.logits().inArray() && vector.inArray() && out.inArray()) {
            kernels.crossEntropyHessianTimes(loss, block, vector, out);
            return;
        }
        int from = block.from();
        int to = block.to();
        RowCopies copies = RowCopies.ofThread();
        Matrix result = copies.room(out, from, to);
        copies.block.setMoved(block, copies.first(block.logits(), from, to), null);
        try {
            kernels.crossEntropyHessianTimes(loss, copies.block, copies.second(vector, from, to), result);
        } finally {
            copies.block.set(null, null, null);
        }
        copyBack(result, from, to, out);
    }

    @Override
    public MatrixProduct matrixProduct() {
        return kernels.matrixProduct();
    }

    private static void copyBack(Matrix result, int from, int to, Matrix out) {
        if (result != out) {
            out.copyRows(from, to, result);
        }
    }
}
