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
    private final float[] out;
    private float[] inputGradient;
    private float[] in;

    DenseWork(Layer.Dense layer, int offset, Memory memory) {
        this.memory = memory;
        inputs = layer.inputs();
        outputs = layer.outputs();
        weightsAt = offset;
        biasAt = offset + layer.weights();
        out = memory.block(outputs);
    }

    @Override
    public float[] forward(float[] input, int rows) {
        in = input;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(memory.parameters(), biasAt, out, i * outputs, outputs);
        }
        product.add(Transposed.RIGHT, x(rows), weights(memory.parameters()), y(out, rows), parallelism(rows));
        return out;
    }

    @Override
    public float[] backward(float[] gradient, int rows, boolean inputWanted) {
        float[] sums = memory.gradient();
        Arrays.fill(sums, weightsAt, biasAt + outputs, 0);
        product.add(Transposed.LEFT, y(gradient, rows), x(rows), weights(sums), parallelism(rows));
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < outputs; k++) {
                sums[biasAt + k] += gradient[i * outputs + k];
            }
        }
        if (!inputWanted) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = memory.block(inputs);
        }
        Arrays.fill(inputGradient, 0, rows * inputs, 0);
        Matrix dx = Matrix.of(inputGradient, rows, inputs);
        product.add(Transposed.NONE, y(gradient, rows), weights(memory.parameters()), dx, parallelism(rows));
        return inputGradient;
    }

    private Parallelism parallelism(int rows) {
        return memory.parallelism((long) rows * inputs * outputs);
    }

    private Matrix x(int rows) {
        return Matrix.of(in, rows, inputs);
    }

    private Matrix y(float[] values, int rows) {
        return Matrix.of(values, rows, outputs);
    }

    private Matrix weights(float[] holder) {
        return Matrix.of(holder, weightsAt, outputs, inputs, inputs);
    }
}
