package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/guide/derivatives.md, and has its derivations judged. The commands of the page are run by DocsTest. */
class DerivativesGuideTest {

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docs")) ? here : here.getParent();
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root().resolve("docs/guide/derivatives.md")));
        return block.results().map(found -> found.group(1)).toList();
    }

    @Test
    void guide_everyDerivation_isProved() throws IOException {
        List<String> derivations = blocks("derivation");
        assertEquals(7, derivations.size());
        for (String text : derivations) {
            List<Report.JudgedLine> lines =
                    Judge.judge(DerivationParser.parse(text)).lines();
            assertFalse(lines.isEmpty(), text);
            for (Report.JudgedLine line : lines) {
                assertInstanceOf(Verdict.Proved.class, line.verdict(), () -> text + line);
            }
        }
    }

    @Test
    void guide_code_doesWhatIsSaid() {
        ToDoubleFunction<double[]> loss = z -> Math.log(Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2])) - z[1];
        UnaryOperator<double[]> gradient = z -> {
            double sum = Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2]);
            return new double[] {Math.exp(z[0]) / sum, Math.exp(z[1]) / sum - 1, Math.exp(z[2]) / sum};
        };
        GradientCheck.of(loss, gradient).at(3, 4, 1);

        ComplexLoss analytic =
                z -> z[0].exp().plus(z[1].exp()).plus(z[2].exp()).log().minus(z[1]);
        GradientCheck.ofComplex(analytic, gradient).withDigits(13).at(3, 4, 1);
    }

    @Test
    void guide_messageOfAMistake_isAsShown() throws IOException {
        ToDoubleFunction<double[]> loss = z -> Math.log(Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2])) - z[1];
        UnaryOperator<double[]> mistaken = z -> {
            double sum = Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2]);
            return new double[] {Math.exp(z[0]) / sum, Math.exp(z[1]) / sum, Math.exp(z[2]) / sum};
        };
        String message = GradientCheck.of(loss, mistaken).reportAt(3, 4, 1).toString();
        String shown = blocks("text").stream()
                .filter(text -> text.startsWith("the gradient is wrong"))
                .findFirst()
                .orElseThrow();
        for (String line : shown.split("\n")) {
            assertTrue(message.contains(line.strip()), () -> line + "\nis not in\n" + message);
        }
    }

    @Test
    void guide_everyJavaBlock_isCodeOfThisTest() throws IOException {
        String code = withoutBlanks(
                Files.readString(root().resolve("derive/src/test/java/io/xent/derive/DerivativesGuideTest.java")));
        List<String> blocks = blocks("java");
        assertEquals(2, blocks.size());
        blocks.forEach(block -> assertTrue(code.contains(withoutBlanks(block)), block));
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s", "");
    }
}
