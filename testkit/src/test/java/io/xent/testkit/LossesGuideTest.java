package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.Information;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/guide/losses.md, and holds the guide to it. */
class LossesGuideTest {

    @Test
    void guide_code_doesWhatIsSaid() {
        float[] values = {3, 4, 1, 0, 0, 5};
        Matrix logits = Matrix.of(values, 2, 3);
        Target target = Target.classIndices(1, 2);
        float[] slopes = new float[6];
        double mean = new CrossEntropy().lossAndGradient(logits, target, Matrix.of(slopes, 2, 3));
        assertEquals((0.3490122167681864 + Math.log1p(2 * Math.exp(-5))) / 2, mean, 1e-12);
        assertEquals(-0.29461548731 / 2, slopes[1], 1e-7);

        CrossEntropy loss = new CrossEntropy()
                .withClassWeights(1, 2, 1)
                .withLabelSmoothing(0.1)
                .withIgnoreIndex(-1)
                .withReduction(Reduction.SUM);
        double[] perRow = new double[2];
        loss.losses(logits, Target.classIndices(1, -1), perRow);
        assertEquals(0, perRow[1]);

        Target soft = Target.distributions(Matrix.of(new double[] {0, 0.9, 0.1, 0, 0, 1}, 2, 3));
        Target sparse = Target.sparse(new int[] {0, 2, 3}, new int[] {1, 2, 2}, new double[] {0.9, 0.1, 1});
        Target weighted = soft.withRowWeights(new double[] {1, 0.5});
        assertEquals(loss.loss(logits, soft), loss.loss(logits, sparse));
        assertTrue(loss.loss(logits, weighted) < loss.loss(logits, soft));

        Parallelism threads =
                (pieces, piece) -> IntStream.range(0, pieces).parallel().forEach(piece);
        double same = new CrossEntropy().withParallelism(threads).loss(logits, target);
        assertEquals(mean, same);

        double[] p = Softmax.of(3, 4, 1);
        double bits = Information.BITS.entropy(p);
        assertArrayEquals(new double[] {0.2595, 0.7054, 0.0351}, p, 5e-5);
        assertEquals(1.03, bits, 0.01);
    }

    @Test
    void guide_everyBlock_isCodeOfThisTest() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        root = Files.isDirectory(root.resolve("docs")) ? root : root.getParent();
        String code = withoutBlanks(
                Files.readString(root.resolve("testkit/src/test/java/io/xent/testkit/LossesGuideTest.java")));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("docs/guide/losses.md")));
        int found = 0;
        while (block.find()) {
            assertTrue(code.contains(withoutBlanks(block.group(1))), "block " + found);
            found++;
        }
        assertEquals(5, found);
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s", "");
    }
}
