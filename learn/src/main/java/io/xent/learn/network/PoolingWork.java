package io.xent.learn.network;

import java.util.Arrays;

/** The largest of each square of pixels, by channel; the gradient goes to the first of the largest. */
final class PoolingWork implements LayerWork {

    private final Memory memory;
    private final Shape from;
    private final Shape to;
    private final int size;
    private final float[] out;

    /** Where in the block each output came from; null where nothing is learned. */
    private final int[] sources;

    private float[] inputGradient;

    PoolingWork(Layer.Pooling layer, Memory memory) {
        this.memory = memory;
        from = layer.from();
        to = layer.to();
        size = layer.size();
        out = memory.block(layer.outputs());
        sources = memory.learns() ? new int[out.length] : null;
    }

    @Override
    public float[] forward(float[] in, int rows) {
        memory.parallelism((long) rows * from.size()).forEach(rows, row -> {
            if (sources == null) {
                pool(in, row);
            } else {
                poolAndRemember(in, row);
            }
        });
        return out;
    }

    private int source(int y, int x) {
        return (y * size * from.width() + x * size) * from.channels();
    }

    private void pool(float[] in, int row) {
        int channels = from.channels();
        int at = row * to.size();
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++, at += channels) {
                int corner = row * from.size() + source(y, x);
                System.arraycopy(in, corner, out, at, channels);
                for (int p = 1; p < size * size; p++) {
                    int pixel = corner + (p / size * from.width() + p % size) * channels;
                    for (int c = 0; c < channels; c++) {
                        out[at + c] = Math.max(out[at + c], in[pixel + c]);
                    }
                }
            }
        }
    }

    private void poolAndRemember(float[] in, int row) {
        int channels = from.channels();
        int at = row * to.size();
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++, at += channels) {
                int corner = row * from.size() + source(y, x);
                for (int c = 0; c < channels; c++) {
                    out[at + c] = in[corner + c];
                    sources[at + c] = corner + c;
                }
                for (int p = 1; p < size * size; p++) {
                    compare(in, corner + (p / size * from.width() + p % size) * channels, at);
                }
            }
        }
    }

    /** Takes what is larger. Which is cannot be guessed, so instead of a branch the sign of the difference is a mask. */
    private void compare(float[] in, int pixel, int at) {
        for (int c = 0; c < from.channels(); c++) {
            float largest = out[at + c];
            float value = in[pixel + c];
            int larger = Float.floatToRawIntBits(largest - value) >> 31;
            out[at + c] = Math.max(largest, value);
            sources[at + c] = sources[at + c] & ~larger | (pixel + c) & larger;
        }
    }

    @Override
    public float[] backward(float[] gradient, int rows, boolean inputWanted) {
        if (!inputWanted) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = memory.block(from.size());
        }
        memory.parallelism((long) rows * from.size()).forEach(rows, row -> {
            Arrays.fill(inputGradient, row * from.size(), (row + 1) * from.size(), 0);
            for (int i = row * to.size(); i < (row + 1) * to.size(); i++) {
                inputGradient[sources[i]] = gradient[i];
            }
        });
        return inputGradient;
    }
}
