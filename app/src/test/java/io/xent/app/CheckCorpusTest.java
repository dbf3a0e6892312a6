package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Derivations as people write them, right and wrong, through the command line. Each file says in comments what is expected:
 * {@code % wrong} or {@code % unreadable} at the end of the line that is, {@code % mend: a -> b}, {@code % needs: an assumption that it
 * does not state}, {@code % right only: in a special case}. A file without such marks is proved line by line.
 */
class CheckCorpusTest {

    private static final Pattern NOTE = Pattern.compile("% (mend|needs|right only): (.*)");

    @TestFactory
    List<DynamicTest> check_derivation_isJudgedAsItSays() throws IOException, URISyntaxException {
        Path corpus = Path.of(CheckCorpusTest.class.getResource("derivations").toURI());
        try (Stream<Path> files = Files.list(corpus)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        List<String> text = Files.readAllLines(file);
        Cli.Result result = Cli.run("check", file, "--format", "json");
        JsonNode json = new ObjectMapper().readTree(result.out());
        int wrong = marked(text, "% wrong");
        int unreadable = marked(text, "% unreadable");
        Optional<String> needed = note(text, "needs");
        String expected =
                wrong > 0 ? "REFUTED" : unreadable > 0 ? "UNREADABLE" : needed.isPresent() ? "PROVED UNDER" : "PROVED";
        assertEquals(expected, json.get("verdict").asText(), result.out());
        assertEquals(wrong > 0 ? 1 : unreadable > 0 ? 2 : 0, result.status());
        int first = Math.max(wrong, unreadable);
        assertEquals(
                first > 0 ? Integer.toString(first) : "null",
                json.get("firstWrongLine").toString(),
                result.out());
        if (wrong > 0) {
            refuted(text, line(json, "status", "broken"));
        } else {
            needed.ifPresent(assumption -> assertEquals(
                    assumption,
                    line(json, "verdict", "PROVED UNDER").get("assumption").asText()));
        }
    }

    private static void refuted(List<String> text, JsonNode line) {
        JsonNode witness = line.get("witness");
        assertNotEquals(witness.get("expected"), witness.get("actual"), "both sides of the witness");
        note(text, "right only")
                .ifPresent(
                        special -> assertEquals(special, line.get("assumption").asText()));
        note(text, "mend").ifPresent(mend -> {
            assertTrue(line.get("mend").isObject(), "no mend in " + line);
            assertEquals(
                    mend,
                    line.get("mend").get("written").asText() + " -> "
                            + line.get("mend").get("instead").asText());
        });
    }

    private static JsonNode line(JsonNode json, String field, String value) {
        for (JsonNode line : json.get("lines")) {
            if (line.get(field).asText().equals(value)) {
                return line;
            }
        }
        throw new AssertionError("no line with " + field + " " + value + " in " + json);
    }

    private static int marked(List<String> text, String mark) {
        List<Integer> found = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).endsWith(mark)) {
                found.add(i + 1);
            }
        }
        assertTrue(found.size() <= 2, "at most one mark");
        return found.get(found.size() - 1);
    }

    private static Optional<String> note(List<String> text, String kind) {
        return text.stream()
                .map(NOTE::matcher)
                .filter(Matcher::matches)
                .filter(note -> note.group(1).equals(kind))
                .map(note -> note.group(2))
                .findFirst();
    }
}
