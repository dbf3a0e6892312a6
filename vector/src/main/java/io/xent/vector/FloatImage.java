package io.xent.vector;

import io.xent.core.ImageFilters;
import java.util.Arrays;

/**
 * An image with zeros around it, in memory of the thread, and where in it the pixels and the places in a filter are: the value of a
 * pixel's place lies at the sum of the two.
 */
final class FloatImage {

    private static final ThreadLocal<float[]> MARGINED = ThreadLocal.withInitial(() -> new float[0]);

    /** Where the filter begins at each pixel, and then zeros up to a multiple of a tile's rows. */
    final int[] pixels;

    /** Where each value of a filter is from its beginning, and then zeros likewise. */
    final int[] places;

    private final int height;
    private final int line;
    private final int marginedLine;
    private final int margin;
    private final int length;

    /** @param values of each pixel: the channels of the inputs, or the filters of the outputs */
    FloatImage(ImageFilters filters, int values) {
        int reach = filters.size() / 2;
        height = filters.height();
        line = filters.width() * values;
        marginedLine = (filters.width() + 2 * reach) * values;
        margin = (reach * (filters.width() + 2 * reach) + reach) * values;
        length = Math.multiplyExact(height + 2 * reach, marginedLine);
        pixels = new int[whole(filters.pixels())];
        for (int p = 0; p < filters.pixels(); p++) {
            pixels[p] = p / filters.width() * marginedLine + p % filters.width() * values;
        }
        int run = filters.size() * values;
        places = new int[whole(filters.size() * run)];
        for (int t = 0; t < filters.size() * run; t++) {
            places[t] = t / run * marginedLine + t % run;
        }
    }

    private static int whole(int rows) {
        return (rows + FloatGatherTile.ROWS - 1) / FloatGatherTile.ROWS * FloatGatherTile.ROWS;
    }

    /** An image out of many with zeros around it; of use until this thread asks for the next. */
    float[] margined(float[] images, int image) {
        float[] to = MARGINED.get();
        if (to.length < length) {
            to = new float[length];
            MARGINED.set(to);
        }
        Arrays.fill(to, 0, length, 0);
        for (int y = 0; y < height; y++) {
            System.arraycopy(images, (image * height + y) * line, to, margin + y * marginedLine, line);
        }
        return to;
    }
}
