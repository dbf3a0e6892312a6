package io.xent.learn.network;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * A convolution as a product: the values under the filter at each pixel become a row of patches, so that
 * {@code Y = patches · Wᵀ + b}; back, {@code ∂W = ∂Yᵀ · patches}, and {@code ∂patches = ∂Y · W} is added up pixel by pixel.
 * Images go by in pieces of a few, whose patches stay in a second-level cache; the gradients of the pieces are added in
 * order.
 */
final class ConvolutionWork implements LayerWork {

    private static final int IMAGES = 4;

    /** Values from which on a call to copy them costs less than a loop. */
    private static final int LONG_RUN = 16;

    private final MatrixProduct product = MatrixProduct.active();
    private final Memory memory;
    private final Shape from;
    private final int size;
    private final int filters;
    private final int fanIn;

    /** Values of one line of a filter, which are together in the image too. */
    private final int run;

    private final int pixels;
    private final int weightsAt;
    private final int biasAt;
    private final float[] out;
    private final ThreadLocal<float[]> patches;

    /** Of each piece, as the layer's parameters lie; empty where nothing is learned. */
    private final float[][] gradients;

    private float[] inputGradient;
    private float[] in;

    ConvolutionWork(Layer.Convolution layer, int offset, Memory memory) {
        this.memory = memory;
        from = layer.from();
        size = layer.size();
        filters = layer.filters();
        fanIn = layer.fanIn();
        run = size * from.channels();
        pixels = from.height() * from.width();
        weightsAt = offset;
        biasAt = offset + layer.weights();
        out = memory.block(layer.outputs());
        int patchValues = Math.multiplyExact(IMAGES * pixels, fanIn);
        patches = ThreadLocal.withInitial(() -> new float[patchValues]);
        gradients = new float[memory.learns() ? pieces(memory.rows()) : 0][layer.parameters()];
    }

    private static int pieces(int rows) {
        return (rows - 1) / IMAGES + 1;
    }

    private static int images(int piece, int rows) {
        return Math.min(IMAGES, rows - piece * IMAGES);
    }

    @Override
    public float[] forward(float[] input, int rows) {
        in = input;
        memory.parallelism().forEach(pieces(rows), piece -> {
            int images = images(piece, rows);
            Matrix x = unfolded(piece, images);
            int start = piece * IMAGES * pixels * filters;
            for (int i = 0; i < images * pixels; i++) {
                System.arraycopy(memory.parameters(), biasAt, out, start + i * filters, filters);
            }
            product.add(Transposed.RIGHT, x, weights(), y(out, piece, images), Parallelism.sequential());
        });
        return out;
    }

    @Override
    public float[] backward(float[] gradient, int rows, boolean inputWanted) {
        if (inputWanted && inputGradient == null) {
            inputGradient = memory.block(from.size());
        }
        memory.parallelism()
                .forEach(pieces(rows), piece -> backward(gradient, piece, images(piece, rows), inputWanted));
        float[] sums = memory.gradient();
        Arrays.fill(sums, weightsAt, biasAt + filters, 0);
        for (int piece = 0; piece < pieces(rows); piece++) {
            float[] part = gradients[piece];
            for (int i = 0; i < part.length; i++) {
                sums[weightsAt + i] += part[i];
            }
        }
        return inputWanted ? inputGradient : null;
    }

    private void backward(float[] gradient, int piece, int images, boolean inputWanted) {
        float[] part = gradients[piece];
        Arrays.fill(part, 0);
        Matrix dy = y(gradient, piece, images);
        Matrix dw = Matrix.of(part, filters, fanIn);
        product.add(Transposed.LEFT, dy, unfolded(piece, images), dw, Parallelism.sequential());
        int start = piece * IMAGES * pixels * filters;
        int bias = filters * fanIn;
        for (int i = 0; i < images * pixels; i++) {
            for (int k = 0; k < filters; k++) {
                part[bias + k] += gradient[start + i * filters + k];
            }
        }
        if (inputWanted) {
            float[] folded = patches.get();
            Arrays.fill(folded, 0, images * pixels * fanIn, 0);
            Matrix dx = Matrix.of(folded, images * pixels, fanIn);
            product.add(Transposed.NONE, dy, weights(), dx, Parallelism.sequential());
            fold(piece, images, folded);
        }
    }

