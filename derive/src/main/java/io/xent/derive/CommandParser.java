package io.xent.derive;

import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Token.Kind;

/** Reads the commands of LaTeX that take formulas: fractions, roots, boxes, and braces with a note below or above. */
final class CommandParser {

    private final Cursor cursor;
    private final Words words;
    private final ExpressionParser expressions;
    private final FactorParser factors;

    CommandParser(Cursor cursor, Words words, ExpressionParser expressions, FactorParser factors) {
        this.cursor = cursor;
        this.words = words;
        this.expressions = expressions;
        this.factors = factors;
    }

    /** The command that comes next, with its arguments. */
    Expression command() {
        Token token = cursor.take();
        return switch (token.text()) {
            case "frac" -> {
                Expression numerator = argument(token);
                Expression denominator = argument(token);
                yield new Quotient(numerator, denominator, cursor.since(token));
            }
            case "sqrt" -> {
                Expression argument = argument(token);
                yield new Call(Function.SQRT, argument, cursor.since(token));
            }
            case "boxed" -> argument(token);
            case "underbrace", "overbrace" -> annotated(token);
            default -> throw cursor.error(token, "\\" + token.text() + " is not understood here");
        };
    }

    /** A brace under a formula, and a note of what it equals, or words. */
    private Expression annotated(Token command) {
        Expression under = argument(command);
        if (!cursor.isAt("_") && !cursor.isAt("^")) {
            return under;
        }
        cursor.take();
        cursor.expect("{", "before the note");
        if (cursor.peek().is(Kind.TEXT)) {
            cursor.take();
        } else {
            cursor.skip("=");
            words.note(under, expressions.expression());
        }
        cursor.expect("}", "after the note");
        return under;
    }

    /** The argument of a command: a formula in braces, or the one sign that follows. */
    private Expression argument(Token command) {
        if (cursor.skip("{")) {
            Expression argument = expressions.expression();
            cursor.expect("}", "after the argument of \\" + command.text());
            return argument;
        }
        Token token = cursor.peek();
        if (token.is(Kind.NUMBER)) {
            if (token.text().length() > 1) {
                cursor.split(1);
            }
            return factors.number();
        }
        if (token.is(Kind.WORD) && token.text().length() > 1 && Spelling.greek(token.text()) == null) {
            cursor.split(1);
        }
        return factors.bare();
    }
}
