package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.core.ImageSquares;
import io.xent.core.Pooling;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pooling promises, to the bit: extend it for a provider. */
public abstract class PoolingContract {

    private static final long SEED = 20261125;
    private static final int IMAGES = 3;

    private static final ImageSquares[] SHAPES = {
        new ImageSquares(1, 1, 1, 1),
        new ImageSquares(2, 2, 1, 2),
        new ImageSquares(5, 4, 3, 2),
        new ImageSquares(4, 6, 8, 2),
        new ImageSquares(7, 5, 16, 3),
        new ImageSquares(4, 4, 17, 4),
        new ImageSquares(6, 4, 48, 2)
    };

    /** The pooling to hold to it. */
    protected abstract Pooling pooling(ImageSquares squares);

    /** Values of which many are equal, some of them NaN. */
    private static float[] values(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(40) == 0 ? Float.NaN : random.nextInt(5) - 2;
        }
        return values;
    }

    private static float[] untouched(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 77);
        return values;
    }

    private static int pixel(ImageSquares squares, int image, int y, int x) {
        return ((image * squares.height() + y) * squares.width() + x) * squares.channels();
    }

    /** Told each output and the first of its square in the image. */
    private interface Square {
        void of(int out, int y, int x, int channel);
    }

    private static void forEachSquare(ImageSquares squares, int image, Square square) {
        int out = image * squares.outputs();
        for (int y = 0; y + squares.size() <= squares.height(); y += squares.size()) {
            for (int x = 0; x + squares.size() <= squares.width(); x += squares.size()) {
                for (int c = 0; c < squares.channels(); c++) {
                    square.of(out++, y, x, c);
                }
            }
        }
    }

    @Test
    void forward_someImages_theLargestOfEachSquare() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (ImageSquares squares : SHAPES) {
            float[] in = values(random, IMAGES * squares.inputs());
            float[] expected = untouched(IMAGES * squares.outputs());
            forEachSquare(squares, 1, (out, y, x, c) -> {
                expected[out] = Float.NEGATIVE_INFINITY;
                for (int v = y; v < y + squares.size(); v++) {
                    for (int u = x; u < x + squares.size(); u++) {
                        expected[out] = Math.max(expected[out], in[pixel(squares, 1, v, u) + c]);
                    }
                }
            });
            float[] out = untouched(expected.length);
            pooling(squares).forward(in, out, 1, 2);
            assertArrayEquals(expected, out, squares + ", seed " + SEED);
        }
    }

    @Test
    void inputGradient_someImages_goesToTheFirstOfTheLargest() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (ImageSquares squares : SHAPES) {
            float[] in = values(random, IMAGES * squares.inputs());
            float[] out = new float[IMAGES * squares.outputs()];
            pooling(squares).forward(in, out, 0, IMAGES);
            float[] outGradient = new float[out.length];
            Arrays.setAll(new double[out.length], i -> outGradient[i] = i + 1);
            float[] expected = untouched(in.length);
            Arrays.fill(expected, squares.inputs(), 2 * squares.inputs(), 0);
            forEachSquare(squares, 1, (at, y, x, c) -> {
                for (int p = 0; p < squares.size() * squares.size(); p++) {
                    int pixel = pixel(squares, 1, y + p / squares.size(), x + p % squares.size()) + c;
                    if (in[pixel] == out[at]) {
                        expected[pixel] = outGradient[at];
                        return;
                    }
                }
            });
            float[] gradient = untouched(in.length);
            pooling(squares).inputGradient(in, out, outGradient, gradient, 1, 2);
            assertArrayEquals(expected, gradient, squares + ", seed " + SEED);
        }
    }

    @Test
    void squares_largerThanTheImage_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImageSquares(3, 2, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new ImageSquares(3, 2, 0, 1));
    }
}
