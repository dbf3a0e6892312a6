package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static String golden(String name) throws IOException {
        try (InputStream in = ExplainCommandTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String explained(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    private static String refused(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        return result.err().strip();
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** What rounding leaves is not the same on every processor. */
    private static String withoutRemainders(String text) {
        return text.replaceAll("[0-9.]+e-[0-9]+", "#")
                .replaceAll("(?m)^(   [0-9]  +-?0\\.[0-9]{9})[0-9]+(?=.*#)", "$1");
    }

    @Test
    void explain_text_isAsPrinted() throws IOException {
        assertEquals(
                withoutRemainders(golden("explain.txt")),
                withoutRemainders(explained("explain", "3", "4", "1", "--label", "2")));
        assertEquals(
                withoutRemainders(golden("explain-temperature.txt")),
                withoutRemainders(explained(
                        "explain",
                        "1000",
                        "-1",
                        "-inf",
                        "--target",
                        "0.5,0.2,0",
                        "--temperature",
                        "2",
                        "--zero-based")));
        assertEquals(
                golden("explain-hinge.txt"), explained("explain", "3", "4", "1", "--label", "3", "--loss", "hinge"));
    }

    @Test
    void explain_json_hasTheResults() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(explained("explain", "3", "4", "1", "--label", "2", "--format", "json"));
        double[] p = numbers(json.get("probabilities"));
        double[] gradient = numbers(json.get("gradient"));
        double[] expected = {0.259496460342419117, 0.705384512698241158, 0.035119026959339724};
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], p[k], 1e-15);
            assertEquals(expected[k] - (k == 1 ? 1 : 0), gradient[k], 1e-15);
            for (int j = 0; j < 3; j++) {
                assertEquals(
                        expected[k] * ((k == j ? 1 : 0) - expected[j]),
                        json.get("jacobian").get(k).get(j).asDouble(),
                        1e-15);
            }
        }
        assertEquals(-Math.log(expected[1]), json.get("loss").asDouble(), 1e-15);
        assertEquals(6, json.get("steps").size());
    }

    @TempDir
    private Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void explain_batch_isTheMean() throws IOException {
        Path named = file("named.csv", "label,a,b,c\n2,3,4,1\n3,0,1,2\n");
        Path bare = file("bare.csv", "3,4,1,1\n0,1,2,2\n");
        String text = explained("explain", "--batch", named);
        assertEquals(text, explained("explain", "--batch", file("last.csv", "3 4 1 2\n0 1 2 3\n")));
        assertTrue(text.contains("0.129748230171  -0.147307743651"), text);
        JsonNode json =
                new ObjectMapper().readTree(explained("explain", "--batch", bare, "--zero-based", "--format", "json"));
        assertEquals(
                0.259496460342419117 / 2, json.get("gradient").get(0).get(0).asDouble(), 1e-16);
        assertEquals(2, json.get("logits").size());
    }

    @Test
    void explain_weights_goOnToTheirGradient() throws IOException {
        Path weights = file("w.csv", "1,-1\n2,-1\n1,0\n");
        Path input = file("x.csv", "1\n-2\n");
        JsonNode json = new ObjectMapper()
                .readTree(explained(
                        "explain", "--weights", weights, "--input", input, "--label", "2", "--format", "json"));
        assertEquals(3, json.get("logits").get(0).asDouble());
        assertEquals(
                -0.51899292068483823, json.get("weightsGradient").get(0).get(1).asDouble(), 1e-15);
        assertEquals(-0.294615487301758842, json.get("biasGradient").get(1).asDouble(), 1e-15);
        String moved = explained(
                "explain",
                "--weights",
                weights,
                "--input",
                input,
                "--bias",
                file("b.csv", "0,0,5\n"),
                "--target",
                "0,0,1");
        assertTrue(moved.contains("On to the weights") && moved.contains("Central differences in each weight"), moved);
    }

    @Test
    void explain_filesThatCannotBeUsed_areRefused() throws IOException {
        Path batch = file("b.csv", "1,2,3\n4,5,1\n");
        String prefix = "xent: " + batch + ": ";
        assertEquals(
                prefix + "row 1: label 3 is not one of the classes 1 to 2; correct it",
                refused("explain", "--batch", batch));
        assertEquals(
                "xent: --batch takes logits and labels from its file; leave out others",
                refused("explain", "1", "--batch", batch));
        Path zero = file("z.csv", "1,2,0\n");
        assertEquals(
                "xent: " + zero
                        + ": row 1: label 0 is not one of the classes 1 to 2; if they are counted from 0, say --zero-based",
                refused("explain", "--batch", zero));
        Path nan = file("n.csv", "1,nan,1\n");
        assertEquals(
                "xent: " + nan + ": row 1, number 2 is NaN: nothing follows from it; correct it or leave the row out",
                refused("explain", "--batch", nan));
        Path one = file("one.csv", "1\n2\n");
        assertEquals(
                "xent: " + one + ": has one column; there must be logits, one column per class, and the label",
                refused("explain", "--batch", one));
        assertEquals(
                "xent: --weights needs --input, the numbers that the weights are applied to",
                refused("explain", "--weights", batch, "--label", "1"));
        assertEquals(
                "xent: " + one + ": is 2×1; it must hold 3 numbers, one for each column of " + batch,
                refused("explain", "--weights", batch, "--input", one, "--label", "1"));
        assertEquals(
                "xent: the logits come from --weights and --input; leave them out",
                refused("explain", "1", "--weights", batch, "--input", one, "--label", "1"));
        assertEquals(
                "xent: --input and --bias need --weights", refused("explain", "1", "--input", one, "--label", "1"));
    }

    @Test
    void explain_negativeLogits_areNoOptions() {
        assertEquals(
                explained("explain", "--label", "2", "--", "-1", "2"), explained("explain", "-1", "2", "--label", "2"));
        assertEquals(explained("explain", "-1,2", "--label", "2"), explained("explain", "−1", "+2", "--label", "2"));
        assertTrue(explained("explain", "-.5", "-1e300", "-inf", "--label", "1").contains("Class 3 is masked"));
    }

    @Test
    void explain_whatCannotBeUsed_isRefused() {
        assertEquals(
                "xent: no logits: give one number per class, as in 'xent explain 3 4 1 --label 2'",
                refused("explain", "--label", "1"));
        assertEquals(
                "xent: no target: give the true class with --label, or a distribution with --target",
                refused("explain", "1", "2"));
        assertEquals(
                "xent: both --label and --target are given; the target is either one class or a distribution",
                refused("explain", "1", "2", "--label", "1", "--target", "0,1"));
        assertEquals(
                "xent: 101 classes have a Jacobian of 10,201 numbers, and all would be shown; give at most 100",
                refused("explain", "1" + ",1".repeat(100), "--label", "1"));
        assertEquals(
                "xent: 'two' is not a number: each logit is a number such as 3, -1.5 or 1e300, or inf or -inf",
                refused("explain", "1", "two", "--label", "1"));
        assertEquals(
                "xent: unknown option: '--lable'; did you mean --label? (see 'xent explain --help')",
                refused("explain", "1", "2", "--lable", "1"));
        assertEquals(
                "xent: --label is 3: the classes of 2 logits are numbered 1 to 2 (from 0 with --zero-based)",
                refused("explain", "1", "2", "--label", "3"));
        assertEquals(
                "xent: --label is 2: the classes of 2 logits are numbered 0 to 1",
                refused("explain", "1", "2", "--label", "2", "--zero-based"));
        assertEquals(
                "xent: --target has 1 number for 2 logits; give one for each",
                refused("explain", "1", "2", "--target", "1"));
        assertEquals(
                "xent: row 0: target probability -1.0 of class 1 is outside [0, infinity)",
                refused("explain", "1", "2", "--target", "2,-1"));
        assertEquals(
                "xent: temperature 0.0 is outside (0, infinity)",
                refused("explain", "1", "2", "--label", "1", "--temperature", "0"));
        assertEquals(
                "xent: invalid value for option '--loss': expected cross-entropy, hinge or crammer-singer but was 'square' (see 'xent explain --help')",
                refused("explain", "1", "2", "--label", "1", "--loss", "square"));
        assertEquals(
                "xent: a hinge loss has no temperature; it is for cross-entropy",
                refused("explain", "1", "2", "--label", "1", "--loss", "hinge", "--temperature", "2"));
    }
}
