package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingCommandTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    Path directory;

    private Path model() {
        return directory.resolve("m.onnx");
    }

    private List<Object> words(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("train", PENGUINS, "--label", "island", "--drop", "species", "--l2", "1e-7", "-o", model()));
        words.addAll(List.of(more));
        return words;
    }

    private JsonNode train(Object... more) throws IOException {
        List<Object> words = words(more);
        words.addAll(List.of("--format", "json"));
        Cli.Result result = Cli.run(words.toArray());
        assertEquals(0, result.status(), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void train_validatedByAFraction_saysThatItIsNotTheOptimum_andVerifies() throws IOException {
        JsonNode json = train("--validation", "0.3", "--patience", "2");
        assertTrue(json.at("/stoppedEarly/iteration").intValue() > 0, json.toPrettyString());
        assertTrue(!json.path("converged").booleanValue());
        assertTrue(
                json.at("/certificate/gap").doubleValue() > 1e-6,
                json.at("/certificate").toString());
        assertEquals(241, json.path("rows").intValue(), "the others are held out");
        String text = Cli.run(words("--validation", "0.3", "--patience", "2").toArray())
                .out();
        assertTrue(text.contains("ended    stopped early, which is not the optimum: at most"), text);
        assertTrue(text.contains("whose loss on the validation rows is least: "), text);
        assertTrue(!Files.exists(directory.resolve("m.checkpoint")), "nothing to resume");
        Cli.Result verified = Cli.run("verify", model(), PENGUINS);
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertTrue(verified.out().contains("those it was trained on"), verified.out());
        assertTrue(verified.out().contains("does not claim to be at the optimum"), verified.out());
        Cli.Result evaluated = Cli.run("evaluate", model(), PENGUINS);
        assertEquals(0, evaluated.status(), evaluated.err());
    }

    @Test
    void train_validatedByAFileAndASplit_usesBoth() throws IOException {
        List<String> lines = Files.readAllLines(PENGUINS);
        List<String> some = new ArrayList<>(lines.subList(0, 1));
        for (int i = 1; i < lines.size(); i += 3) {
            some.add(lines.get(i));
        }
        Path validation = Files.write(directory.resolve("validation.csv"), some);
        JsonNode json = train("--validation", validation, "--split", "0.2");
        assertEquals("split", json.at("/test/kind").textValue());
        assertEquals(275, json.path("rows").intValue());
        JsonNode both = train("--validation", "0.2", "--split", "0.2", "--calibrate");
        assertEquals(220, both.path("rows").intValue());
        assertEquals(0, Cli.run("verify", model(), PENGUINS, "--no-refit").status());
    }

    @Test
    void train_withWhatDoesNotGoTogether_isRefusedByName() {
        for (String more :
                List.of("--hidden 8", "--memory 200m", "--resume", "--cv 3", "--path p.csv", "--inference")) {
            List<Object> words = words("--validation", "0.2");
            words.addAll(List.of(more.split(" ")));
            words.removeIf(word -> word.equals("--l2") || word.equals("1e-7"));
            Cli.Result result = Cli.run(words.toArray());
            assertEquals(ExitStatus.BAD_INPUT, result.status(), more);
            assertTrue(result.err().contains("--validation does not go with"), result.err());
        }
        for (String fraction : List.of("0", "1", "-3")) {
            assertTrue(
                    Cli.run(words("--validation=" + fraction).toArray()).err().contains("--validation is " + fraction));
        }
        assertTrue(Cli.run(words("--patience", "3").toArray())
                .err()
                .contains("--patience is about networks, or goes with"));
        assertTrue(Cli.run(words("--validation", "0.2", "--patience", "0").toArray())
                .err()
                .contains("the patience is 0"));
        assertTrue(Cli.run(words("--validation", "absent.csv").toArray()).err().contains("absent.csv"));
    }
}
