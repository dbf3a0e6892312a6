package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.Dataset;
import io.xent.learn.Features;
import io.xent.learn.Fit;
import io.xent.learn.Penalty;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw rows of real tables through training, a model file and ONNX Runtime, against the pipeline in memory. */
class RealDataTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "examples/penguins.csv, species, 0.98, 1",
        "examples/penguins.csv, species, 0.98, 2.5",
        "learn/src/test/resources/io/xent/learn/iris/train.csv, label, 0.9, 0.7",
    })
    void score_trainedModel_equalsMemory(String csv, String label, double accuracy, double temperature)
            throws IOException {
        assertParity(repository().resolve(csv), label, accuracy, temperature);
    }

    @ParameterizedTest
    @CsvSource({"digits/train.csv, label, 0.95", "dna/train.csv, label, 0.95", "hpc/hpc_data.csv, class, 0.7"})
    void score_trainedOnSharedData_equalsMemory(String csv, String label, double accuracy) throws IOException {
        String given = System.getProperty("XENT_SHARED", System.getenv("XENT_SHARED"));
        Path shared = given == null ? repository().resolveSibling("shared") : Path.of(given);
        Path file = shared.resolve("data").resolve(csv);
        Assumptions.assumeTrue(Files.exists(file), "skipped " + csv + ": not in " + shared);
        assertParity(file, label, accuracy, 1);
    }

    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("core"))) {
            at = at.getParent();
        }
        return at;
    }

    private void assertParity(Path csv, String label, double accuracy, double temperature) throws IOException {
        Table raw = read(csv);
        LabelledRows labelled = LabelledRows.learn(raw, label);
        Table table = raw.select(labelled.rows());
        for (Precision precision : Precision.values()) {
            Encoding encoding = EncodingFitter.defaults()
                    .drop(Set.of(label))
                    .fit(table, labelled.classIndices(), labelled.labels().classes())
                    .encoding();
            Features features = encoding.encode(table, precision);
            Fit fit = SoftmaxRegression.builder()
                    .penalty(Penalty.ofC(1, table.rows()))
                    .build()
                    .fit(new Dataset(
                            features,
                            labelled.classIndices(),
                            null,
                            labelled.labels().classes()));
            Pipeline pipeline = new Pipeline(
                    encoding,
                    precision,
                    fit.classifier(),
                    new Calibration(temperature),
                    labelled.labels(),
                    new Provenance(java.util.Map.of()));
            assertParity(pipeline, raw, precision == Precision.SINGLE ? 1e-6 : 1e-12);
            assertTrue(accuracy(pipeline, table, labelled.classIndices()) >= accuracy, csv + " " + precision);
        }
    }

    private void assertParity(Pipeline pipeline, Table table, double tolerance) {
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        try (OnnxModel model = OnnxModel.load(file, 2)) {
            Matrix expected = RandomPipelines.softmax(RandomPipelines.logits(pipeline, table));
            Matrix actual = model.score(table).probabilities();
            for (int i = 0; i < table.rows(); i++) {
                for (int k = 0; k < expected.columns(); k++) {
                    assertEquals(expected.get(i, k), actual.get(i, k), tolerance, table.source() + " row " + i);
                }
            }
        }
    }

    private double accuracy(Pipeline pipeline, Table table, int[] classes) {
        try (OnnxModel model = OnnxModel.load(directory.resolve("model.onnx"), 1)) {
            int[] predicted = model.score(table).classIndices();
            int right = 0;
            for (int i = 0; i < classes.length; i++) {
                right += predicted[i] == classes[i] ? 1 : 0;
            }
            return right / (double) classes.length;
        }
    }

    /** Columns whose every cell is a number or empty are numbers; cells have no commas. */
    private static Table read(Path csv) throws IOException {
        List<String[]> lines = Files.readAllLines(csv).stream()
                .map(line -> line.replace("\"", "").split(",", -1))
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < lines.get(0).length; c++) {
            int column = c;
            columns.add(column(
                    lines.get(0)[c],
                    lines.stream()
                            .skip(1)
                            .map(cells -> cells[column].equals("NA") ? "" : cells[column])
                            .toArray(String[]::new)));
        }
        return new Table(csv.toString(), lines.size() - 1, columns);
    }

    private static Column column(String name, String[] cells) {
        if (Arrays.stream(cells).allMatch(cell -> cell.isEmpty() || cell.matches("-?[0-9.]+(e-?[0-9]+)?"))) {
            return new Column.Numbers(
                    name,
                    Arrays.stream(cells)
                            .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                            .toArray());
        }
        List<String> levels =
                Arrays.stream(cells).filter(cell -> !cell.isEmpty()).distinct().toList();
        return new Column.Texts(
                name,
                levels.toArray(String[]::new),
                Arrays.stream(cells).mapToInt(levels::indexOf).toArray());
    }
}
