package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.xent.learn.Calibration;
import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights that training made exactly zero are exactly zero in the file, read back, and to ONNX Runtime. */
class SparseModelTest {

    private static final int ROWS = 300;
    private static final int COLUMNS = 8;
    private static final int TELLING = 2;
    private static final long SEED = 11;

    @TempDir
    Path directory;

    /** The first columns tell three classes apart, the others are noise. */
    private static double[][] columns(int[] labels) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] columns = new double[COLUMNS][ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < COLUMNS; j++) {
                columns[j][i] = random.nextDouble(-1, 1) + (j < TELLING && labels[i] == j ? 1 : 0);
            }
        }
        return columns;
    }

    private static Table table(double[][] columns) {
        List<Column> all = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            all.add(new Column.Numbers("x" + j, columns[j]));
        }
        return new Table("made up from seed " + SEED, ROWS, all);
    }

    private static Pipeline trained(Table table, int[] labels, Precision precision) {
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int j = 0; j < COLUMNS; j++) {
            encodings.add(new ColumnEncoding.Number("x" + j, 0.25, 0.5, 0, false));
        }
        Encoding encoding = new Encoding(encodings);
        Fit fit = SoftmaxRegression.builder()
                .penalty(new Penalty(0.1, 0.001))
                .build()
                .fit(new Dataset(encoding.encode(table, precision), labels, null, 3));
        assertTrue(fit.converged(), fit.advice());
        return new Pipeline(
                encoding,
                precision,
                fit.classifier(),
                Calibration.NONE,
                new Labels("y", Labels.Kind.TEXT, List.of("a", "b", "c")),
                new Provenance(Map.of()));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void write_weightsThatAreZero_areZeroInTheFileAndReadBack(Precision precision) throws IOException {
        int[] labels = new int[ROWS];
        Pipeline pipeline = trained(table(columns(labels)), labels, precision);
        LinearClassifier written = (LinearClassifier) pipeline.classifier();
        assertEquals(TELLING, written.usedFeatures());
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);

        LinearClassifier read = (LinearClassifier) OnnxModelReader.read(file).classifier();
        assertArrayEquals(written.weights(), read.weights());
        assertEquals(written.nonZeroWeights(), read.nonZeroWeights());
        assertEquals(TELLING, read.usedFeatures());
        assertEquals(written.nonZeroWeights(), nonZerosInFile(file, precision));
    }

    /** Counted from the bytes of the tensor, where a zero is nothing but zero bits. */
    private static int nonZerosInFile(Path file, Precision precision) throws IOException {
        TensorProto weights = ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(Names.WEIGHTS))
                .findFirst()
                .orElseThrow();
        ByteBuffer bytes = weights.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (bytes.hasRemaining()) {
            count += (precision == Precision.SINGLE ? bytes.getInt() : bytes.getLong()) == 0 ? 0 : 1;
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void score_unusedColumnsChanged_givesTheSameBits(Precision precision) {
        int[] labels = new int[ROWS];
        double[][] columns = columns(labels);
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(trained(table(columns), labels, precision), file);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            double[] before = logits(model, columns);
            for (int j = TELLING; j < COLUMNS; j++) {
                for (int i = 0; i < ROWS; i++) {
                    columns[j][i] = 1e6 - 3 * columns[j][i];
                }
            }
            assertArrayEquals(before, logits(model, columns));
            columns[0][0] += 1;
            assertNotEquals(before[0], logits(model, columns)[0]);
        }
    }

    private static double[] logits(OnnxModel model, double[][] columns) {
        Scores scores = model.score(table(columns));
        double[] logits = new double[ROWS * 3];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = scores.logits().orElseThrow().get(i / 3, i % 3);
        }
        return logits;
    }
}
