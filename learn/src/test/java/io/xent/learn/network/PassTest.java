package io.xent.learn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Target;
import io.xent.learn.SplitMix64;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassTest {

    private static final int ROWS = 7;
    private static final double STEP = 1e-6;

    private static double uniform(SplitMix64 random) {
        return (random.next() >> 11) * 0x1p-52;
    }

    /** Central differences of the reference, in doubles, parameter by parameter. */
    private static void assertGradient(Architecture architecture, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        float[] parameters = new float[architecture.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (0.7 * uniform(random));
        }
        float[] input = new float[ROWS * architecture.features()];
        double[][] rows = new double[ROWS][architecture.features()];
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextBelow(architecture.classes());
            for (int j = 0; j < rows[i].length; j++) {
                input[i * rows[i].length + j] = (float) uniform(random);
                rows[i][j] = input[i * rows[i].length + j];
            }
        }
        float[] gradient = new float[parameters.length];
        Pass pass = Pass.toMeasure(architecture, parameters, gradient, ROWS, Parallelism.sequential());
        float[] values = pass.forward(input, ROWS);
        Matrix logits = Matrix.of(values, ROWS, architecture.classes());
        double loss = new CrossEntropy().lossAndGradient(logits, Target.classIndices(labels), logits);
        pass.backward(values, ROWS);

        double[] exact = new double[parameters.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = parameters[i];
        }
        assertEquals(ReferenceNetwork.loss(architecture, exact, rows, labels), loss, 2e-6 * Math.max(1, loss));
        double largest = 0;
        for (float g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int i = 0; i < exact.length; i++) {
            double at = exact[i];
            exact[i] = at + STEP;
            double above = ReferenceNetwork.loss(architecture, exact, rows, labels);
            exact[i] = at - STEP;
            double below = ReferenceNetwork.loss(architecture, exact, rows, labels);
            exact[i] = at;
            double expected = (above - below) / (2 * STEP);
            assertEquals(
                    expected,
                    gradient[i],
                    3e-6 * largest + 1e-9,
                    "seed " + seed + ", parameter " + i + " of " + architecture);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void backward_denseLayers_agreesWithCentralDifferences(Activation activation) {
        for (long seed = 1; seed <= 5; seed++) {
            assertGradient(Architecture.dense(5, new int[] {9, 33}, activation, 4), seed);
        }
        assertGradient(Architecture.dense(1, new int[] {1}, activation, 2), 6);
        assertGradient(Architecture.dense(17, new int[] {}, activation, 3), 7);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void backward_convolutionsAndPooling_agreesWithCentralDifferences(Activation activation) {
        NetworkTraining.Builder builder = NetworkTraining.builder().activation(activation);
        NetworkTraining colours = builder.shape(new Shape(7, 6, 2))
                .convolve(3, 3)
                .pool(2)
                .convolve(4, 5)
                .hidden(5)
                .build();
        assertGradient(colours.architecture(84, 3), 8);
        NetworkTraining square = NetworkTraining.builder()
                .activation(activation)
                .convolve(2, 1)
                .pool(3)
                .build();
        assertGradient(square.architecture(25, 2), 9);
    }

    @Test
    void backward_dropout_passesTheGradientOfWhatWasKept() {
        Architecture architecture = new Architecture(List.of(new Layer.Dropout(0.4, 50), new Layer.Dense(50, 2)));
        float[] parameters = new float[architecture.parameters()];
        Arrays.fill(parameters, 1);
        float[] gradient = new float[parameters.length];
        Pass pass = Pass.toLearn(architecture, parameters, gradient, 200, Parallelism.sequential());
        pass.seed(11);
        float[] input = new float[200 * 50];
        Arrays.fill(input, 3);
        float[] logits = pass.forward(input, 200);
        double mean = 0;
        for (float z : logits) {
            mean += (z - 1) / (3 * 50.0 * logits.length);
        }
        assertEquals(1, mean, 4 * Math.sqrt(0.4 / 0.6 / (200 * 50)), "seed 11");
        float kept = 0;
        for (int i = 0; i < 200; i++) {
            kept += (logits[2 * i] - 1) / 5;
            logits[2 * i] = 1;
            logits[2 * i + 1] = 0;
        }
        pass.backward(logits, 200);
        float sum = 0;
        for (int j = 0; j < 50; j++) {
            sum += gradient[j] / 5;
        }
        assertEquals(kept, sum, 1e-3 * kept, "seed 11");
    }
}
