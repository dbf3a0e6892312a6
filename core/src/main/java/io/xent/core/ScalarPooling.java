package io.xent.core;

import java.util.Arrays;

/** The plain loops of {@link Pooling}. */
final class ScalarPooling extends Pooling {

    private final int channels;
    private final int inputs;
    private final int outputs;

    private final int[] pixels;
    private final int[] corners;

    ScalarPooling(ImageSquares squares) {
        super(squares);
        channels = squares.channels();
        inputs = squares.inputs();
        outputs = squares.outputs();
        pixels = squares.pixels();
        corners = squares.corners();
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        for (int image = from; image < to; image++) {
            for (int square = 0; square < corners.length; square++) {
                int corner = image * inputs + corners[square];
                int at = image * outputs + square * channels;
                System.arraycopy(in, corner, out, at, channels);
                for (int p = 1; p < pixels.length; p++) {
                    for (int c = 0; c < channels; c++) {
                        out[at + c] = Math.max(out[at + c], in[corner + pixels[p] + c]);
                    }
                }
            }
        }
    }

    @Override
    public void inputGradient(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        Arrays.fill(inGradient, from * inputs, to * inputs, 0);
        for (int image = from; image < to; image++) {
            for (int square = 0; square < corners.length; square++) {
                int corner = image * inputs + corners[square];
                int at = image * outputs + square * channels;
                for (int c = 0; c < channels; c++) {
                    int p = 0;
                    while (p < pixels.length && in[corner + pixels[p] + c] != out[at + c]) {
                        p++;
                    }
                    if (p < pixels.length) {
                        inGradient[corner + pixels[p] + c] = outGradient[at + c];
                    }
                }
            }
        }
    }
}
