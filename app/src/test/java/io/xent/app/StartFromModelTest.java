package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.onnx.OnnxModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFromModelTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    Path directory;

    private JsonNode trained(String model, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("train", "--format", "json", "-o", directory.resolve(model)));
        Collections.addAll(all, words);
        Cli.Result result = Cli.run(all.toArray());
        assertEquals(0, result.status(), result.err());
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void from_anotherPenaltysModel_endsAtTheSameOptimumSooner() throws IOException {
        JsonNode anew = trained("anew.onnx", PENGUINS, "--label", "species", "--l2", "0.003");
        trained("near.onnx", PENGUINS, "--label", "species", "--l2", "0.0031");
        JsonNode warm = trained("warm.onnx", PENGUINS, "--l2", "0.003", "--from", directory.resolve("near.onnx"));
        assertEquals("species", warm.path("label").textValue());
        assertEquals(
                anew.path("objective").doubleValue(), warm.path("objective").doubleValue(), 1e-8);
        assertTrue(warm.path("iterations").intValue() < anew.path("iterations").intValue(), warm.toString());
        assertEquals(
                directory.resolve("near.onnx").toString(),
                OnnxModelReader.read(directory.resolve("warm.onnx"))
                        .provenance()
                        .entries()
                        .get("from"));
        assertEquals(
                0, Cli.run("verify", directory.resolve("warm.onnx"), PENGUINS).status());
    }

    /** Half of the rows have other means and fewer levels; the encoding stays that of the model. */
    @Test
    void from_otherRows_keepsEncodingAndClasses() throws IOException {
        trained("all.onnx", PENGUINS, "--label", "species");
        List<String> lines = Files.readAllLines(PENGUINS);
        List<String> some = new ArrayList<>(lines.subList(0, 1));
        lines.stream().skip(1).filter(line -> !line.contains("Gentoo")).forEach(some::add);
        Path fewer = Files.write(directory.resolve("fewer.csv"), some);
        JsonNode warm = trained("fewer.onnx", fewer, "--from", directory.resolve("all.onnx"));
        assertEquals(3, warm.path("classes").intValue());
        assertTrue(warm.path("notices").toString().contains("no row has class 'Gentoo'"), warm.toString());
        assertEquals(
                OnnxModelReader.read(directory.resolve("all.onnx")).encoding(),
                OnnxModelReader.read(directory.resolve("fewer.onnx")).encoding());
    }

    @Test
    void from_withWhatCannotBe_isRefused() throws IOException {
        trained("all.onnx", PENGUINS, "--label", "species");
        Path model = directory.resolve("all.onnx");
        Cli.Result drop =
                Cli.run("train", PENGUINS, "--from", model, "--drop", "sex", "-o", directory.resolve("x.onnx"));
        assertEquals(ExitStatus.BAD_INPUT, drop.status());
        assertEquals(
                "xent: --from takes the encoding of the model as it is, so --drop has no meaning: leave out one of the two\n",
                drop.err());
        List<String> lines = new ArrayList<>(Files.readAllLines(PENGUINS));
        lines.add(lines.get(1).replace("Adelie", "Emperor"));
        Path more = Files.write(directory.resolve("more.csv"), lines);
        Cli.Result unseen = Cli.run("train", more, "--from", model, "-o", directory.resolve("x.onnx"));
        assertEquals(ExitStatus.BAD_INPUT, unseen.status());
        assertTrue(unseen.err().contains("label 'Emperor' is not one of the 3 classes of the model"), unseen.err());
        Cli.Result foreign = Cli.run("train", PENGUINS, "--from", PENGUINS, "-o", directory.resolve("x.onnx"));
        assertEquals(ExitStatus.BAD_INPUT, foreign.status());
        assertTrue(foreign.err().contains("is not an ONNX model"), foreign.err());
    }
}
