package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.onnx.OnnxModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateCommandTest {

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    /** Three clouds, the first rows to train on, later ones to update with. */
    @BeforeAll
    static void trainAModel() throws IOException {
        List<String> rows = Cli.run("data", "blobs", "--rows", "2000", "--seed", "3")
                .out()
                .lines()
                .toList();
        Files.write(shared.resolve("old.csv"), rows.subList(0, 301));
        List<String> more = new ArrayList<>(rows.subList(0, 1));
        more.addAll(rows.subList(301, 601));
        Files.write(shared.resolve("new.csv"), more);
        Cli.Result result = Cli.run(
                "train", shared.resolve("old.csv"), "--label", "label", "-o", shared.resolve("old.onnx"), "--quiet");
        assertEquals(0, result.status(), result.err());
    }

    private Path model() {
        return directory.resolve("new.onnx");
    }

    private JsonNode updated(Path from, Path data, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("update", from, data, "--format", "json", "-o", model()));
        Collections.addAll(all, words);
        Cli.Result result = Cli.run(all.toArray());
        assertEquals(0, result.status(), result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private static double distance(Path one, Path other) {
        double[] a = ((LinearClassifier) OnnxModelReader.read(one).classifier()).weights();
        double[] b = ((LinearClassifier) OnnxModelReader.read(other).classifier()).weights();
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }

    @Test
    void update_moreRowsOfTheSame_isCertifiedAndVerified() throws IOException {
        Path old = shared.resolve("old.onnx");
        JsonNode result = updated(old, shared.resolve("new.csv"));
        assertTrue(result.path("converged").booleanValue(), result.toString());
        assertTrue(result.at("/certificate/gap").doubleValue() < 1e-6, result.toString());
        assertEquals(300, result.at("/update/strength").doubleValue());
        assertEquals(2 / 9.0, result.at("/update/proximity").doubleValue(), 1e-12);
        assertEquals(300, result.at("/update/before/rows").intValue());
        assertTrue(
                result.at("/train/logLoss").doubleValue()
                        <= result.at("/update/before/logLoss").doubleValue(),
                "it is fitted to these rows");
        Cli.Result verified = Cli.run("verify", model(), shared.resolve("new.csv"));
        assertEquals(0, verified.status(), verified.out() + verified.err());
        Pipeline pipeline = OnnxModelReader.read(model());
        assertEquals(OnnxModelReader.read(old).encoding(), pipeline.encoding());
        JsonNode again = updated2(result);
        assertEquals(600, again.at("/update/strength").doubleValue(), "rows add up");
    }

    private JsonNode updated2(JsonNode first) throws IOException {
        Path from = Path.of(first.path("model").textValue());
        Path copy = Files.copy(from, directory.resolve("copy.onnx"));
        return updated(copy, shared.resolve("new.csv"));
    }

    @Test
    void update_strength_saysHowNearItStays() throws IOException {
        Path old = shared.resolve("old.onnx");
        double last = Double.POSITIVE_INFINITY;
        for (String strength : List.of("1", "100", "10000", "1e9")) {
            updated(old, shared.resolve("new.csv"), "--strength", strength);
            double distance = distance(old, model());
            assertTrue(distance < last, strength + ": " + distance);
            last = distance;
        }
        assertEquals(0, last, 1e-6);
    }

    @Test
    void update_rowsOfOneClass_keepTheOtherClasses() throws IOException {
        List<String> lines = Files.readAllLines(shared.resolve("new.csv"));
        List<String> one = new ArrayList<>(lines.subList(0, 1));
        lines.stream().filter(line -> line.endsWith(",1")).limit(10).forEach(one::add);
        Path data = Files.write(directory.resolve("one.csv"), one);
        JsonNode result = updated(shared.resolve("old.onnx"), data);
        assertEquals(3, result.path("classes").intValue());
        assertTrue(result.path("notices").toString().contains("any of the classes '0', '2'"), result.toString());
        Cli.Result verified = Cli.run("verify", model(), data);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        double before = accuracy(shared.resolve("old.onnx"));
        assertTrue(Math.abs(accuracy(model()) - before) < 0.05, "ten rows of one class do not undo 300");
    }

    private static double accuracy(Path model) throws IOException {
        Cli.Result result = Cli.run("evaluate", model, shared.resolve("old.csv"), "--format", "json");
        return new ObjectMapper().readTree(result.out()).at("/test/accuracy").doubleValue();
    }

    @Test
    void update_wordsAndClassesThatAreNew_areSaidOrRefused() throws IOException {
        Path penguins = Cli.project().resolve("examples/penguins.csv");
        Path old = directory.resolve("penguins.onnx");
        assertEquals(
                0,
                Cli.run("train", penguins, "--label", "species", "-o", old, "--quiet")
                        .status());
        List<String> lines = new ArrayList<>(Files.readAllLines(penguins).subList(0, 40));
        lines.add(lines.get(1).replace("Torgersen", "Signy"));
        Path island = Files.write(directory.resolve("island.csv"), lines);
        JsonNode result = updated(old, island);
        assertTrue(result.path("notices").toString().contains("such as 'Signy'"), result.toString());
        lines.add(lines.get(1).replace("Adelie", "Emperor"));
        Path species = Files.write(directory.resolve("species.csv"), lines);
        Cli.Result refused = Cli.run("update", old, species, "-o", model());
        assertEquals(ExitStatus.BAD_INPUT, refused.status());
        assertTrue(refused.err().contains("label 'Emperor' is not one of the 3 classes of the model"), refused.err());
    }

    @Test
    void update_atTheLimitOfIterations_namesAnOptionThatItHas() {
        Cli.Result result = Cli.run(
                "update",
                shared.resolve("old.onnx"),
                shared.resolve("new.csv"),
                "--max-iterations",
                "1",
                "--strength",
                "1",
                "-o",
                model());
        assertEquals(ExitStatus.STOPPED_EARLY, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("the limit of 1 iterations was reached: raise it\n"), result.out());
        assertTrue(Cli.run("update", "--help").out().contains("--max-iterations"));
    }

    @Test
    void verify_updatedModelWithoutTheOldOne_asksForIt() throws IOException {
        Path old = Files.copy(shared.resolve("old.onnx"), directory.resolve("old.onnx"));
        updated(old, shared.resolve("new.csv"));
        Path moved = Files.move(old, directory.resolve("moved.onnx"));
        Cli.Result lost = Cli.run("verify", model(), shared.resolve("new.csv"));
        assertEquals(ExitStatus.BAD_INPUT, lost.status());
        assertTrue(lost.err().contains("there is no " + old + "; name it with --from"), lost.err());
        assertEquals(
                0,
                Cli.run("verify", model(), shared.resolve("new.csv"), "--from", moved)
                        .status());
        Cli.Result another = Cli.run("verify", model(), shared.resolve("new.csv"), "--from", model());
        assertEquals(ExitStatus.BAD_INPUT, another.status());
        assertTrue(another.err().contains(" is another; name it with --from"), another.err());
    }

    @Test
    void update_whatCannotBe_isRefused() {
        Cli.Result nothing =
                Cli.run("update", shared.resolve("old.onnx"), shared.resolve("new.csv"), "--strength", "0");
        assertEquals(ExitStatus.BAD_INPUT, nothing.status());
        assertTrue(nothing.err().startsWith("xent: --strength is 0: it is a number of rows"), nothing.err());
        Path old = shared.resolve("old.onnx");
        Cli.Result itself = Cli.run("update", old, shared.resolve("new.csv"), "-o", old);
        assertEquals(ExitStatus.BAD_INPUT, itself.status());
        assertTrue(itself.err().contains("is the input itself"), itself.err());
    }
}
