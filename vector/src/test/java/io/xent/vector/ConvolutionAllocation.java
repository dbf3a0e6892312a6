package io.xent.vector;

import io.xent.core.ImageFilters;
import io.xent.core.ImageSquares;
import java.util.ArrayList;
import java.util.List;

/** As {@link ProductAllocation}, for convolutions and pooling. */
final class ConvolutionAllocation {

    private static final ImageFilters FILTERS = new ImageFilters(12, 12, 16, 48, 3);
    private static final ImageSquares SQUARES = new ImageSquares(12, 12, 48, 2);
    private static final int TRIALS = 2000;

    /** What boxes its vectors allocates a thousand times as much. */
    private static final long MOST_BYTES = 4 << 10;

    private final VectorConvolution convolution = new VectorConvolution(FILTERS);
    private final VectorPooling pooling = new VectorPooling(SQUARES);
    private final float[] parameters = new float[FILTERS.parameters()];
    private final float[] in = new float[FILTERS.inputs()];
    private final float[] out = new float[FILTERS.outputs()];
    private final float[] pooled = new float[SQUARES.outputs()];

    private ConvolutionAllocation() {}

    /** Those that allocate, however often they are computed. */
    static List<String> allocating() {
        ConvolutionChoice.force(true);
        ConvolutionAllocation calls = new ConvolutionAllocation();
        List<String> found = new ArrayList<>();
        require(found, "convolution forwards", () -> calls.convolution.forward(calls.in, calls.out, 0, 1));
        require(found, "convolution back to inputs", () -> calls.convolution.inputGradient(calls.out, calls.in, 0, 1));
        require(
                found,
                "convolution back to parameters",
                () -> calls.convolution.addParameterGradient(calls.in, calls.out, 0, 1, calls.parameters, 0));
        require(found, "pooling", () -> calls.pooling.forward(calls.out, calls.pooled, 0, 1));
        require(
                found,
                "pooling back",
                () -> calls.pooling.inputGradient(calls.out, calls.pooled, calls.pooled, calls.out, 0, 1));
        return found;
    }

    private static void require(List<String> found, String name, Runnable call) {
        long least = Long.MAX_VALUE;
        for (int trial = 0; trial < TRIALS && least > MOST_BYTES; trial++) {
            long before = AllocatedBytes.ofThisThread();
            call.run();
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        if (least > MOST_BYTES) {
            found.add(name);
        }
    }
}