    private Matrix weights() {
        return Matrix.of(memory.parameters(), weightsAt, filters, fanIn, fanIn);
    }

    private Matrix y(float[] values, int piece, int images) {
        return Matrix.of(values, piece * IMAGES * pixels * filters, images * pixels, filters, filters);
    }

    /** The patches of some images: a row per pixel, zeros beyond the edges. */
    private Matrix unfolded(int piece, int images) {
        float[] rows = patches.get();
        for (int i = 0; i < images; i++) {
            int image = (piece * IMAGES + i) * from.size();
            for (int y = 0; y < from.height(); y++) {
                int line = (i * pixels + y * from.width()) * fanIn;
                for (int ky = 0; ky < size; ky++) {
                    int source = y + ky - size / 2;
                    if (source >= 0 && source < from.height()) {
                        unfold(image + source * from.width() * from.channels(), rows, line + ky * run);
                    } else {
                        clear(rows, line + ky * run);
                    }
                }
            }
        }
        return Matrix.of(rows, images * pixels, fanIn);
    }

    /** One line of the filter, at every pixel of a line of the image. */
    private void unfold(int source, float[] rows, int to) {
        for (int x = 0; x < from.width(); x++) {
            int at = to + x * fanIn;
            int before = beforeLeft(x);
            int after = run - beyondRight(x);
            int start = source + (x - size / 2) * from.channels();
            for (int j = 0; j < before; j++) {
                rows[at + j] = 0;
            }
            copy(in, start + before, rows, at + before, after - before);
            for (int j = after; j < run; j++) {
                rows[at + j] = 0;
            }
        }
    }

    private void clear(float[] rows, int to) {
        for (int x = 0; x < from.width(); x++) {
            Arrays.fill(rows, to + x * fanIn, to + x * fanIn + run, 0);
        }
    }

    private static void copy(float[] from, int start, float[] to, int at, int length) {
        if (length >= LONG_RUN) {
            System.arraycopy(from, start, to, at, length);
            return;
        }
        for (int j = 0; j < length; j++) {
            to[at + j] = from[start + j];
        }
    }

    /** Values of a line of the filter that lie beyond the left edge at a pixel. */
    private int beforeLeft(int x) {
        return Math.max(0, size / 2 - x) * from.channels();
    }

    /** The same for the right edge. */
    private int beyondRight(int x) {
        return Math.max(0, x + size / 2 - (from.width() - 1)) * from.channels();
    }

    /** Adds the gradient of each patch to that of the pixels it was taken from. */
    private void fold(int piece, int images, float[] rows) {
        int begin = piece * IMAGES * from.size();
        Arrays.fill(inputGradient, begin, begin + images * from.size(), 0);
        for (int i = 0; i < images; i++) {
            int image = begin + i * from.size();
            for (int y = 0; y < from.height(); y++) {
                int line = (i * pixels + y * from.width()) * fanIn;
                for (int ky = 0; ky < size; ky++) {
                    int source = y + ky - size / 2;
                    if (source >= 0 && source < from.height()) {
                        fold(rows, line + ky * run, image + source * from.width() * from.channels());
                    }
                }
            }
        }
    }

    private void fold(float[] rows, int line, int to) {
        for (int x = 0; x < from.width(); x++) {
            int before = beforeLeft(x);
            int length = run - beyondRight(x) - before;
            add(rows, line + x * fanIn + before, inputGradient, to + (x - size / 2) * from.channels() + before, length);
        }
    }

    private static void add(float[] from, int start, float[] to, int at, int length) {
        for (int j = 0; j < length; j++) {
            to[at + j] += from[start + j];
        }
    }
}
