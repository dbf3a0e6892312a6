package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String WRONG = """
            L = -sum_k y_k log p_k
            dL/dz_i = -(y_i (1 - p_i) + sum_{k != i} -p_k y_k)
                    = p_i y_i - y_i + sum_{k != i} p_k y_k
                    = p_i sum_k y_k - y_i
            """;

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("derivation.txt"), text);
    }

    @Test
    void check_wrongLine_isNamedWithNumbers() throws IOException {
        Cli.Result result = Cli.run("check", file(WRONG));
        assertEquals(1, result.status());
        assertEquals("", result.err());
        assertTrue(result.out().contains("line 2  refuted"), result.out());
        assertTrue(result.out().contains("line 3  inherited"), result.out());
        assertTrue(result.out().contains("line 4  proved, repaired"), result.out());
        assertTrue(result.out().contains("Line 2 is the first wrong one"), result.out());
        assertTrue(result.out().contains("your line gives 1/3, the true derivative is 1/6."), result.out());
        assertTrue(result.out().contains("It would be right only where i is the true class."), result.out());
    }

    @Test
    void check_notUnderstood_isMarkedByACaret() throws IOException {
        Path file = file("L = -sum_k y_k log p_k\ndL/dz_i = p_i \u2212 \\hat{y}_i foo\n");
        Cli.Result result = Cli.run("check", file);
        assertEquals(2, result.status());
        assertEquals("", result.out());
        String[] lines = result.err().split("\n");
        assertEquals(
                "xent: " + file
                        + ":2:27: 'foo' is not understood: define it first, separate names that are multiplied by spaces, or put"
                        + " words after % or inside \\text{}",
                lines[0]);
        assertEquals("  dL/dz_i = p_i \u2212 \\hat{y}_i foo", lines[1]);
        assertEquals("                            ^^^", lines[2]);
    }

    @Test
    void check_json_hasTheDocumentedFields() throws IOException {
        JsonNode json = json(WRONG);
        assertEquals("REFUTED", json.get("verdict").asText());
        assertEquals(2, json.get("firstWrongLine").asInt());
        JsonNode line = json.get("lines").get(0);
        assertEquals(2, line.get("line").asInt());
        assertEquals("REFUTED", line.get("verdict").asText());
        assertEquals("broken", line.get("status").asText());
        assertEquals("i = t", line.get("assumption").asText());
        assertEquals("1/6", line.get("witness").get("expected").asText());
        assertEquals("1/3", line.get("witness").get("actual").asText());
        assertTrue(line.has("mend"));
        assertEquals("inherited", json.get("lines").get(1).get("status").asText());
        assertEquals("repaired", json.get("lines").get(2).get("status").asText());
        assertTrue(json.get("lines").get(2).get("witness").isNull());
    }

    @Test
    void check_jsonOfWhatIsNotUnderstood_saysWhere() throws IOException {
        JsonNode json = json("dL/dz_i = p_i -\n");
        assertEquals("UNREADABLE", json.get("verdict").asText());
        assertTrue(json.get("firstWrongLine").isNull());
        JsonNode line = json.get("lines").get(0);
        assertEquals(1, line.get("line").asInt());
        assertEquals("UNREADABLE", line.get("verdict").asText());
        assertEquals("unreadable", line.get("status").asText());
        assertEquals(16, line.get("column").asInt());
    }

    private JsonNode json(String text) throws IOException {
        return new ObjectMapper()
                .readTree(Cli.run("check", file(text), "--format", "json").out());
    }

    @Test
    void check_html_isAWellFormedPageByItself() throws Exception {
        String html = Cli.run("check", file(WRONG), "--format", "html").out();
        assertFalse(html.contains("<script") || html.contains("http:") || html.contains("https:"), "loads something");
        assertTrue(html.contains("<math") && html.contains("is the first wrong one"), html);
        String body = html.substring(html.indexOf("<main>"), html.indexOf("</main>") + 7);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void check_markdown_hasFormulasInLatex() throws IOException {
        String markdown = Cli.run("check", file(WRONG), "--format", "markdown").out();
        assertTrue(
                markdown.contains(
                        "| 4 | $\\frac{\\partial L}{\\partial z_i} = p_i \\sum_{k} y_k - y_i$ | **proved, repaired** |"),
                markdown);
    }

    @Test
    void check_unwatchedOutput_hasNoColours() throws IOException {
        assertFalse(Cli.run("check", file(WRONG)).out().contains("\u001B["));
    }

    @Test
    void check_markupInTheText_isText() throws IOException {
        String html = Cli.run("check", file("dL/dz_i = <script>alert(1)</script>\n"), "--format", "html")
                .out();
        assertFalse(html.contains("<script"), html);
    }

    @Test
    void check_noSuchFile_isAnError() {
        Cli.Result result = Cli.run("check", directory.resolve("none"));
        assertEquals(2, result.status());
        assertEquals("xent: " + directory.resolve("none") + ": no such file\n", result.err());
    }

    @Test
    void check_noText_isAnError() throws IOException {
        Path file = Files.write(directory.resolve("bytes"), new byte[] {'a', (byte) 0xFF, 0});
        assertEquals(
                "xent: " + file + ": not text in UTF-8\n",
                Cli.run("check", file).err());
    }

    @Test
    void check_pathologicalInput_isRefusedInTime() throws IOException {
        refused("{".repeat(10_000) + "x" + "}".repeat(10_000), "nested deeper than 80 levels");
        refused("dL/dz_i = " + "\\frac{1}{".repeat(10_000) + "x" + "}".repeat(10_000), "nested deeper than 80 levels");
        refused("dL/dz_i = " + "-".repeat(10_000) + "x", "longer than");
        refused("dL/dz_i = " + "-".repeat(1000) + "x", "nested deeper than 80 levels");
        refused("dL/dz_i = " + "p_i + ".repeat(170_000) + "p_i", "at most 200000 characters");
        refused("dL/dz_i = p_i + ".repeat(12_000) + "p_i", "longer than");
        refused("dL/dz_i = p_i\n".repeat(100_000), "1 MB");
        refused("dL/dz_i=p_i\n".repeat(16_000), "at most 400 lines");
        refused("\n".repeat(100_000), "nothing is derived here");
        refused("x".repeat(2 << 20), "1 MB");
        refused("e^".repeat(700), "too many scripts");
        refused("p" + "_{p".repeat(5_000), "nested deeper");
        refused("a/".repeat(600) + "a = 1", "too many fraction bars");
        refused("\\begin{align}".repeat(10_000), "too many environments");
        refused("\\text{".repeat(20_000), "needs an argument");
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        Cli.Result result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Cli.run("check", file));
        assertEquals(2, result.status(), text.substring(0, 20));
        assertTrue(
                result.err().contains(message),
                text.substring(0, 20) + "…: " + result.err().lines().findFirst());
        assertTrue(result.err().length() < 1000, "a short message");
    }
}
