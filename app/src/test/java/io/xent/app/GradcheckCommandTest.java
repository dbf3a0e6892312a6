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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradcheckCommandTest {

    /** p − y of (3, 4, 1) with the second class, and of (0, 1, 2) with the third. */
    private static final String RIGHT = "0.259496460342419117,-0.294615487301758842,0.0351190269593397242\n"
            + "0.0900305731703804580,0.244728471054797653,-0.334759044225178111\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        file("z.csv", "3,4,1\n0,1,2\n");
        file("y.csv", "2\n3\n");
        file("g.csv", RIGHT);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private Cli.Result check(String gradient, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "gradcheck", "--logits", directory.resolve("z.csv"), "--gradient", directory.resolve(gradient)));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private Cli.Result labelled(String gradient, Object... more) {
        List<Object> words = new ArrayList<>(List.of("--labels", directory.resolve("y.csv")));
        words.addAll(List.of(more));
        return check(gradient, words.toArray());
    }

    private String refused(Cli.Result result) {
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        return result.err().strip().replace(directory + "/", "");
    }

    @Test
    void gradcheck_right_agrees() throws IOException {
        Cli.Result result = labelled("g.csv", "--reduction", "none");
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(
                result.out().contains("agrees    to 1") && result.out().contains("labels counted from 1"),
                result.out());
        file("zero.csv", "1\n2\n");
        file("y.csv", "1\n2\n");
        assertEquals(0, labelled("g.csv", "--reduction", "sum", "--zero-based").status());
        file("t.csv", "0,1,0\n0,0,1\n");
        assertEquals(
                0,
                check("g.csv", "--reduction", "sum", "--targets", directory.resolve("t.csv"))
                        .status());
    }

    @Test
    void gradcheck_labelZero_countsFromZero() throws IOException {
        file("y.csv", "0\n2\n");
        file(
                "g0.csv",
                "-0.740503539657580883,0.705384512698241158,0.0351190269593397242\n" + RIGHT.split("\n")[1] + "\n");
        Cli.Result result = labelled("g0.csv", "--reduction", "none");
        assertEquals(0, result.status(), result.out());
        assertTrue(result.out().contains("labels counted from 0"), result.out());
    }

    @Test
    void gradcheck_sumForMean_isNamed() {
        Cli.Result result = labelled("g.csv");
        assertEquals(1, result.status());
        assertTrue(
                result.out()
                        .contains(
                                "every component is 2 times what it should be: the 1/N of the mean over 2 rows is missing"),
                result.out());
        assertTrue(result.out().contains("The gap stays: the formula is wrong"), result.out());
    }

    @Test
    void gradcheck_options_areThoseOfTheLoss() throws IOException {
        double[] weights = {1, 2, 0.5};
        file("w.csv", weighted(weights[1], weights[2], 2.5));
        assertEquals(0, labelled("w.csv", "--class-weights", "1,2,0.5").status());
        file("y.csv", "2\n-100\n");
        file("i.csv", RIGHT.split("\n")[0] + "\n0,0,0\n");
        assertEquals(0, labelled("i.csv", "--ignore-label", "-100").status());
        file("y.csv", "2\n3\n");
        file("s.csv", smoothed(0.3));
        assertEquals(
                0,
                labelled("s.csv", "--label-smoothing", "0.3", "--reduction", "sum")
                        .status());
        assertTrue(
                labelled("s.csv", "--reduction", "sum").out().contains("label smoothing of 0.3 instead of 0"),
                labelled("s.csv", "--reduction", "sum").out());
    }

    private static String weighted(double first, double second, double total) {
        StringBuilder text = new StringBuilder();
        String[] rows = RIGHT.split("\n");
        for (int i = 0; i < 2; i++) {
            for (String cell : rows[i].split(",")) {
                text.append(Double.parseDouble(cell) * (i == 0 ? first : second) / total)
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String smoothed(double epsilon) {
        StringBuilder text = new StringBuilder();
        String[] rows = RIGHT.split("\n");
        for (int i = 0; i < 2; i++) {
            String[] cells = rows[i].split(",");
            for (int k = 0; k < 3; k++) {
                double y = k == i + 1 ? 1 : 0;
                text.append(Double.parseDouble(cells[k]) + epsilon * (y - 1.0 / 3))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void gradcheck_tooFewDigits_hasItsOwnAnswer() throws IOException {
        file("g.csv", "0.26,-0.29,0.04\n0.09,0.24,-0.33\n");
        Cli.Result result = labelled("g.csv", "--reduction", "none");
        assertEquals(3, result.status());
        assertTrue(result.out().contains("undecided: too few digits to tell"), result.out());
        assertEquals(
                0, labelled("g.csv", "--reduction", "none", "--digits", "1").status());
    }

    @Test
    void gradcheck_json_hasTheReport() throws IOException {
        Cli.Result result = labelled("g.csv", "--format", "json");
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertEquals("differs", json.get("verdict").asText());
        assertEquals(2, json.get("worst").get("row").asInt());
        assertEquals(3, json.get("worst").get("class").asInt());
        assertEquals("plateau", json.get("sweep").get("shape").asText());
        assertEquals(1, json.get("findings").size());
    }

    @Test
    void gradcheck_transposed_isRecognised() throws IOException {
        file(
                "t.csv",
                "0.259496460342419117,0.0900305731703804580\n-0.294615487301758842,0.244728471054797653\n"
                        + "0.0351190269593397242,-0.334759044225178111\n");
        Cli.Result result = labelled("t.csv", "--reduction", "none");
        assertEquals(1, result.status());
        assertTrue(result.out().contains("the gradient is transposed, it should be 2×3"), result.out());
    }

    @Test
    void gradcheck_whatCannotBeUsed_isRefused() throws IOException {
        assertEquals(
                "xent: no target: give the classes with --labels, or distributions with --targets",
                refused(check("g.csv")));
        assertEquals(
                "xent: missing required options: '--logits=FILE', '--gradient=FILE' (see 'xent gradcheck --help')",
                refused(Cli.run("gradcheck")));
        file("short.csv", "1,2,3\n");
        assertEquals(
                "xent: the gradient is 1×3, the logits are 2×3; there is one number for each logit",
                refused(labelled("short.csv")));
        assertEquals("xent: digits 0 is outside [1, 14]", refused(labelled("g.csv", "--digits", "0")));
        assertEquals(
                "xent: --class-weights has 2 numbers for 3 classes; give one for each",
                refused(labelled("g.csv", "--class-weights", "1,2")));
        file("y.csv", "2\n4\n");
        assertEquals(
                "xent: y.csv: row 2: label 4 is not one of the classes 1 to 3; correct it", refused(labelled("g.csv")));
        file("y.csv", "2\n");
        assertEquals(
                "xent: y.csv: has 1 row of 1 number; there must be one label for each of the 2 rows of logits",
                refused(labelled("g.csv")));
        file("t.csv", "1,0\n");
        assertEquals(
                "xent: t.csv: is 1×2 of target probabilities; it must be 2×3",
                refused(check("g.csv", "--targets", directory.resolve("t.csv"))));
        assertEquals("xent: nothing.csv: there is no such file; check the path", refused(labelled("nothing.csv")));
    }
}
