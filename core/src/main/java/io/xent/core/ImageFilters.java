package io.xent.core;

/**
 * Square filters over images: an image is height × width × channels values, line by line, with the channels of a pixel
 * together; a filter is size × size × channels weights in the same order, and its middle stands on each pixel in turn.
 *
 * @param size the side of a filter, odd
 */
public record ImageFilters(int height, int width, int channels, int filters, int size) {

    /** Refuses images without a value, filters without a middle, and sizes beyond those of arrays. */
    public ImageFilters {
        if (height < 1 || width < 1 || channels < 1 || filters < 1 || size < 1 || size % 2 == 0) {
            throw new IllegalArgumentException(filters + " filters of the side " + size + " over images of " + height
                    + "x" + width + "x" + channels + ": sides and counts are positive, that of a filter is odd");
        }
        Math.multiplyExact(Math.multiplyExact(height, width), Math.max(channels, filters));
        Math.multiplyExact(Math.multiplyExact(size * size, channels), filters);
    }

    /** Pixels of an image. */
    public int pixels() {
        return height * width;
    }

    /** Values of an image. */
    public int inputs() {
        return pixels() * channels;
    }

    /** Values of what the filters make of it. */
    public int outputs() {
        return pixels() * filters;
    }

    /** Weights of a filter. */
    public int fanIn() {
        return size * size * channels;
    }

    /** Weights of all filters, and a bias for each. */
    public int parameters() {
        return filters * fanIn() + filters;
    }
}
