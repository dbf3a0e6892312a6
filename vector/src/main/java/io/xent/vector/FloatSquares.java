package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link VectorPooling} over the squares of one image, for channels that fill vectors. */
final class FloatSquares {

    private static final VectorSpecies<Float> SPECIES = FloatTile.SPECIES;

    private static final int LANES = FloatTile.LANES;

    private FloatSquares() {}

    static void largest(float[] in, int image, int[] corners, int[] pixels, int channels, float[] out, int to) {
        for (int i = 0; i < corners.length; i++) {
            for (int c = 0; c < channels; c += LANES) {
                int corner = image + corners[i] + c;
                FloatVector largest = FloatVector.fromArray(SPECIES, in, corner);
                for (int p = 1; p < pixels.length; p++) {
                    largest = largest.max(FloatVector.fromArray(SPECIES, in, corner + pixels[p]));
                }
                largest.intoArray(out, to + i * channels + c);
            }
        }
    }

    /** Gives each output's gradient to the first pixel of its square that is equal to it, and 0 to the others. */
    static void give(
            float[] in,
            int image,
            int[] corners,
            int[] pixels,
            int channels,
            float[] out,
            float[] outGradient,
            int from,
            float[] inGradient) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < corners.length; i++) {
            for (int c = 0; c < channels; c += LANES) {
                int corner = image + corners[i] + c;
                int at = from + i * channels + c;
                FloatVector largest = FloatVector.fromArray(SPECIES, out, at);
                FloatVector left = FloatVector.fromArray(SPECIES, outGradient, at);
                for (int p = 0; p < pixels.length; p++) {
                    FloatVector value = FloatVector.fromArray(SPECIES, in, corner + pixels[p]);
                    VectorMask<Float> equal = value.compare(VectorOperators.EQ, largest);
                    zero.blend(left, equal).intoArray(inGradient, corner + pixels[p]);
                    left = left.blend(zero, equal);
                }
            }
        }
    }
}
