package io.xent.core;

import java.util.Arrays;

/**
 * The plain loops of {@link Convolution}: pixel by pixel and weight by weight of a filter, the innermost loop over filters
 * or over values that are together in the image, which compilers vectorise without reordering any sum.
 */
final class ScalarConvolution extends Convolution {

    private final int height;
    private final int width;
    private final int channels;
    private final int count;
    private final int size;
    private final int reach;
    private final int fanIn;
    private final float[] weights;

    /** The weights by place in the filter: fan-in × filters. */
    private final float[] byPlace;

    private final float[] biases;

    ScalarConvolution(ImageFilters filters) {
        super(filters);
        height = filters.height();
        width = filters.width();
        channels = filters.channels();
        count = filters.filters();
        size = filters.size();
        reach = size / 2;
        fanIn = filters.fanIn();
        weights = new float[count * fanIn];
        byPlace = new float[count * fanIn];
        biases = new float[count];
    }

    @Override
    public void use(float[] parameters, int at) {
        System.arraycopy(parameters, at, weights, 0, weights.length);
        System.arraycopy(parameters, at + weights.length, biases, 0, count);
        for (int f = 0; f < count; f++) {
            for (int t = 0; t < fanIn; t++) {
                byPlace[t * count + f] = weights[f * fanIn + t];
            }
        }
    }

    /** Something done with one line of the filter at a pixel: values that are together in the image. */
    @FunctionalInterface
    private interface Line {
        /**
         * @param pixel counted through all images
         * @param place of the first weight in the filter
         * @param source of the first value in the images
         * @param length how many lie within the image
         */
        void at(int pixel, int place, int source, int length);
    }

    private void forEachLine(int image, Line line) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = (image * height + y) * width + x;
                int left = Math.max(0, reach - x);
                int right = Math.min(size, width + reach - x);
                for (int v = Math.max(0, reach - y); v < Math.min(size, height + reach - y); v++) {
                    int source = ((image * height + y + v - reach) * width + x + left - reach) * channels;
                    line.at(pixel, (v * size + left) * channels, source, (right - left) * channels);
                }
            }
        }
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        for (int pixel = from * height * width; pixel < to * height * width; pixel++) {
            System.arraycopy(biases, 0, out, pixel * count, count);
        }
        for (int image = from; image < to; image++) {
            forEachLine(image, (pixel, place, source, length) -> {
                for (int t = 0; t < length; t++) {
                    add(in[source + t], byPlace, (place + t) * count, out, pixel * count, count);
                }
            });
        }
    }

    /** {@code to += factor · from}. */
    private static void add(float factor, float[] from, int start, float[] to, int at, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] += factor * from[start + i];
        }
    }

    @Override
    public void addParameterGradient(float[] in, float[] outGradient, int from, int to, float[] gradient, int at) {
        float[] sums = new float[fanIn * count];
        for (int image = from; image < to; image++) {
            forEachLine(image, (pixel, place, source, length) -> {
                for (int t = 0; t < length; t++) {
                    add(in[source + t], outGradient, pixel * count, sums, (place + t) * count, count);
                }
            });
        }
        float[] biasSums = new float[count];
        for (int pixel = from * height * width; pixel < to * height * width; pixel++) {
            add(1, outGradient, pixel * count, biasSums, 0, count);
        }
        for (int f = 0; f < count; f++) {
            for (int t = 0; t < fanIn; t++) {
                gradient[at + f * fanIn + t] += sums[t * count + f];
            }
            gradient[at + count * fanIn + f] += biasSums[f];
        }
    }

    @Override
    public void inputGradient(float[] outGradient, float[] inGradient, int from, int to) {
        int values = height * width * channels;
        Arrays.fill(inGradient, from * values, to * values, 0);
        for (int image = from; image < to; image++) {
            forEachLine(image, (pixel, place, source, length) -> {
                for (int f = 0; f < count; f++) {
                    add(outGradient[pixel * count + f], weights, f * fanIn + place, inGradient, source, length);
                }
            });
        }
    }
}
