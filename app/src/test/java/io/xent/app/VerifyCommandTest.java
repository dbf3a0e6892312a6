package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Provenance;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.onnx.OnnxModelReader;
import io.xent.onnx.OnnxModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void trainAModel() {
        train(shared.resolve("penguins.onnx"), PENGUINS, "--label", "species");
    }

    private static void train(Path model, Object... words) {
        List<Object> all = new ArrayList<>(List.of("train"));
        Collections.addAll(all, words);
        Collections.addAll(all, "-o", model, "--quiet");
        Cli.Result result = Cli.run(all.toArray());
        assertEquals(0, result.status(), result.err());
    }

    private static JsonNode verified(int status, Path model, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("verify", model, "--format", "json"));
        Collections.addAll(all, words);
        Cli.Result result = Cli.run(all.toArray());
        assertEquals(status, result.status(), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private static String outcome(JsonNode verified, String claim) {
        for (JsonNode finding : verified.path("findings")) {
            if (finding.path("claim").textValue().equals(claim)) {
                return finding.path("outcome").textValue();
            }
        }
        return "none";
    }

    /** A model with its parts changed and a checksum that is right, as somebody would who means harm. */
    private Path forged(UnaryOperator<Pipeline> change) {
        return forged(shared.resolve("penguins.onnx"), change);
    }

    private Path forged(Path honest, UnaryOperator<Pipeline> change) {
        Path file = directory.resolve("forged.onnx");
        OnnxModelWriter.write(change.apply(OnnxModelReader.read(honest)), file);
        return file;
    }

    private static Pipeline with(Pipeline p, LinearClassifier classifier, Encoding encoding, Provenance provenance) {
        return new Pipeline(encoding, p.precision(), classifier, p.calibration(), p.labels(), provenance);
    }

    private static UnaryOperator<Pipeline> entry(String name, String value) {
        return p -> {
            Map<String, String> entries = new LinkedHashMap<>(p.provenance().entries());
            assertTrue(entries.containsKey(name), name);
            if (value == null) {
                entries.remove(name);
            } else {
                entries.put(name, value);
            }
            return with(p, (LinearClassifier) p.classifier(), p.encoding(), new Provenance(entries));
        };
    }

    @Test
    void verify_whatWasTrained_holds() throws IOException {
        JsonNode result = verified(0, shared.resolve("penguins.onnx"), PENGUINS);
        assertEquals("holds", result.path("verdict").textValue());
        assertEquals("trained-on", result.path("rowsAre").textValue());
        for (String claim : List.of("objective", "gradient", "bound", "converged", "refit")) {
            assertEquals("holds", outcome(result, claim), claim);
        }
    }

    @Test
    void verify_weightsAndSplitsAndClassesThatCountAlike_areFoundInTheModel() throws IOException {
        Path model = directory.resolve("m.onnx");
        List<String> lines = new ArrayList<>(Files.readAllLines(PENGUINS));
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + (i == 0 ? ",w" : "," + i % 3));
        }
        Path data = Files.write(directory.resolve("weighted.csv"), lines);
        for (String precision : List.of("single", "double")) {
            train(
                    model,
                    data,
                    "--label",
                    "species",
                    "--precision",
                    precision,
                    "--split",
                    "0.3",
                    "--seed",
                    "5",
                    "--weights",
                    "w",
                    "--class-weight",
                    "balanced",
                    "--l2",
                    "0.01",
                    "--calibrate");
            JsonNode result = verified(0, model, data);
            assertEquals("trained-on", result.path("rowsAre").textValue());
            assertTrue(result.path("rows").intValue() < 300, result.toString());
        }
    }

    @Test
    void verify_weightChanged_failsWithoutAnyOtherSign() throws IOException {
        Path forged = forged(weightChanged());
        JsonNode result = verified(ExitStatus.DIFFERS, forged, PENGUINS);
        assertEquals("fails", result.path("verdict").textValue());
        assertEquals("trained-on", result.path("rowsAre").textValue());
        assertEquals("fails", outcome(result, "gradient"));
        String text = Cli.run("verify", forged, PENGUINS).out();
        assertTrue(text.contains("NOT TRUE") && text.contains("refuted"), text);
    }

    @Test
    void verify_figuresChanged_failsWhereTheyAreWrong() throws IOException {
        Map<String, String> claims =
                Map.of("objective", "0.0578", "certificate.gradientNorm", "1e-9", "certificate.gap", "1e-12");
        Map<String, String> names =
                Map.of("objective", "objective", "certificate.gradientNorm", "gradient", "certificate.gap", "bound");
        for (Map.Entry<String, String> claim : claims.entrySet()) {
            Path forged = forged(entry(claim.getKey(), claim.getValue()));
            JsonNode result = verified(ExitStatus.DIFFERS, forged, PENGUINS);
            assertEquals("fails", outcome(result, names.get(claim.getKey())), claim.getKey());
        }
    }

    private static UnaryOperator<Pipeline> weightChanged() {
        return p -> {
            LinearClassifier honest = (LinearClassifier) p.classifier();
            double[] weights = honest.weights();
            weights[4] = (float) (weights[4] + 0.001);
            return with(
                    p, LinearClassifier.of(weights, honest.bias(), honest.features()), p.encoding(), p.provenance());
        };
    }

    @Test
    void verify_hingeOrSmoothedTargets_holdAndTamperingShows() throws IOException {
        Map<String, String> otherLosses = Map.of("--loss hinge", "loss", "--label-smoothing 0.1", "label-smoothing");
        for (Map.Entry<String, String> other : otherLosses.entrySet()) {
            Path model = directory.resolve("m.onnx");
            String[] words = other.getKey().split(" ");
            train(model, PENGUINS, "--label", "species", words[0], words[1]);
            JsonNode honest = verified(0, model, PENGUINS);
            for (String claim : List.of("objective", "gradient", "bound", "converged", "refit")) {
                assertEquals("holds", outcome(honest, claim), claim + " " + other);
            }
            String text = Cli.run("verify", model, PENGUINS, "--no-refit").out();
            assertEquals(words[1].equals("hinge"), !text.contains("nats"), text);
            JsonNode weight = verified(ExitStatus.DIFFERS, forged(model, weightChanged()), PENGUINS);
            assertEquals("fails", outcome(weight, "gradient"));
            JsonNode objective = verified(ExitStatus.DIFFERS, forged(model, entry("objective", "0.01")), PENGUINS);
            assertEquals("fails", outcome(objective, "objective"));
            JsonNode penalty = verified(ExitStatus.DIFFERS, forged(model, entry("lambda", "0.5")), PENGUINS);
            for (String claim : List.of("objective", "gradient", "bound", "converged", "refit")) {
                assertEquals("fails", outcome(penalty, claim), claim + " " + other);
            }
            JsonNode plain = verified(ExitStatus.DIFFERS, forged(model, entry(other.getValue(), null)), PENGUINS);
            assertEquals("fails", outcome(plain, "objective"), "as if by plain cross-entropy");
        }
    }

    @Test
    void verify_lossThatNobodyKnows_isRefused() {
        Path model = directory.resolve("m.onnx");
        train(model, PENGUINS, "--label", "species", "--loss", "hinge");
        Cli.Result result = Cli.run("verify", forged(model, entry("loss", "hunch")), PENGUINS);
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertTrue(result.err().contains("its metadata 'loss' is 'hunch', which cannot be"), result.err());
    }

    @Test
    void verify_otherPenaltyClaimed_fails() throws IOException {
        JsonNode result = verified(ExitStatus.DIFFERS, forged(entry("lambda", "0.5")), PENGUINS);
        for (String claim : List.of("objective", "gradient", "bound", "converged", "refit")) {
            assertEquals("fails", outcome(result, claim), claim);
        }
    }

    @Test
    void verify_toleranceThatIsNotMet_fails() throws IOException {
        JsonNode result = verified(ExitStatus.DIFFERS, forged(entry("tolerance", "1e-13")), PENGUINS);
        assertEquals("fails", outcome(result, "converged"));
        assertEquals("holds", outcome(result, "bound"));
    }

    @Test
    void verify_encodingChanged_failsThoughTheFileIsTheSame() throws IOException {
        Path forged = forged(p -> {
            List<ColumnEncoding> columns = new ArrayList<>(p.encoding().columns());
            for (int c = 0; c < columns.size(); c++) {
                if (columns.get(c) instanceof ColumnEncoding.Number n) {
                    columns.set(
                            c,
                            new ColumnEncoding.Number(
                                    n.column(), n.centre() * 1.01, n.scale(), n.fill(), n.flagsMissing()));
                    break;
                }
            }
            return with(p, (LinearClassifier) p.classifier(), new Encoding(columns), p.provenance());
        });
        JsonNode result = verified(ExitStatus.DIFFERS, forged, PENGUINS);
        assertEquals("altered", result.path("rowsAre").textValue());
    }

    @Test
    void verify_otherRows_areSaidToBeOthers() throws IOException {
        List<String> lines = Files.readAllLines(PENGUINS);
        Path fewer = Files.write(directory.resolve("fewer.csv"), lines.subList(0, lines.size() - 1));
        JsonNode result = verified(ExitStatus.UNDECIDED, shared.resolve("penguins.onnx"), fewer);
        assertEquals("undecided", result.path("verdict").textValue());
        assertEquals("other", result.path("rowsAre").textValue());
        assertTrue(result.path("gap").doubleValue() > 0, result.toString());
        assertFalse(result.has("findings"));
    }

    @Test
    void verify_sameRowsInAnotherOrder_hold() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(PENGUINS));
        Collections.reverse(lines.subList(1, lines.size()));
        Path reversed = Files.write(directory.resolve("reversed.csv"), lines);
        JsonNode result = verified(0, shared.resolve("penguins.onnx"), reversed);
        assertEquals("reordered", result.path("rowsAre").textValue());
    }

    @Test
    void verify_sameRowsFromAQuery_areTheSame() throws IOException {
        JsonNode result = verified(
                0,
                shared.resolve("penguins.onnx"),
                "--sql",
                "select * from read_csv('" + PENGUINS + "', nullstr='NA')");
        assertEquals("trained-on", result.path("rowsAre").textValue());
    }

    @Test
    void verify_absoluteValuesInThePenalty_haveABoundToo() throws IOException {
        Path model = directory.resolve("m.onnx");
        train(model, PENGUINS, "--label", "species", "--l1", "0.01");
        JsonNode result = verified(0, model, PENGUINS);
        assertEquals("holds", outcome(result, "bound"));
    }

    @Test
    void verify_withoutPenalty_theSecondFitIsWhatIsLeft() throws IOException {
        Path data = directory.resolve("blobs.csv");
        assertEquals(0, Cli.run("data", "blobs", "-o", data).status());
        Path model = directory.resolve("m.onnx");
        train(model, data, "--label", "label", "--l2", "0");
        JsonNode result = verified(0, model, data);
        assertEquals("none", outcome(result, "bound"));
        assertEquals("holds", outcome(result, "refit"));
        assertTrue(result.path("gap").isNull());
        assertEquals("none", outcome(verified(0, model, data, "--no-refit"), "refit"));
    }

    @Test
    void verify_modelThatDoesNotSay_isRefused() {
        Cli.Result result = Cli.run("verify", forged(entry("objective", null)), PENGUINS);
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertTrue(result.err().contains("its metadata lack 'objective'"), result.err());
    }
}
