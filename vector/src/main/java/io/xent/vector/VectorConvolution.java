package io.xent.vector;

import io.xent.core.Convolution;
import io.xent.core.ImageFilters;
import java.util.Arrays;

/**
 * Convolutions from tiles of {@link FloatGatherTile}, image by image: outputs are pixels × places times places × filters, with
 * the image itself as the left factor; the gradient of the inputs is the same with the filters turned around; that of the
 * weights is places × pixels times pixels × filters, with the gradient of the outputs itself as the right factor.
 */
final class VectorConvolution extends Convolution {

    private static final int ROWS = FloatGatherTile.ROWS;
    private static final int LANES = FloatTile.LANES;
    private static final int COLUMNS = FloatTile.COLUMNS;

    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    private final FloatImage inputs;
    private final FloatImage outputs;
    private final int pixels;
    private final int channels;
    private final int count;
    private final int fanIn;
    private final int fanOut;

    /** Places × filters, in panels as wide as a tile. */
    private final float[] forwards;

    /** Of each panel the biases of its filters. */
    private final float[] biases;

    /** Places × channels with the filters turned around, in panels. */
    private final float[] backwards;

    private final float[] zeros = new float[COLUMNS];

    VectorConvolution(ImageFilters filters) {
        super(filters);
        inputs = new FloatImage(filters, filters.channels());
        outputs = new FloatImage(filters, filters.filters());
        pixels = filters.pixels();
        channels = filters.channels();
        count = filters.filters();
        fanIn = filters.fanIn();
        fanOut = filters.size() * filters.size() * count;
        forwards = new float[Math.multiplyExact(wholePanels(count), fanIn)];
        biases = new float[wholePanels(count)];
        backwards = new float[Math.multiplyExact(wholePanels(channels), fanOut)];
    }

    private static int wholePanels(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    @Override
    public void use(float[] parameters, int at) {
        System.arraycopy(parameters, at + count * fanIn, biases, 0, count);
        int places = fanIn / channels;
        for (int f = 0; f < count; f++) {
            int forward = f / COLUMNS * COLUMNS * fanIn + f % COLUMNS;
            for (int t = 0; t < fanIn; t++) {
                float weight = parameters[at + f * fanIn + t];
                int c = t % channels;
                int turned = (places - 1 - t / channels) * count + f;
                forwards[forward + t * COLUMNS] = weight;
                backwards[c / COLUMNS * COLUMNS * fanOut + turned * COLUMNS + c % COLUMNS] = weight;
            }
        }
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        for (int image = from; image < to; image++) {
            multiply(inputs, inputs.margined(in, image), fanIn, forwards, biases, COLUMNS, out, image * pixels, count);
        }
    }

    @Override
    public void inputGradient(float[] outGradient, float[] inGradient, int from, int to) {
        for (int image = from; image < to; image++) {
            float[] margined = outputs.margined(outGradient, image);
            multiply(outputs, margined, fanOut, backwards, zeros, 0, inGradient, image * pixels, channels);
        }
    }

    /** Writes {@code width} values for each pixel of an image: starts, and the products of its places and the panels. */
    private void multiply(
            FloatImage image,
            float[] margined,
            int depth,
            float[] panels,
            float[] starts,
            int startStep,
            float[] out,
            int firstPixel,
            int width) {
        Room room = ROOM.get();
        boolean vectors = ConvolutionChoice.vectors();
        for (int j = 0; j < width; j += COLUMNS) {
            int columns = Math.min(COLUMNS, width - j);
            boolean whole = pixels >= ROWS && (columns == COLUMNS || columns == LANES);
            for (int p = 0; p < pixels; p += ROWS) {
                // The last tile overlaps the one before, and writes the same values again.
                int row = whole ? Math.min(p, pixels - ROWS) : p;
                int target = (firstPixel + row) * width + j;
                float[] sums = whole ? out : room.tile;
                int at = whole ? target : 0;
                int step = whole ? width : COLUMNS;
                add(
                        vectors,
                        columns,
                        margined,
                        image.pixels,
                        row,
                        image.places,
                        depth,
                        panels,
                        j * depth,
                        COLUMNS,
                        starts,
                        j / COLUMNS * startStep,
                        0,
                        sums,
                        at,
                        step);
                if (!whole) {
                    copyTile(room.tile, Math.min(ROWS, pixels - p), columns, out, target, width);
                }
            }
        }
    }

    private static void add(
            boolean vectors,
            int columns,
            float[] a,
            int[] rows,
            int row,
            int[] terms,
            int depth,
            float[] b,
            int start,
            int step,
            float[] from,
            int first,
            int fromStep,
            float[] to,
            int at,
            int toStep) {
        if (!vectors) {
            FloatGatherTile.addPlain(
                    a, rows, row, terms, depth, b, start, step, columns, from, first, fromStep, to, at, toStep);
        } else if (columns > LANES) {
            FloatGatherTile.addTwo(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        } else {
            FloatGatherTile.addOne(a, rows, row, terms, depth, b, start, step, from, first, fromStep, to, at, toStep);
        }
    }

    private static void copyTile(float[] tile, int rows, int columns, float[] to, int target, int step) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(tile, i * COLUMNS, to, target + i * step, columns);
        }
    }

