package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Formulas as people write them, and what they come to. */
class ExpressionParserTest {

    @ParameterizedTest
    @CsvFileSource(resources = "formulas.txt", delimiterString = " ==> ", quoteCharacter = '\0')
    void parse_spellings_giveTheFormula(String text, String plain) {
        assertEquals(plain, PlainText.of(ExpressionParser.parse(text)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "unreadable-formulas.txt", delimiterString = " ==> ", quoteCharacter = '\0')
    void parse_whatIsNotUnderstood_isAnErrorAtItsPlace(String text, int column, String message) {
        UnreadableException e = assertThrows(UnreadableException.class, () -> ExpressionParser.parse(text));
        assertEquals(column + " " + message, e.column() + " " + e.getMessage());
    }

    @Test
    void parse_parts_knowTheirPlace() {
        String text = "p_i - \\frac{y_k}{T}";
        Expression.Addition sum = (Expression.Addition) ExpressionParser.parse(text);
        Expression.Negation last = (Expression.Negation) sum.terms().get(1);
        Expression.Quotient quotient = (Expression.Quotient) last.operand();
        assertEquals("p_i", at(text, sum.terms().get(0)));
        assertEquals("\\frac{y_k}{T}", at(text, quotient));
        assertEquals("y_k", at(text, quotient.numerator()));
        assertEquals("T", at(text, quotient.denominator()));
    }

    private static String at(String text, Expression part) {
        return text.substring(part.span().start(), part.span().end());
    }
}
