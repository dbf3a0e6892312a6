package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {

    private static final String PENGUINS =
            "select * from '" + Cli.project().resolve("examples/penguins.csv") + "' where ";
    private static final String LEARNED = PENGUINS + "body_mass_g % 100 = 0";
    private static final String KEPT = PENGUINS + "body_mass_g % 100 <> 0";

    @TempDir
    Path directory;

    private Path model;
    private Path calibrated;

    @BeforeEach
    void train() {
        model = directory.resolve("island.onnx");
        calibrated = directory.resolve("calibrated.onnx");
        run("train", "--sql", LEARNED, "--label", "island", "--drop", "species", "--l2", "1e-7", "-o", model);
    }

    private static Cli.Result run(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        return result;
    }

    private JsonNode calibrate(Path from, Object... more) throws IOException {
        List<Object> words =
                new ArrayList<>(List.of("calibrate", from, "--sql", KEPT, "-o", calibrated, "--format", "json"));
        words.addAll(Arrays.asList(more));
        return new ObjectMapper().readTree(run(words.toArray()).out());
    }

    private JsonNode evaluate(Path file, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("evaluate", file, "--sql", KEPT, "--format", "json"));
        words.addAll(Arrays.asList(more));
        return new ObjectMapper().readTree(run(words.toArray()).out()).path("test");
    }

    @Test
    void calibrate_ourModel_lowersTheLogLossAndStaysReadable() throws IOException {
        JsonNode json = calibrate(model);
        double before = json.at("/before/logLoss").doubleValue();
        assertEquals(before, evaluate(model).path("logLoss").doubleValue(), 1e-6, "as the model left the rows");
        assertTrue(json.at("/after/logLoss").doubleValue() < before);
        assertTrue(evaluate(calibrated).path("logLoss").doubleValue() < before);
        assertEquals(7, json.path("candidates").size());
        String info = run("info", calibrated).out();
        assertTrue(info.contains("predicts island: Biscoe, Dream, Torgersen"), info);
        assertTrue(info.contains("calibrated by " + json.path("method").textValue()), info);
        String report = Files.readString(directory.resolve("calibrated.html"));
        assertEquals(2, report.split("<svg", -1).length - 1, "reliability before and after");
    }

    @Test
    void calibrate_temperature_keepsEveryPredictedClass() throws IOException {
        JsonNode json = calibrate(model, "--method", "temperature");
        assertEquals("temperature", json.path("method").textValue());
        assertEquals(1, json.path("candidates").size());
        assertEquals(evaluate(model).path("confusion"), evaluate(calibrated).path("confusion"));
        JsonNode factors = json.at("/parameters/factors");
        assertEquals(factors.get(0), factors.get(2));
    }

    /** What starts from the weights leaves the calibration out, and says so. */
    @Test
    void calibrate_thenVerifyFromAndUpdate_sayThatTheyLeaveItOut() throws IOException {
        for (String method : List.of("isotonic", "temperature")) {
            assertEquals(
                    method, calibrate(model, "--method", method).path("method").textValue());
            assertTrue(
                    noticed("verify", calibrated, "--sql", LEARNED)
                            .contains("its calibration is no part of the objective it was trained to"),
                    method);
            Path next = directory.resolve("next.onnx");
            String left = "the calibration of " + calibrated + " is left behind";
            assertTrue(
                    noticed("train", "--sql", KEPT, "--from", calibrated, "-o", next)
                            .contains(left),
                    method);
            String updated = noticed("update", calibrated, "--sql", KEPT, "-o", next);
            assertTrue(updated.contains(left), updated);
        }
        assertEquals("[]", noticed("verify", model, "--sql", LEARNED), "of a model without one");
    }

    private static String noticed(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));
        return new ObjectMapper()
                .readTree(run(all.toArray()).out())
                .path("notices")
                .toString();
    }

    /** The same graph under another name: Xent knows nothing of it but inputs and outputs, and numbers its classes. */
    private Path foreign(boolean withLabel) throws IOException {
        Path foreign = directory.resolve("foreign.onnx");
        ModelProto.Builder other = ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
        other.setProducerName("other").clearMetadataProps();
        if (!withLabel) {
            other.getGraphBuilder().removeOutput(0);
        }
        Files.write(foreign, other.build().toByteArray());
        return foreign;
    }

    private static String numbered() {
        return KEPT.replace(
                        "select *",
                        "select * replace (coalesce(sex, '') as sex), case island when 'Biscoe' then 0 when 'Dream' then"
                                + " 1 else 2 end as code")
                + " and bill_length_mm is not null";
    }

    @Test
    void calibrate_modelOfAnotherProgram_growsOntoIt() throws IOException {
        Object[] words = {"--sql", numbered(), "--label", "code", "--format", "json"};
        List<Object> calibrate = new ArrayList<>(List.of("calibrate", foreign(false), "-o", calibrated));
        calibrate.addAll(Arrays.asList(words));
        JsonNode json = new ObjectMapper().readTree(run(calibrate.toArray()).out());
        assertEquals("isotonic", json.path("method").textValue());
        List<Object> evaluate = new ArrayList<>(List.of("evaluate", calibrated));
        evaluate.addAll(Arrays.asList(words));
        JsonNode after = new ObjectMapper().readTree(run(evaluate.toArray()).out());
        assertTrue(after.at("/test/logLoss").doubleValue()
                < json.at("/before/logLoss").doubleValue());
        assertEquals(
                "other", ModelProto.parseFrom(Files.readAllBytes(calibrated)).getProducerName());
    }

    @Test
    void calibrate_labelThatCannotBeMadeAnew_isRefusedButForATemperature() throws IOException {
        Path other = foreign(true);
        assertRefused(
                "its output 'label' may change",
                "calibrate",
                other,
                "--sql",
                numbered(),
                "--label",
                "code",
                "-o",
                calibrated);
        run("calibrate", other, "--sql", numbered(), "--label", "code", "-o", calibrated, "--method", "temperature");
    }

    @Test
    void calibrate_nothingHelps_copiesTheModelAndSaysSo() throws IOException {
        JsonNode json = calibrate(model, "--method", "matrix");
        assertEquals("none", json.path("method").textValue());
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(calibrated));
        assertEquals(json.at("/before/logLoss"), json.at("/after/logLoss"));
        String text = run("calibrate", model, "--sql", KEPT, "-o", calibrated, "--method", "matrix")
                .out();
        assertTrue(text.contains("the file is a copy of the model"), text);
    }

    @Test
    void calibrate_rowsOfTheTraining_warns() {
        String text =
                run("calibrate", model, "--sql", LEARNED, "-o", calibrated).out();
        assertTrue(text.contains("noticed: the model was trained on data of this name"), text);
    }

    @Test
    void calibrate_badWords_areRefused() {
        assertRefused("is the input itself", "calibrate", model, "--sql", KEPT, "-o", model);
        assertRefused("method", "calibrate", model, "--sql", KEPT, "--method", "platt");
        assertRefused("at least 2 folds", "calibrate", model, "--sql", KEPT, "-o", calibrated, "--folds", "1");
        assertRefused("no such file", "calibrate", directory.resolve("no.onnx"), "--sql", KEPT, "-o", calibrated);
    }

    private static void assertRefused(String reason, Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().contains(reason), result.err());
    }
}