    @Override
    public void addParameterGradient(float[] in, float[] outGradient, int from, int to, float[] gradient, int at) {
        Room room = ROOM.get();
        int places = inputs.places.length;
        int stride = wholePanels(count);
        float[] sums = room.sums(places * stride);
        float[] biasSums = room.biasSums(count);
        for (int image = from; image < to; image++) {
            addProducts(inputs.margined(in, image), outGradient, image * pixels * count, sums);
            addColumns(ConvolutionChoice.vectors(), outGradient, image * pixels * count, biasSums);
        }
        for (int f = 0; f < count; f++) {
            int panel = f / COLUMNS * COLUMNS * places + f % COLUMNS;
            for (int t = 0; t < fanIn; t++) {
                gradient[at + f * fanIn + t] += sums[panel + t * COLUMNS];
            }
            gradient[at + count * fanIn + f] += biasSums[f];
        }
    }

    /** Adds places × pixels times pixels × filters to panels of sums. */
    private void addProducts(float[] margined, float[] outGradient, int start, float[] sums) {
        boolean vectors = ConvolutionChoice.vectors();
        Room room = ROOM.get();
        for (int j = 0; j < count; j += COLUMNS) {
            int columns = Math.min(COLUMNS, count - j);
            float[] right = outGradient;
            int first = start + j;
            int step = count;
            if (columns != COLUMNS && columns != LANES) {
                right = room.panel(pixels * COLUMNS);
                FloatPanels.pack(outGradient, first, count, pixels, columns, right, 0);
                first = 0;
                step = COLUMNS;
            }
            for (int t = 0; t < inputs.places.length; t += ROWS) {
                int target = j * inputs.places.length + t * COLUMNS;
                add(
                        vectors,
                        columns,
                        margined,
                        inputs.places,
                        t,
                        inputs.pixels,
                        pixels,
                        right,
                        first,
                        step,
                        sums,
                        target,
                        COLUMNS,
                        sums,
                        target,
                        COLUMNS);
            }
        }
    }

    private void addColumns(boolean vectors, float[] values, int start, float[] sums) {
        int f = 0;
        for (; vectors && f <= count - LANES; f += LANES) {
            FloatGatherTile.addColumns(values, start + f, count, pixels, sums, f);
        }
        for (int p = 0; f < count && p < pixels; p++) {
            for (int k = f; k < count; k++) {
                sums[k] += values[start + p * count + k];
            }
        }
    }

    /** What a thread needs on the way. */
    private static final class Room {
        final float[] tile = new float[ROWS * COLUMNS];
        private float[] sums = new float[0];
        private float[] biasSums = new float[0];
        private float[] panel = new float[0];

        float[] sums(int length) {
            sums = sums.length < length ? new float[length] : sums;
            Arrays.fill(sums, 0, length, 0);
            return sums;
        }

        float[] biasSums(int length) {
            biasSums = biasSums.length < length ? new float[length] : biasSums;
            Arrays.fill(biasSums, 0, length, 0);
            return biasSums;
        }

        float[] panel(int length) {
            panel = panel.length < length ? new float[length] : panel;
            return panel;
        }
    }
}
