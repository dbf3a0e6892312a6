package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and ONNX Runtime's RE2 must agree on which characters make words, for every one of them. */
class WordCharactersTest {

    /** Where letters and numbers end, but for private use. */
    private static final int LAST = 0x323AF;

    /** Letters of Unicode 16, which ONNX Runtime 1.29 does not know; the JDK knows them from 24 on. */
    private static final Set<Integer> UNICODE_16 =
            Set.of(0x1C89, 0x1C8A, 0xA7CB, 0xA7CC, 0xA7CD, 0xA7DA, 0xA7DB, 0xA7DC);

    @TempDir
    Path directory;

    @Test
    void score_everyCharacterBetweenTwoLetters_cutsWordsAsMemoryDoes() {
        int[] points = IntStream.rangeClosed(0, LAST)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .filter(point -> !UNICODE_16.contains(point))
                .toArray();
        String[] texts = IntStream.of(points)
                .mapToObj(point -> "a" + Character.toString(point) + "b")
                .toArray(String[]::new);
        Table table = new Table(
                "characters",
                texts.length,
                List.of(new Column.Texts(
                        "t", texts, IntStream.range(0, texts.length).toArray())));
        Pipeline pipeline = new Pipeline(
                new Encoding(List.of(new ColumnEncoding.Text("t", 1, List.of("a", "b"), new double[] {1, 1}))),
                Precision.DOUBLE,
                LinearClassifier.of(new double[] {1, 0, 0, 1}, new double[2], 2),
                Calibration.NONE,
                new Labels("y", Labels.Kind.TEXT, List.of("x", "y")),
                new Provenance(Map.of()));
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        Matrix expected = RandomPipelines.logits(pipeline, table);
        int cut = 0;
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            Matrix actual = model.score(table).logits().orElseThrow();
            for (int i = 0; i < points.length; i++) {
                // letters that this JDK is too old to know may differ
                if (Character.getType(points[i]) != Character.UNASSIGNED) {
                    String character = "U+" + Integer.toHexString(points[i]);
                    assertEquals(expected.get(i, 0), actual.get(i, 0), 1e-12, character);
                }
                cut += expected.get(i, 0) > 0 ? 1 : 0;
            }
        }
        assertTrue(cut > 10_000 && cut < points.length - 100_000, "only one kind of character: " + cut);
    }
}
