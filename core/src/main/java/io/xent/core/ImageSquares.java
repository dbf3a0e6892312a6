package io.xent.core;

/**
 * Squares of pixels side by side over images of height × width × channels values; lines and columns that fill no square are
 * left out.
 *
 * @param size the side of a square, at most that of the image
 */
public record ImageSquares(int height, int width, int channels, int size) {

    /** Refuses images without a value, and squares larger than they are. */
    public ImageSquares {
        if (channels < 1 || size < 1 || size > Math.min(height, width)) {
            throw new IllegalArgumentException(
                    "squares of the side " + size + " on images of " + height + "x" + width + "x" + channels);
        }
        Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** Values of an image. */
    public int inputs() {
        return height * width * channels;
    }

    /** One value for each square and channel. */
    public int outputs() {
        return height / size * (width / size) * channels;
    }

    /** Where the first pixel of each square lies in an image, square after square. */
    public int[] corners() {
        int across = width / size;
        int[] corners = new int[height / size * across];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = (i / across * width + i % across) * size * channels;
        }
        return corners;
    }

    /** Where the pixels of a square lie from its first, line after line. */
    public int[] pixels() {
        int[] pixels = new int[size * size];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (p / size * width + p % size) * channels;
        }
        return pixels;
    }
}
