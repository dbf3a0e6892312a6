package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.learn.Pipeline;
import io.xent.learn.Provenance;
import io.xent.onnx.OnnxModelReader;
import io.xent.onnx.OnnxModelWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCommandTest {

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void writeMoons() {
        assertEquals(0, Cli.run("data", "moons", "--seed", 1, "-o", moons()).status());
        assertEquals(0, Cli.run("data", "moons", "--seed", 2, "-o", others()).status());
    }

    private static Path moons() {
        return shared.resolve("moons.csv");
    }

    private static Path others() {
        return shared.resolve("others.csv");
    }

    private Path model() {
        return directory.resolve("moons.onnx");
    }

    private Cli.Result run(Object... words) {
        List<Object> all = new ArrayList<>(List.of("train", moons(), "--label", "label", "-o", model()));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }

    private JsonNode train(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));
        Cli.Result result = run(all.toArray());
        assertEquals(0, result.status(), result.err());
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void train_twoMoons_isRightOnNinetyNineOfAHundredOtherRows() throws IOException {
        JsonNode json = train("--hidden", "32,32", "--test", others());
        assertTrue(json.at("/test/accuracy").doubleValue() >= 0.99, json.toPrettyString());
        assertEquals(
                2 * 32 + 32 + 32 * 32 + 32 + 32 * 2 + 2,
                json.at("/network/parameters").intValue());
        assertEquals("2 → 32 relu → 32 relu → 2", json.at("/network/layers").textValue());
        assertTrue(json.path("complete").booleanValue());
        assertTrue(json.path("converged").isMissingNode(), "that a network converged is not known");
        assertTrue(json.path("lambda").isMissingNode());
    }

    @Test
    void evaluate_onTheTrainingRows_agreesWithWhatTrainingSaid() throws IOException {
        JsonNode trained = train("--hidden", "16", "--activation", "gelu", "--epochs", 5);
        Cli.Result result = Cli.run("evaluate", model(), moons(), "--format", "json");
        assertEquals(0, result.status(), result.err());
        JsonNode evaluated = new ObjectMapper().readTree(result.out());
        assertEquals(
                trained.at("/train/logLoss").doubleValue(),
                evaluated.at("/test/logLoss").doubleValue(),
                1e-6);
        assertEquals(trained.at("/train/confusion"), evaluated.at("/test/confusion"));
    }

    @Test
    void train_twiceAndWithOtherThreads_writesTheSameModel() throws IOException {
        String[] words = {"--hidden", "24,8", "--dropout", "0.1", "--patience", "2", "--epochs", "9"};
        train(with(words, "--threads", "1"));
        byte[] first = Files.readAllBytes(model());
        train(with(words, "--threads", "3"));
        assertArrayEquals(first, Files.readAllBytes(model()));
    }

    private static Object[] with(String[] words, Object... more) {
        List<Object> all = new ArrayList<>(List.of((Object[]) words));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void train_everyOption_isInTheTextAndTheReport() throws IOException {
        Cli.Result result = run(
                "--hidden",
                "12,6",
                "--activation",
                "tanh",
                "--dropout",
                "0.1",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "0.02",
                "--schedule",
                "step",
                "--warm-up",
                1,
                "--weight-decay",
                0,
                "--batch",
                50,
                "--epochs",
                8,
                "--patience",
                3,
                "--calibrate");
        assertEquals(0, result.status(), result.err());
        String text = result.out();
        assertTrue(text.contains("2 → 12 tanh dropout 0.1 → 6 tanh dropout 0.1 → 2, 128 parameters"), text);
        assertTrue(
                text.contains("SGD with momentum, 50 rows a step, learning rate 0.02 (step) after a warm-up of 1 epoch,"
                        + " no weight decay"),
                text);
        assertTrue(text.contains("least loss on 100 rows kept for validation"), text);
        assertTrue(text.contains("not convex"), text);
        String report = Files.readString(directory.resolve("moons.html"));
        assertTrue(report.contains("Validation loss by epoch") && report.contains("Training loss by epoch"), report);
        assertTrue(report.contains("dropout 0.1, in training only"), report);
        Cli.Result info = Cli.run("info", model());
        assertTrue(info.out().contains("network 2 → 12 tanh dropout 0.1 → 6 tanh dropout 0.1 → 2"), info.out());
    }

    @Test
    void train_optionsThatDoNotGoTogether_areRefused() {
        assertRefused("--epochs is about networks: add --hidden", "--epochs", 5);
        assertRefused("--l2 is about linear classifiers", "--hidden", "8", "--l2", 1);
        assertRefused("--tolerance is about linear classifiers", "--hidden", "8", "--tolerance", "1e-4");
        assertRefused("--inference is about linear classifiers", "--hidden", "8", "--inference");
        assertRefused("--precision double is for linear classifiers", "--hidden", "8", "--precision", "double");
        assertRefused("--conv has the layer '16*3'", "--conv", "16*3");
        assertRefused("a filter has the side 4", "--conv", "16x4");
        assertRefused("--shape is '28'", "--conv", "16x3", "--shape", "28");
        assertRefused("--shape is about convolutions", "--hidden", "8", "--shape", "1x2x1");
        assertRefused("no square image", "--conv", "4x3");
        assertRefused("a row has 2 features", "--conv", "4x3", "--shape", "3x3x1");
        assertRefused("a hidden layer has 0 neurons", "--hidden", "8,0");
        assertRefused("the dropout is 1.0", "--hidden", "8", "--dropout", 1);
        assertRefused("the warm-up of 9 epochs leaves no epoch", "--hidden", "8", "--warm-up", 9, "--epochs", 9);
    }

    private void assertRefused(String part, Object... words) {
        Cli.Result result = run(words);
        assertEquals(2, result.status(), result.out());
        assertTrue(result.err().contains(part), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void calibrate_network_lowersNoAccuracyAndKeepsTheFileReadable() throws IOException {
        train("--hidden", "16", "--epochs", 5);
        Path calibrated = directory.resolve("calibrated.onnx");
        Cli.Result result = Cli.run("calibrate", model(), others(), "-o", calibrated);
        assertEquals(0, result.status(), result.err());
        assertEquals(0, Cli.run("evaluate", calibrated, others()).status());
        assertEquals(
                0,
                Cli.run("predict", calibrated, others(), "-o", directory.resolve("out.csv"))
                        .status());
    }

    @Test
    void verify_network_recomputesLossAndGradient() throws IOException {
        JsonNode trained = train("--hidden", "8", "--activation", "gelu", "--epochs", 3, "--patience", 3);
        Cli.Result result = Cli.run("verify", model(), moons(), "--format", "json");
        assertEquals(0, result.status(), result.out() + result.err());
        JsonNode verified = new ObjectMapper().readTree(result.out());
        assertEquals("holds", verified.path("verdict").textValue());
        assertEquals("trained-on", verified.path("rowsAre").textValue());
        assertEquals(900, verified.path("rows").intValue(), "a tenth was kept for validation");
        double claimed = trained.at("/objective").doubleValue();
        assertEquals(claimed, verified.path("objective").doubleValue(), 1e-5);
        assertTrue(verified.path("notices").toString().contains("not convex"), verified.toString());

        Cli.Result other = Cli.run("verify", model(), others());
        assertEquals(3, other.status(), other.out());
        assertTrue(other.out().contains("other rows"), other.out());
    }

    @Test
    void verify_networkWithAnotherLossThanItSays_isRefuted() throws IOException {
        train("--hidden", "8", "--epochs", 3);
        Pipeline pipeline = OnnxModelReader.read(model());
        Map<String, String> entries = new LinkedHashMap<>(pipeline.provenance().entries());
        double loss = Double.parseDouble(entries.get("objective"));
        entries.put("objective", Double.toString(loss + 1e-3));
        OnnxModelWriter.write(
                new Pipeline(
                        pipeline.encoding(),
                        pipeline.precision(),
                        pipeline.classifier(),
                        pipeline.calibration(),
                        pipeline.labels(),
                        new Provenance(entries)),
                model());
        Cli.Result result = Cli.run("verify", model(), moons());
        assertEquals(1, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("NOT TRUE"), result.out());
    }

    @Test
    void train_fromANetwork_goesOnFromItsLoss() throws IOException {
        double first = train("--hidden", "16", "--epochs", 8).path("objective").doubleValue();
        Path start = Files.copy(model(), directory.resolve("start.onnx"));
        JsonNode second = train("--hidden", "16", "--optimizer", "lbfgs", "--epochs", 2, "--from", start);
        assertTrue(second.path("objective").doubleValue() < first, second.toPrettyString());
        assertRefused("these settings and columns make 2 → 17 relu → 2", "--hidden", "17", "--from", start);
        assertRefused("is a network", "--from", start);
        assertEquals(0, run().status());
        Path linear = Files.copy(model(), directory.resolve("linear.onnx"));
        assertRefused("is a linear classifier, from which no network can start", "--hidden", "4", "--from", linear);
    }

    @Test
    void train_clipAndLbfgs_areInTheText() {
        Cli.Result clipped = run("--hidden", "4", "--clip", "0.5", "--epochs", 2);
        assertEquals(0, clipped.status(), clipped.err());
        assertTrue(clipped.out().contains("gradients clipped at norm 0.5"), clipped.out());
        Cli.Result lbfgs = run("--hidden", "4", "--optimizer", "lbfgs", "--activation", "tanh", "--epochs", 5);
        assertEquals(0, lbfgs.status(), lbfgs.err());
        assertTrue(lbfgs.out().contains("L-BFGS, all rows a step"), lbfgs.out());
        assertRefused("leave out dropout", "--hidden", "4", "--optimizer", "lbfgs", "--dropout", "0.1");
        assertRefused("clipped at the norm", "--hidden", "4", "--clip", "0");
    }

    /** Images of 2 × 3 pixels: no square, so that only the file can say what they are. */
    @Test
    void train_idxFile_saysWhatImagesItHolds() throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + 40 * 6)
                .putInt(0x803)
                .putInt(40)
                .putInt(2)
                .putInt(3);
        ByteBuffer labels = ByteBuffer.allocate(8 + 40).putInt(0x801).putInt(40);
        for (int i = 0; i < 40; i++) {
            labels.put((byte) (i % 2));
            for (int pixel = 0; pixel < 6; pixel++) {
                images.put((byte) (100 * (pixel % 2 == i % 2 ? 1 : 0) + i + pixel));
            }
        }
        Path file = directory.resolve("some-images-idx3-ubyte");
        Files.write(file, images.array());
        Files.write(directory.resolve("some-labels-idx1-ubyte"), labels.array());
        Cli.Result result = Cli.run("train", file, "--conv", "2x3", "--epochs", 2, "-o", model(), "--format", "json");
        assertEquals(0, result.status(), result.err());
        assertEquals(
                "6 (2x3x1) → 2x3 relu → 2",
                new ObjectMapper().readTree(result.out()).at("/network/layers").textValue());
    }
}
