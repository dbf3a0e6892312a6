package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    Path directory;

    @Test
    void train_penguins_predictsAtLeast98PercentOfHeldOutRows() throws IOException {
        JsonNode json = train(PENGUINS, "--label", "species");
        assertTrue(json.path("converged").booleanValue());
        assertEquals("held-out-estimate", json.at("/test/kind").textValue());
        assertTrue(json.at("/test/accuracy").doubleValue() >= 0.98, json.toPrettyString());
        assertTrue(json.at("/test/logLoss").doubleValue()
                < 0.1 * json.at("/test/entropy").doubleValue());
        assertEquals(344, json.path("rows").intValue());
        assertEquals(3, json.path("classes").intValue());
    }

    @Test
    void evaluate_onTheTrainingRows_agreesWithWhatTrainingSaid() throws IOException {
        JsonNode trained = train(PENGUINS, "--label", "species");
        Cli.Result result = Cli.run("evaluate", model(), PENGUINS, "--format", "json");
        assertEquals(0, result.status(), result.err());
        JsonNode evaluated = new ObjectMapper().readTree(result.out());
        assertEquals(
                trained.at("/train/logLoss").doubleValue(),
                evaluated.at("/test/logLoss").doubleValue(),
                1e-6,
                "ONNX Runtime scores as the model in memory did");
        assertEquals(trained.at("/train/confusion"), evaluated.at("/test/confusion"));
    }

    @Test
    void train_twiceAndWithOtherThreads_writesTheSameModel() throws IOException {
        train(PENGUINS, "--label", "species", "--threads", "1");
        byte[] first = Files.readAllBytes(model());
        train(PENGUINS, "--label", "species", "--threads", "3");
        assertArrayEquals(first, Files.readAllBytes(model()));
    }

    @Test
    void train_byEverySolver_findsTheSameOptimum_andSaysWhich() throws IOException {
        double objective =
                train(PENGUINS, "--label", "species").path("objective").doubleValue();
        for (String solver : List.of("lbfgs", "trust-region", "newton-cholesky")) {
            JsonNode json = train(PENGUINS, "--label", "species", "--solver", solver);
            assertEquals(objective, json.path("objective").doubleValue(), 1e-8, solver);
            String said =
                    json.path("solver").textValue().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            assertTrue(said.startsWith(solver.replace("-", "")), said);
        }
    }

    @Test
    void train_withLabelSmoothing_isMoreModest() throws IOException {
        double sure = train(PENGUINS, "--label", "species").at("/train/logLoss").doubleValue();
        JsonNode json = train(PENGUINS, "--label", "species", "--label-smoothing", "0.1");
        assertTrue(json.path("converged").booleanValue());
        assertTrue(json.at("/train/logLoss").doubleValue() > sure, json.toPrettyString());
        Cli.Result refused = Cli.run("train", PENGUINS, "--label", "species", "--label-smoothing", "1", "-o", model());
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("label smoothing is 1"), refused.err());
    }

    @Test
    void train_split_keepsRowsFromTraining() throws IOException {
        JsonNode json = train(PENGUINS, "--label", "species", "--split", "0.25");
        assertEquals("split", json.at("/test/kind").textValue());
        assertEquals(
                344, json.at("/train/rows").intValue() + json.at("/test/rows").intValue());
        assertEquals(86, json.at("/test/rows").intValue(), 2);
    }

    @Test
    void train_testFile_isEvaluated() throws IOException {
        JsonNode json = train(PENGUINS, "--label", "species", "--test", PENGUINS);
        assertEquals("file", json.at("/test/kind").textValue());
        assertEquals(
                json.at("/train/logLoss").doubleValue(),
                json.at("/test/logLoss").doubleValue());
    }

    @Test
    void train_crossValidated_takesTheLargestPenaltyWithinOneStandardError() throws IOException {
        JsonNode json = train(PENGUINS, "--label", "species", "--cv", "5");
        JsonNode path = json.path("crossValidation");
        JsonNode best = path.get(0);
        for (JsonNode point : path) {
            best = point.path("logLoss").doubleValue() < best.path("logLoss").doubleValue() ? point : best;
        }
        double limit =
                best.path("logLoss").doubleValue() + best.path("standardError").doubleValue();
        for (JsonNode point : path) {
            if (point.path("logLoss").doubleValue() <= limit) {
                assertTrue(point.path("chosen").booleanValue(), "the first within the limit is chosen");
                assertEquals(
                        point.path("lambda").doubleValue(), json.path("lambda").doubleValue());
                return;
            }
        }
    }

    @Test
    void train_penaltyInBothConventions_isTheSamePenalty() throws IOException {
        double lambda =
                train(PENGUINS, "--label", "species", "--C", "2").path("lambda").doubleValue();
        assertEquals(1 / (2.0 * 344), lambda, 1e-15);
        JsonNode json = train(PENGUINS, "--label", "species", "--l2", Double.toString(lambda));
        assertEquals(2, json.path("C").doubleValue(), 1e-12);
    }

    @Test
    void train_calibrated_writesATemperature() throws IOException {
        double temperature = train(PENGUINS, "--label", "species", "--calibrate")
                .path("temperature")
                .doubleValue();
        assertTrue(temperature > 0 && temperature != 1, "temperature " + temperature);
    }

    @Test
    void train_balanced_countsEveryClassTheSame() throws IOException {
        JsonNode json = train(PENGUINS, "--label", "species", "--class-weight", "balanced");
        assertTrue(json.path("converged").booleanValue());
        assertEquals(344, json.at("/train/weight").doubleValue(), "figures are of the rows as they are");
    }

    @Test
    void train_tooFewIterations_writesTheModelMarkedAndEndsWithStatus3() throws IOException {
        Cli.Result result = run(PENGUINS, "--label", "species", "--max-iterations", "2");
        assertEquals(ExitStatus.STOPPED_EARLY, result.status(), result.err());
        assertTrue(result.out().contains("not converged"), result.out());
        Cli.Result info = Cli.run("info", model());
        assertTrue(info.out().matches("(?s).*converged +false.*"), info.out());
        assertTrue(Files.readString(report()).contains("Not converged"));
    }

    @Test
    void train_quiet_printsNothing() {
        Cli.Result result = run(PENGUINS, "--label", "species", "--quiet");
        assertEquals(new Cli.Result(0, "", ""), result);
    }

    @Test
    void train_wholeNumberLabels_comeBackAsWholeNumbers() throws IOException {
        Path data = Files.writeString(directory.resolve("digits.csv"), numbered());
        train(data, "--label", "digit");
        Cli.Result predicted = Cli.run("predict", model(), data);
        assertEquals(0, predicted.status(), predicted.err());
        assertTrue(predicted.out().lines().skip(1).allMatch(line -> line.matches("[37],.*")), predicted.out());
    }

    private static String numbered() {
        StringBuilder csv = new StringBuilder("digit,x\n");
        for (int i = 0; i < 20; i++) {
            csv.append(i % 2 == 0 ? "3," : "7,").append(i % 2 * 10 + i / 10.0).append('\n');
        }
        return csv.toString();
    }

    @Test
    void train_withoutNames_writesBesideTheUserUnderTheNameOfTheData() throws IOException {
        Cli.Result result = Cli.process(directory, Map.of(), Cli.command("train", PENGUINS, "--label", "species"));
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err(), "no progress line where nobody looks");
        assertEquals(List.of("penguins.html", "penguins.onnx"), files());
        Cli.Result again = Cli.process(directory, Map.of(), Cli.command("train", PENGUINS, "--label", "species"));
        assertEquals(0, again.status(), "what Xent wrote may be replaced: " + again.err());
    }

    @Test
    void train_nameOfOursIsTakenBySomethingElse_refuses() throws IOException {
        Files.writeString(directory.resolve("penguins.html"), "my own page");
        Cli.Result result = Cli.process(directory, Map.of(), Cli.command("train", PENGUINS, "--label", "species"));
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertEquals(
                "xent: penguins.html: exists and was not written by Xent; move it away, or name another file with --report\n",
                result.err());
        assertEquals(List.of("penguins.html"), files());
        assertFalse(Files.readString(directory.resolve("penguins.html")).contains("<html"));
    }

    private JsonNode train(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));
        Cli.Result result = run(all.toArray());
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private Cli.Result run(Object... words) {
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(words));
        all.addAll(List.of("-o", model(), "--report", report()));
        return Cli.run(all.toArray());
    }

    private Path model() {
        return directory.resolve("model.onnx");
    }

    private Path report() {
        return directory.resolve("report.html");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
