package io.xent.app;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PenaltyPathCommandTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");
    private static final int LAMBDA = 0;
    private static final int WEIGHTS = 2;
    private static final int FEATURES = 3;
    private static final int OBJECTIVE = 4;
    private static final int GAP = 5;
    private static final int EXPLAINED = 6;

    @TempDir
    Path directory;

    @Test
    void train_path_beginsWithoutWeightsAndExplainsMoreAndMore() throws IOException {
        List<String[]> points = path("--elastic-net", "1");
        assertEquals(20, points.size());
        assertEquals("0", points.get(0)[WEIGHTS]);
        assertEquals("0", points.get(0)[FEATURES]);
        assertEquals(0, Double.parseDouble(points.get(0)[EXPLAINED]), 1e-6);
        for (int i = 1; i < points.size(); i++) {
            String[] point = points.get(i);
            String[] before = points.get(i - 1);
            assertTrue(Double.parseDouble(point[LAMBDA]) < Double.parseDouble(before[LAMBDA]));
            assertTrue(Integer.parseInt(point[WEIGHTS]) > 0, "the λ before is the smallest without weights");
            assertTrue(Double.parseDouble(point[EXPLAINED]) > Double.parseDouble(before[EXPLAINED]));
            assertTrue(Double.parseDouble(point[GAP]) <= 1e-6, String.join(",", point));
        }
        assertTrue(Double.parseDouble(points.get(19)[EXPLAINED]) > 0.99);
        assertEquals(
                1e-4, Double.parseDouble(points.get(19)[LAMBDA]) / Double.parseDouble(points.get(0)[LAMBDA]), 1e-12);
    }

    @Test
    void train_pointOfThePath_isTheModelOfThatPenaltyAlone() throws IOException {
        List<String[]> points = path("--elastic-net", "0.7");
        for (int i : new int[] {3, 8, 13}) {
            JsonNode alone = json("--elastic-net", "0.7", "--lambda", points.get(i)[LAMBDA]);
            assertEquals(
                    alone.path("objective").doubleValue(),
                    Double.parseDouble(points.get(i)[OBJECTIVE]),
                    1e-6,
                    "λ " + i);
            assertEquals(alone.path("nonZeroWeights").asText(), points.get(i)[WEIGHTS], "λ " + i);
            assertEquals(alone.path("usedFeatures").asText(), points.get(i)[FEATURES], "λ " + i);
            double explained = 1
                    - alone.at("/train/logLoss").doubleValue()
                            / alone.at("/train/entropy").doubleValue();
            assertEquals(explained, Double.parseDouble(points.get(i)[EXPLAINED]), 1e-4, "λ " + i);
        }
    }

    @Test
    void train_crossValidatedLasso_countsTheWeightsOfEveryPenalty() throws IOException {
        JsonNode json = json("--elastic-net", "1", "--cv", "3");
        assertEquals(20, json.path("path").size());
        for (int i = 0; i < 20; i++) {
            JsonNode tried = json.path("crossValidation").get(i);
            JsonNode point = json.path("path").get(i);
            assertEquals(tried.path("lambda"), point.path("lambda"));
            if (tried.path("chosen").booleanValue()) {
                assertEquals(json.path("nonZeroWeights"), point.path("nonZeroWeights"));
                assertEquals(
                        json.path("objective").doubleValue(),
                        point.path("objective").doubleValue(),
                        1e-6);
            }
        }
        String text = run("--elastic-net", "1", "--cv", "3").out();
        assertTrue(text.contains("± error   weights  features\n"), text);
        String page = Files.readString(directory.resolve("model.html"));
        assertTrue(page.contains("Weights that are not zero, by penalty"));
    }

    @Test
    void train_crossValidatedSquares_countsNothing() throws IOException {
        assertTrue(json("--cv", "3").path("path").isMissingNode());
    }

    @Test
    void train_path_isPrintedToo() throws IOException {
        Path file = directory.resolve("path.csv");
        Cli.Result result = run("--l1", "0.03", "--l2", "0.01", "--path", file);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("path     the model of all rows as λ falls, with α = 0.75\n"), result.out());
        assertTrue(result.out().contains("  features  "), result.out());
        assertTrue(Files.readString(file).contains(",0.75,"), "the mix of the two penalties");
    }

    @Test
    void train_pathWhereItCannotBe_refuses() throws IOException {
        assertRefused("cannot be in one file", "--path", directory.resolve("model.html"));
        assertRefused("is the input itself", "--path", PENGUINS);
        assertRefused("there is no directory", "--path", directory.resolve("none/path.csv"));
        assertRefused("about linear classifiers", "--path", directory.resolve("path.csv"), "--hidden", "4");
        assertFalse(Files.exists(directory.resolve("model.onnx")));
    }

    private void assertRefused(String why, Object... words) {
        Cli.Result result = run(words);
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertTrue(result.err().contains(why), result.err());
    }

    /** Trains, and reads the lines of the path. */
    private List<String[]> path(Object... words) throws IOException {
        Path file = directory.resolve("path.csv");
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--path", file));
        Cli.Result result = run(all.toArray());
        assertEquals(0, result.status(), result.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                "lambda,alpha,nonZeroWeights,usedFeatures,objective,gap,devianceExplained,converged", lines.get(0));
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private JsonNode json(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));
        Cli.Result result = run(all.toArray());
        assertEquals(0, result.status(), result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private Cli.Result run(Object... words) {
        List<Object> all = new ArrayList<>(
                List.of("train", PENGUINS, "--label", "species", "-o", directory.resolve("model.onnx")));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }
}
