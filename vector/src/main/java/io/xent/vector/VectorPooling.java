package io.xent.vector;

import io.xent.core.ImageSquares;
import io.xent.core.Kernels;
import io.xent.core.Pooling;
import java.util.Arrays;

/** Pooling by {@link FloatSquares}, and in plain loops where channels fill no vector and until the vectors are compiled. */
final class VectorPooling extends Pooling {

    private final Pooling plain;
    private final int inputs;
    private final int outputs;
    private final int channels;
    private final int[] corners;
    private final int[] pixels;
    private final boolean squaresFill;

    VectorPooling(ImageSquares squares) {
        super(squares);
        plain = Kernels.scalar().pooling(squares);
        inputs = squares.inputs();
        outputs = squares.outputs();
        channels = squares.channels();
        corners = squares.corners();
        pixels = squares.pixels();
        squaresFill = corners.length * pixels.length * channels == inputs;
    }

    private boolean onVectors() {
        return channels % FloatTile.LANES == 0 && ConvolutionChoice.vectors();
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        if (!onVectors()) {
            plain.forward(in, out, from, to);
            return;
        }
        for (int image = from; image < to; image++) {
            FloatSquares.largest(in, image * inputs, corners, pixels, channels, out, image * outputs);
        }
    }

    @Override
    public void inputGradient(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        if (!onVectors()) {
            plain.inputGradient(in, out, outGradient, inGradient, from, to);
            return;
        }
        if (!squaresFill) {
            Arrays.fill(inGradient, from * inputs, to * inputs, 0);
        }
        for (int image = from; image < to; image++) {
            FloatSquares.give(
                    in, image * inputs, corners, pixels, channels, out, outGradient, image * outputs, inGradient);
        }
    }
}
