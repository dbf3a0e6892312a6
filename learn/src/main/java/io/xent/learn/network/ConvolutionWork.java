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

    private final MatrixProduct product = MatrixProduct.active();
    private final Memory memory;
    private final Shape from;
    private final int size;
    private final int filters;
    private final int fanIn;
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
            int first = i * pixels * fanIn;
            forEachRun((pixel, line, before, inside, start) -> {
                int to = first + pixel * fanIn + line;
                int length = size * from.channels();
                if (inside <= 0) {
                    Arrays.fill(rows, to, to + length, 0);
                    return;
                }
                for (int j = 0; j < before; j++) {
                    rows[to + j] = 0;
                }
                for (int j = 0; j < inside; j++) {
                    rows[to + before + j] = in[image + start + j];
                }
                for (int j = before + inside; j < length; j++) {
                    rows[to + j] = 0;
                }
            });
        }
        return Matrix.of(rows, images * pixels, fanIn);
    }

    /** Adds the gradient of each patch to that of the pixels it was taken from. */
    private void fold(int piece, int images, float[] rows) {
        int begin = piece * IMAGES * from.size();
        Arrays.fill(inputGradient, begin, begin + images * from.size(), 0);
        for (int i = 0; i < images; i++) {
            int image = begin + i * from.size();
            int first = i * pixels * fanIn;
            forEachRun((pixel, line, before, inside, start) -> {
                int at = first + pixel * fanIn + line + before;
                for (int j = 0; j < inside; j++) {
                    inputGradient[image + start + j] += rows[at + j];
                }
            });
        }
    }

    /** A line of a filter at a pixel. */
    private interface Run {
        /**
         * @param line where the line starts in the pixel's patch
         * @param before values of the line beyond the left edge
         * @param inside values of it on the image; none where the whole line is beyond an edge
         * @param start where these start in the image
         */
        void take(int pixel, int line, int before, int inside, int start);
    }

    private void forEachRun(Run run) {
        int channels = from.channels();
        int reach = size / 2;
        for (int y = 0; y < from.height(); y++) {
            for (int ky = 0; ky < size; ky++) {
                int sourceLine = y + ky - reach;
                boolean onImage = sourceLine >= 0 && sourceLine < from.height();
                for (int x = 0; x < from.width(); x++) {
                    int left = Math.max(0, x - reach);
                    int right = Math.min(from.width(), x - reach + size);
                    run.take(
                            y * from.width() + x,
                            ky * size * channels,
                            (left - (x - reach)) * channels,
                            onImage ? (right - left) * channels : 0,
                            (sourceLine * from.width() + left) * channels);
                }
            }
        }
    }
}
