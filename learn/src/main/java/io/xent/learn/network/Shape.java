package io.xent.learn.network;

/**
 * Height × width × channels of an image. A row of features is an image pixel by pixel, line by line from the top, with the
 * channels of each pixel together.
 */
public record Shape(int height, int width, int channels) {

    /** Refuses an image of no pixels, or of more values than an array holds. */
    public Shape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an image of " + height + "x" + width + "x" + channels);
        }
        Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** Values per image. */
    public int size() {
        return height * width * channels;
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
