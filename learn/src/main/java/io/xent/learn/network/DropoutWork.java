package io.xent.learn.network;

import io.xent.learn.SplitMix64;

/**
 * Dropout in training. What is dropped is drawn row by row, from the seed of the step and the row's place in the batch,
 * so that it does not depend on threads.
 */
final class DropoutWork implements LayerWork {

    private final int width;
    private final float kept;

    /** Of the 2³² values of a draw, those below this one drop. */
    private final long dropped;

    private final float[] factors;
    private long seed;

    DropoutWork(Layer.Dropout layer, Memory memory) {
        width = layer.inputs();
        kept = (float) (1 / (1 - layer.rate()));
        dropped = (long) (layer.rate() * (1L << 32));
        factors = memory.block(width);
    }

    /** Before each forward pass. */
    void seed(long value) {
        seed = value;
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        for (int row = from; row < to; row++) {
            draw(row);
        }
        for (int i = from * width; i < to * width; i++) {
            out[i] = in[i] * factors[i];
        }
    }

    private void draw(int row) {
        SplitMix64 random = new SplitMix64(Seeds.derived(seed, row));
        int end = (row + 1) * width;
        for (int i = row * width; i < end; i += 2) {
            long bits = random.next();
            factors[i] = (bits & 0xffffffffL) < dropped ? 0 : kept;
            if (i + 1 < end) {
                factors[i + 1] = bits >>> 32 < dropped ? 0 : kept;
            }
        }
    }

    @Override
    public void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        if (inGradient == null) {
            return;
        }
        for (int i = from * width; i < to * width; i++) {
            inGradient[i] = outGradient[i] * factors[i];
        }
    }
}
