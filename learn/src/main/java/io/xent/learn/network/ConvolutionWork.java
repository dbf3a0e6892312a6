package io.xent.learn.network;

import io.xent.core.Convolution;
import io.xent.core.ImageFilters;
import java.util.Arrays;

/** A convolution by the kernels in use; the gradients of parameters by pieces of rows are added in order. */
final class ConvolutionWork implements LayerWork {

    private final Convolution convolution;
    private final Memory memory;
    private final int offset;

    /** Of each piece, as the layer's parameters lie; empty where nothing is learned. */
    private final float[][] gradients;

    ConvolutionWork(Layer.Convolution layer, int offset, Memory memory) {
        this.memory = memory;
        this.offset = offset;
        Shape from = layer.from();
        convolution = Convolution.active(
                new ImageFilters(from.height(), from.width(), from.channels(), layer.filters(), layer.size()));
        gradients = new float[memory.learns() ? memory.pieces(memory.rows()) : 0][layer.parameters()];
    }

    @Override
    public void begin() {
        convolution.use(memory.parameters(), offset);
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        convolution.forward(in, out, from, to);
    }

    @Override
    public void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        float[] part = gradients[from / memory.pieceRows()];
        Arrays.fill(part, 0);
        convolution.addParameterGradient(in, outGradient, from, to, part, 0);
        if (inGradient != null) {
            convolution.inputGradient(outGradient, inGradient, from, to);
        }
    }

    @Override
    public void end(int rows) {
        float[] sums = memory.gradient();
        int count = convolution.filters().parameters();
        Arrays.fill(sums, offset, offset + count, 0);
        for (int piece = 0; piece < memory.pieces(rows); piece++) {
            float[] part = gradients[piece];
            for (int i = 0; i < count; i++) {
                sums[offset + i] += part[i];
            }
        }
    }
}
