package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/guide/onnx.md, but for the directory of the file. */
class GuideTest {

    @TempDir
    Path directory;

    private String file;

    @BeforeEach
    void write() {
        Encoding encoding = new Encoding(List.of(
                new ColumnEncoding.Category("island", List.of("Biscoe", "Dream"), true, true),
                new ColumnEncoding.Number("bill_length_mm", 44, 5.5, 44, false),
                new ColumnEncoding.Number("flipper_length_mm", 201, 14, 201, true)));
        double[] weights = {-1, 0, 0, 0, -2, -1, 0, -0.5, 1, 0, 0, 1, -0.5, 0, 1, -1, 0, 0, 1, 2, 0};
        Pipeline pipeline = new Pipeline(
                encoding,
                Precision.SINGLE,
                LinearClassifier.of(weights, new double[3], encoding.width()),
                Calibration.NONE,
                new Labels("species", Labels.Kind.TEXT, List.of("Adelie", "Chinstrap", "Gentoo")),
                new Provenance(Map.of("seed", "1")));
        Path path = directory.resolve("penguins.onnx");
        OnnxModelWriter.write(pipeline, path);
        file = path.toString();
    }

    @Test
    void plainOnnxRuntime_scoresRawRows() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file);
                OnnxTensor island = OnnxTensor.createTensor(environment, new String[][] {{"Biscoe"}, {""}});
                OnnxTensor bill = OnnxTensor.createTensor(environment, new double[][] {{46.1}, {39.5}});
                OnnxTensor flipper = OnnxTensor.createTensor(environment, new double[][] {{211}, {Double.NaN}});
                OrtSession.Result result =
                        session.run(Map.of("island", island, "bill_length_mm", bill, "flipper_length_mm", flipper))) {
            String[] labels = (String[]) result.get("label").orElseThrow().getValue();
            float[][] probabilities =
                    (float[][]) result.get("probabilities").orElseThrow().getValue();
            assertArrayEquals(new String[] {"Gentoo", "Adelie"}, labels);
            assertEquals(1, probabilities[1][0] + probabilities[1][1] + probabilities[1][2], 1e-6);
        }
    }

    @Test
    void onnxModel_scoresATable() {
        Table table = new Table(
                "penguins",
                2,
                List.of(
                        new Column.Texts("island", new String[] {"Biscoe"}, new int[] {0, -1}),
                        new Column.Numbers("bill_length_mm", new double[] {46.1, 39.5}),
                        new Column.Numbers("flipper_length_mm", new double[] {211, Double.NaN})));
        try (OnnxModel model = OnnxModel.load(Path.of(file), 2)) {
            Scores scores = model.score(table);
            String first = model.classes().get(scores.classIndices()[0]);
            double probability = scores.probabilities().get(0, scores.classIndices()[0]);
            assertEquals("Gentoo", first);
            assertTrue(probability > 0.5, "probability " + probability);
        }
    }
}
