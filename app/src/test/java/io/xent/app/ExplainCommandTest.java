package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

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
