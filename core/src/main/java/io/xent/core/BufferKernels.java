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
    public void probabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        run(Kernels::probabilities, logits, from, to, temperature, out);
    }

    @Override
    public void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        run(Kernels::logProbabilities, logits, from, to, temperature, out);
    }

    @Override
    public void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out) {
        run(Kernels::logSumExp, logits, from, to, temperature, out);
    }

    @FunctionalInterface
    private interface RowFunction {
        void run(Kernels kernels, Matrix logits, int from, int to, double temperature, Matrix out);
    }

    private void run(RowFunction function, Matrix logits, int from, int to, double temperature, Matrix out) {
        if (logits.inArray() && out.inArray()) {
            function.run(kernels, logits, from, to, temperature, out);
            return;
        }
        RowCopies copies = RowCopies.ofThread();
        Matrix source = copies.source(logits, from, to, out);
        Matrix result = copies.result(source, logits, from, to, out);
        function.run(kernels, source, from, to, temperature, result);
        copyBack(result, from, to, out);
    }

    @Override
    public void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out) {
        if (logits.inArray() && vectors.inArray() && out.inArray()) {
            kernels.jacobianTimes(product, logits, from, to, temperature, vectors, out);
            return;
        }
        RowCopies copies = RowCopies.ofThread();
        Matrix result = copies.room(out, from, to);
        Matrix source = copies.first(logits, from, to);
        kernels.jacobianTimes(product, source, from, to, temperature, copies.second(vectors, from, to), result);
        copyBack(result, from, to, out);
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

    @Override
    public Convolution convolution(ImageFilters filters) {
        return kernels.convolution(filters);
    }

    @Override
    public Pooling pooling(ImageSquares squares) {
        return kernels.pooling(squares);
    }

    private static void copyBack(Matrix result, int from, int to, Matrix out) {
        if (result != out) {
            out.copyRows(from, to, result);
        }
    }
}
