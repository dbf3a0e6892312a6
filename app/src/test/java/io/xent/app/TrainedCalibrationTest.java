package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.learn.Calibration;
import io.xent.onnx.OnnxModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that {@code --calibrate} gave a map, through all commands that read models. */
class TrainedCalibrationTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    Path directory;

    private Path model() {
        return directory.resolve("m.onnx");
    }

    /** Where penguins live is hard to tell from their bills; without a penalty to speak of, too much is claimed. */
    private JsonNode train(String... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                PENGUINS,
                "--label",
                "island",
                "--drop",
                "species",
                "--l2",
                "1e-5",
                "--format",
                "json",
                "-o",
                model()));
        words.addAll(List.of(more));
        Cli.Result result = Cli.run(words.toArray());
        assertEquals(0, result.status(), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "vector", "matrix", "isotonic", "auto"})
    void train_calibratedBy_isNeverWorseOutOfFold_andAllCommandsKnowIt(String kind) throws IOException {
        JsonNode json = train("--calibrate", kind);
        double before = json.at("/calibration/logLossBefore").doubleValue();
        String method = json.at("/calibration/method").textValue();
        assertTrue(method.equals(kind) || method.equals("none") || kind.equals("auto"), method);
        for (JsonNode candidate : json.at("/calibration/candidates")) {
            if (candidate.path("chosen").booleanValue()) {
                assertTrue(
                        candidate.path("logLoss").doubleValue() < before,
                        json.at("/calibration").toString());
            }
        }
        Calibration calibration = OnnxModelReader.read(model()).calibration();
        assertEquals(method.equals("none"), calibration.isNone());
        JsonNode evaluated = new ObjectMapper()
                .readTree(Cli.run("evaluate", model(), PENGUINS, "--format", "json")
                        .out());
        assertEquals(
                json.at("/train/logLoss").doubleValue(),
                evaluated.at("/test/logLoss").doubleValue(),
                1e-6);
        assertEquals(
                json.at("/train/calibrationError").doubleValue(),
                evaluated.at("/test/calibrationError").doubleValue(),
                1e-6);
        Cli.Result verified = Cli.run("verify", model(), PENGUINS);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertEquals(!calibration.isNone(), verified.out().contains("its calibration is no part of the objective"));
        Cli.Result updated =
                Cli.run("update", model(), PENGUINS, "--format", "json", "-o", directory.resolve("u.onnx"));
        assertEquals(0, updated.status(), updated.err());
        JsonNode update = new ObjectMapper().readTree(updated.out());
        assertEquals(
                json.at("/train/logLoss").doubleValue(),
                update.at("/update/before/logLoss").doubleValue(),
                1e-9,
                "the model as it was, with its calibration");
        assertTrue(Files.readString(directory.resolve("m.html")).contains("Before and after calibration"));
    }

    @Test
    void info_ofAMap_saysWhatItIs() throws IOException {
        train("--calibrate", "isotonic");
        String text = Cli.run("info", model()).out();
        assertTrue(text.contains("calibration isotonic: a curve for each class"), text);
        assertTrue(text.contains("calibrated by isotonic: log loss"), text);
    }

    @Test
    void calibrate_aModelThatIsCalibrated_addsToIt() throws IOException {
        train("--calibrate", "isotonic");
        Path twice = directory.resolve("twice.onnx");
        Cli.Result result = Cli.run("calibrate", model(), PENGUINS, "--method", "vector", "-o", twice);
        assertEquals(0, result.status(), result.err());
        int maps = OnnxModelReader.read(twice).calibration().maps().size();
        assertEquals(result.out().contains("calibrated by vector") ? 2 : 1, maps);
        assertEquals(0, Cli.run("verify", twice, PENGUINS).status());
    }

    /** The word after it may be the data. */
    @Test
    void train_calibrateWithoutMethod_isATemperature() throws IOException {
        Cli.Result result = Cli.run(
                "train",
                "--label",
                "island",
                "--drop",
                "species",
                "--calibrate",
                PENGUINS,
                "-o",
                model(),
                "--format",
                "json");
        assertEquals(0, result.status(), result.err());
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertEquals(1, json.at("/calibration/candidates").size());
        assertEquals("temperature", json.at("/calibration/candidates/0/method").textValue());
        Cli.Result wrong = Cli.run("train", PENGUINS, "--label", "island", "--calibrate=platt", "-o", model());
        assertEquals(ExitStatus.BAD_INPUT, wrong.status());
        assertTrue(wrong.err().contains("--calibrate"), wrong.err());
    }
}
