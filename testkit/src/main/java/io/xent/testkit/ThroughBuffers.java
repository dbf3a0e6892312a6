package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.FloatMatrix;
import io.xent.core.JacobianProduct;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/** The kernels in use, as they work when all matrices are in buffers: for holding that to the contract of kernels. */
final class ThroughBuffers implements Kernels {

    private final Holder holder;
    private final int gap;

    ThroughBuffers(Holder holder, int gap) {
        this.holder = holder;
        this.gap = gap;
    }

    /** One call: each matrix once in a buffer, back again at the end. */
    private final class Call implements AutoCloseable {

        private final Map<Matrix, Holder.Guarded> moved = new IdentityHashMap<>();

        Matrix in(Matrix matrix) {
            return matrix == null
                    ? null
                    : moved.computeIfAbsent(matrix, m -> holder.copyOf(m, m instanceof FloatMatrix, gap)).matrix;
        }

        @Override
        public void close() {
            moved.forEach((matrix, buffer) -> {
                assertTrue(buffer.isIntactOutside(), "wrote beside the rows of a buffer");
                Holder.Guarded.copy(buffer.matrix, matrix);
            });
        }
    }

    @Override
    public String name() {
        return Kernels.active().name();
    }

    @Override
    public void probabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        try (Call call = new Call()) {
            Kernels.active().probabilities(call.in(logits), from, to, temperature, call.in(out));
        }
    }

    @Override
    public void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        try (Call call = new Call()) {
            Kernels.active().logProbabilities(call.in(logits), from, to, temperature, call.in(out));
        }
    }

    @Override
    public void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out) {
        try (Call call = new Call()) {
            Kernels.active().logSumExp(call.in(logits), from, to, temperature, call.in(out));
        }
    }

    @Override
    public void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out) {
        try (Call call = new Call()) {
            Kernels.active()
                    .jacobianTimes(product, call.in(logits), from, to, temperature, call.in(vectors), call.in(out));
        }
    }

    @Override
    public void crossEntropy(CrossEntropy loss, LossBlock block) {
        try (Call call = new Call()) {
            Kernels.active().crossEntropy(loss, in(call, block));
        }
    }

    @Override
    public void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out) {
        try (Call call = new Call()) {
            Kernels.active().crossEntropyHessianTimes(loss, in(call, block), call.in(vector), call.in(out));
        }
    }

    private static LossBlock in(Call call, LossBlock block) {
        double[] scales = new double[block.logits().rows()];
        Arrays.setAll(scales, block::scale);
        return new LossBlock(
                call.in(block.logits()), block.target(), scales, block.losses(), call.in(block.gradient()));
    }
}
