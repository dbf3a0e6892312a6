package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model file gives what the pipeline in memory gives, from the same raw columns. */
class ParityTest {

    private static final double DOUBLE_TOLERANCE = 1e-12;

    /** Probabilities are rounded to 32 bits, whose spacing below 1 is 6e-8. */
    private static final double SINGLE_TOLERANCE = 6.1e-8;

    @TempDir
    Path directory;

    @Test
    void score_randomPipelinesAndTables_equalsMemory() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomPipelines random = new RandomPipelines(seed);
            Pipeline pipeline = random.pipeline();
            assertParity(pipeline, random.table(pipeline.encoding(), (int) (seed % 40)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void score_oneColumnOfAKind_equalsMemory(int kind) {
        for (long seed = 1; seed <= 20; seed++) {
            RandomPipelines random = new RandomPipelines(seed);
            ColumnEncoding column = random.column("x", kind);
            Pipeline pipeline = random.pipeline(new Encoding(List.of(column)), 3);
            assertParity(pipeline, random.table(pipeline.encoding(), 60), column + ", seed " + seed);
        }
    }

    @Test
    void score_moreRowsThanABatch_equalsMemory() {
        RandomPipelines random = new RandomPipelines(7);
        Encoding encoding = new Encoding(List.of(random.column("a", 0), random.column("b", 2)));
        Pipeline pipeline = random.pipeline(encoding, 2);
        for (int rows : new int[] {8191, 8192, 8193, 20_000}) {
            assertParity(pipeline, random.table(encoding, rows), rows + " rows");
        }
    }

    @Test
    void score_thousandClassesThousandLevels_equalsMemory() {
        RandomPipelines random = new RandomPipelines(8);
        List<String> levels = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> "level " + i)
                .toList();
        Encoding encoding =
                new Encoding(List.of(new ColumnEncoding.Category("many", levels, true, true), random.column("x", 0)));
        assertParity(random.pipeline(encoding, 1000), random.table(encoding, 100), "1000 classes");
    }

    private void assertParity(Pipeline pipeline, Table table, String what) {
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            Scores scores = model.score(table);
            Matrix logits = RandomPipelines.logits(pipeline, table);
            Matrix probabilities = RandomPipelines.softmax(logits);
            boolean single = pipeline.precision() == Precision.SINGLE;
            assertEquals(table.rows(), scores.rows(), what);
            assertEquals(pipeline.labels().names(), model.classes(), what);
            for (int i = 0; i < table.rows(); i++) {
                double best = logits.get(i, scores.classIndices()[i]);
                for (int k = 0; k < logits.columns(); k++) {
                    String where = what + ", row " + i + ", class " + k;
                    double z = logits.get(i, k);
                    assertEquals(
                            probabilities.get(i, k),
                            scores.probabilities().get(i, k),
                            single ? SINGLE_TOLERANCE : DOUBLE_TOLERANCE,
                            where);
                    assertEquals(
                            z,
                            scores.logits().orElseThrow().get(i, k),
                            Math.max(1, Math.abs(z)) * (single ? SINGLE_TOLERANCE : DOUBLE_TOLERANCE),
                            where);
                    assertTrue(z <= best + (single ? 1e-5 : 1e-10), where);
                }
            }
        }
    }
}
