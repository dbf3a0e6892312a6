package io.xent.learn.network;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.Arrays;

/** {@code Y = X · Wᵀ + b}; back, {@code ∂W = ∂Yᵀ · X}, {@code ∂b = Σ_rows ∂Y} and {@code ∂X = ∂Y · W}. */
final class DenseWork implements LayerWork {

    private final MatrixProduct product = MatrixProduct.active();
    private final Memory memory;
    private final int inputs;
    private final int outputs;
    private final int weightsAt;
    private final int biasAt;

    DenseWork(Layer.Dense layer, int offset, Memory memory) {
        this.memory = memory;
        inputs = layer.inputs();
        outputs = layer.outputs();
        weightsAt = offset;
        biasAt = offset + layer.weights();
    }

    @Override
    public boolean wholeBlocks() {
        return true;
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        for (int i = 0; i < to; i++) {
            System.arraycopy(memory.parameters(), biasAt, out, i * outputs, outputs);
        }
        Matrix x = Matrix.of(in, to, inputs);
        Matrix y = Matrix.of(out, to, outputs);
        product.add(Transposed.RIGHT, x, weights(memory.parameters()), y, parallelism(to));
    }

    @Override
    public void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        float[] sums = memory.gradient();
        Matrix x = Matrix.of(in, to, inputs);
        Matrix dy = Matrix.of(outGradient, to, outputs);
        Arrays.fill(sums, weightsAt, biasAt + outputs, 0);
        product.add(Transposed.LEFT, dy, x, weights(sums), parallelism(to));
        for (int i = 0; i < to; i++) {
            for (int k = 0; k < outputs; k++) {
                sums[biasAt + k] += outGradient[i * outputs + k];
            }
        }
        if (inGradient != null) {
            Arrays.fill(inGradient, 0, to * inputs, 0);
            Matrix dx = Matrix.of(inGradient, to, inputs);
            product.add(Transposed.NONE, dy, weights(memory.parameters()), dx, parallelism(to));
        }
    }

    private Parallelism parallelism(int rows) {
        return memory.parallelism((long) rows * inputs * outputs);
    }

    private Matrix weights(float[] holder) {
        return Matrix.of(holder, weightsAt, outputs, inputs, inputs);
    }
}
