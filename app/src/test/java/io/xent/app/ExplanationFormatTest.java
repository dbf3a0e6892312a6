package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What every format must keep, whatever is explained. */
class ExplanationFormatTest {

    @TempDir
    private Path directory;

    private List<Object[]> questions;

    @BeforeEach
    void questions() throws IOException {
        Path batch = Files.writeString(directory.resolve("b.csv"), "3,4,1,2\n0,1,2,3\n");
        Path weights = Files.writeString(directory.resolve("w.csv"), "1,-1\n2,-1\n1,0\n");
        Path input = Files.writeString(directory.resolve("x.csv"), "1,-2\n");
        questions = List.of(
                new Object[] {"explain", "3", "4", "1", "--label", "2"},
                new Object[] {"explain", "1000", "-5", "-inf", "--target", "0.5,0.2,0", "--temperature", "2"},
                new Object[] {"explain", "inf", "1e300", "-1e-300", "--label", "1", "--zero-based"},
                new Object[] {"explain", "3", "2", "1", "--label", "1", "--loss", "hinge"},
                new Object[] {"explain", "3", "4", "1", "--label", "3", "--loss", "crammer-singer"},
                new Object[] {"explain", "--batch", batch},
                new Object[] {"explain", "--weights", weights, "--input", input, "--label", "2"},
                new Object[] {"entropy", "3", "1", "--against", "0.5,0.5"},
                new Object[] {"entropy", "0.5", "0.5", "--against", "1,0"});
    }

    private static String printed(Object[] question, String format) {
        Object[] words = java.util.Arrays.copyOf(question, question.length + 2);
        words[question.length] = "--format";
        words[question.length + 1] = format;
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    @Test
    void html_isOneFileThatNeedsNothingElse() throws Exception {
        for (Object[] question : questions) {
            String page = printed(question, "html");
            assertTrue(page.startsWith("<!doctype html>"), page);
            for (String outside : List.of("<script", "src=", "href=", "url(", "@import", "http")) {
                assertFalse(
                        page.contains(outside),
                        () -> outside + " in "
                                + String.join(" ", List.of(question).toString()));
            }
            String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        }
        assertTrue(printed(questions.get(0), "html").contains("<math><mfrac>"), "formulas are MathML");
    }

    /** pdfTeX stops at characters it does not know; only what it was told about may be there. */
    @Test
    void latex_isAsciiWithBracesThatClose() {
        for (Object[] question : questions) {
            String document = printed(question, "latex");
            assertTrue(
                    document.chars().allMatch(c -> c < 128),
                    () -> "not ASCII: "
                            + document.replaceAll("[\\x00-\\x7f]+", " ").strip());
            int depth = 0;
            for (char c : document.replaceAll("\\\\[{}]", "").toCharArray()) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                assertTrue(depth >= 0, document);
            }
            assertEquals(0, depth, document);
            assertEquals(count(document, "\\\\begin\\{"), count(document, "\\\\end\\{"));
            assertEquals(0, count(document.replace("\\$", ""), "\\$") % 2, document);
        }
        assertTrue(printed(questions.get(0), "latex").contains("\\frac{\\partial L}{\\partial z_j} &= "));
    }

    @Test
    void markdown_tablesHaveAsManyCellsInEveryRow() {
        for (Object[] question : questions) {
            int cells = 0;
            for (String line : printed(question, "markdown").split("\n")) {
                int now = line.startsWith("|") ? count(line.replace("\\|", ""), "\\|") : 0;
                assertTrue(cells == 0 || now == 0 || cells == now, line);
                cells = now;
            }
        }
        assertTrue(printed(questions.get(0), "markdown").contains("$$\n\\begin{aligned}\n\\frac{\\partial L}"));
    }

    @Test
    void everyFormat_hasTheSameNumbers() {
        String text = printed(questions.get(0), "text");
        Matcher numbers = Pattern.compile("\\b0\\.[0-9]{12}\\b").matcher(text);
        int found = 0;
        String[] others = {
            printed(questions.get(0), "markdown"), printed(questions.get(0), "latex"), printed(questions.get(0), "html")
        };
        while (numbers.find()) {
            for (String other : others) {
                assertTrue(other.contains(numbers.group()), numbers.group());
            }
            found++;
        }
        assertTrue(found > 40, "only " + found + " numbers");
    }

    private static int count(String text, String pattern) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }
}
