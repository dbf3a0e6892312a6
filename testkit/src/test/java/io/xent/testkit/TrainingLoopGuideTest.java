package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/training-loop.md, all of it. */
class TrainingLoopGuideTest {

    private static final int FEATURES = 16;
    private static final int STEPS = 1500;
    private static final float RATE = 2;

    private final String text = "she sells sea shells by the sea shore; the shells she sells are surely sea shells; so "
            + "if she sells shells on the sea shore, i am sure she sells sea shore shells. ";

    @Test
    void ownLogits_gradientWhereTheLogitsWere() {
        float[] values = {1, 2, 3, 0, 0, 0};
        int rows = 2;
        int classes = 3;
        int[] labels = {2, 0};
        Matrix logits = Matrix.of(values, rows, classes);
        CrossEntropy loss = new CrossEntropy().withLabelSmoothing(0.1);
        double nats = loss.lossAndGradient(logits, Target.classIndices(labels), logits);
        assertEquals((0.9 * 0.40760596 + 0.1 * 1.40760596 + Math.log(3)) / 2, nats, 1e-7);
        assertEquals((1 / 3.0 - 0.9 - 0.1 / 3) / 2, logits.get(1, 0), 1e-7);
    }

    @Test
    void logitsInNativeMemory_gradientWhereTheLogitsWere() {
        int rows = 2;
        int classes = 3;
        int[] labels = {2, 0};
        FloatBuffer values = ByteBuffer.allocateDirect(rows * classes * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Matrix logits = Matrix.of(values, rows, classes);
        values.put(0, new float[] {1, 2, 3, 0, 0, 0});
        double nats = new CrossEntropy().lossAndGradient(logits, Target.classIndices(labels), logits);
        assertEquals((0.40760596 + Math.log(3)) / 2, nats, 1e-7);
        assertEquals((1 / 3.0 - 1) / 2, values.get(3), 1e-7);
    }

    /** What a letter says about the next is the least a model can lose that sees one letter. */
    @Test
    void letters_areLearnedUpToWhatOneLetterSays() {
        int[] symbols = text.chars().distinct().sorted().toArray();
        int[] letters = text.chars().map(c -> Arrays.binarySearch(symbols, c)).toArray();
        int classes = symbols.length;
        int rows = letters.length - 1;
        Target next = Target.classIndices(Arrays.copyOfRange(letters, 1, letters.length));

        SplittableRandom random = new SplittableRandom(1);
        float[] embeddings = normal(random, classes * FEATURES);
        float[] weights = normal(random, classes * FEATURES);
        float[] bias = new float[classes];
        float[] hidden = new float[rows * FEATURES];
        float[] hiddenGradient = new float[rows * FEATURES];
        float[] weightsGradient = new float[classes * FEATURES];
        float[] biasGradient = new float[classes];

        LinearLayer layer = new LinearLayer(Matrix.of(weights, classes, FEATURES), Matrix.of(bias, 1, classes));
        LinearLayer gradient =
                new LinearLayer(Matrix.of(weightsGradient, classes, FEATURES), Matrix.of(biasGradient, 1, classes));
        LinearCrossEntropy loss = new LinearCrossEntropy();
        double nats = Double.NaN;
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(embeddings, letters[i] * FEATURES, hidden, i * FEATURES, FEATURES);
            }
            nats = loss.lossAndGradient(
                    Matrix.of(hidden, rows, FEATURES),
                    layer,
                    next,
                    Matrix.of(hiddenGradient, rows, FEATURES),
                    gradient);
            descend(weights, weightsGradient);
            descend(bias, biasGradient);
            for (int i = 0; i < rows * FEATURES; i++) {
                embeddings[letters[i / FEATURES] * FEATURES + i % FEATURES] -= RATE * hiddenGradient[i];
            }
        }
        double least = conditionalEntropy(letters);
        assertTrue(nats >= least && nats < least + 0.02, nats + " nats, at least " + least);

        int[] best = new int[3];
        float[] logProbabilities = new float[3];
        Matrix letter = Matrix.of(embeddings, Arrays.binarySearch(symbols, 's') * FEATURES, 1, FEATURES, FEATURES);
        loss.top(letter, layer, best, Matrix.of(logProbabilities, 1, 3));
        assertEquals('h', symbols[best[0]]);
        assertTrue(logProbabilities[0] > logProbabilities[1] && logProbabilities[2] > Math.log(0.1));
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() / 4);
        }
        return values;
    }

    private static void descend(float[] parameters, float[] gradient) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= RATE * gradient[i];
        }
    }

    private static double conditionalEntropy(int[] letters) {
        Map<String, Integer> pairs = new HashMap<>();
        Map<Integer, Integer> firsts = new HashMap<>();
        for (int i = 0; i + 1 < letters.length; i++) {
            pairs.merge(letters[i] + " " + letters[i + 1], 1, Integer::sum);
            firsts.merge(letters[i], 1, Integer::sum);
        }
        double nats = 0;
        for (Map.Entry<String, Integer> pair : pairs.entrySet()) {
            int first = firsts.get(Integer.valueOf(pair.getKey().split(" ")[0]));
            nats -= pair.getValue() * Math.log(pair.getValue() / (double) first);
        }
        return nats / (letters.length - 1);
    }

    @Test
    void guide_showsThisCode() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        String source = squeezed(
                Files.readString(root.resolve("testkit/src/test/java/io/xent/testkit/TrainingLoopGuideTest.java")));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("docs/guide/training-loop.md")));
        int count = 0;
        while (blocks.find()) {
            assertTrue(source.contains(squeezed(blocks.group(1))), blocks.group(1));
            count++;
        }
        assertEquals(5, count);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
