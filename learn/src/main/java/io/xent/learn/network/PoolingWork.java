package io.xent.learn.network;

import io.xent.core.ImageSquares;
import io.xent.core.Pooling;

/** The largest of each square of pixels, by channel, by the kernels in use. */
final class PoolingWork implements LayerWork {

    private final Pooling pooling;

    PoolingWork(Layer.Pooling layer) {
        Shape from = layer.from();
        pooling = Pooling.active(new ImageSquares(from.height(), from.width(), from.channels(), layer.size()));
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        pooling.forward(in, out, from, to);
    }

    @Override
    public void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        if (inGradient != null) {
            pooling.inputGradient(in, out, outGradient, inGradient, from, to);
        }
    }
}
