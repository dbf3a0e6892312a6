package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.xent.core.Convolution;
import io.xent.core.ImageFilters;
import io.xent.testkit.ConvolutionContract;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorConvolutionTest extends ConvolutionContract {

    @BeforeEach
    void onVectors() {
        ConvolutionChoice.force(true);
    }

    @Override
    protected Convolution convolution(ImageFilters filters) {
        return new VectorConvolution(filters);
    }

    @Test
    void forwardAndGradients_inPlainLoops_sameBitsAsOnVectors() {
        ImageFilters filters = new ImageFilters(6, 5, 17, 36, 3);
        SplittableRandom random = new SplittableRandom(3);
        float[] parameters = random(random, filters.parameters());
        float[] in = random(random, 2 * filters.inputs());
        float[] outGradient = random(random, 2 * filters.outputs());
        assertArrayEquals(
                results(filters, parameters, in, outGradient, true),
                results(filters, parameters, in, outGradient, false));
    }

    private static float[] random(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** Outputs and both gradients one after another. */
    private static float[] results(
            ImageFilters filters, float[] parameters, float[] in, float[] outGradient, boolean vectors) {
        ConvolutionChoice.force(vectors);
        Convolution convolution = new VectorConvolution(filters);
        convolution.use(parameters, 0);
        float[] out = new float[outGradient.length];
        float[] inGradient = new float[in.length];
        float[] gradient = new float[parameters.length];
        convolution.forward(in, out, 0, 2);
        convolution.inputGradient(outGradient, inGradient, 0, 2);
        convolution.addParameterGradient(in, outGradient, 0, 2, gradient, 0);
        float[] all = Arrays.copyOf(out, out.length + in.length + gradient.length);
        System.arraycopy(inGradient, 0, all, out.length, in.length);
        System.arraycopy(gradient, 0, all, out.length + in.length, gradient.length);
        return all;
    }
}
