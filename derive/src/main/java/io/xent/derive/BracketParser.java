package io.xent.derive;

import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Tuple;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads brackets with what they hold: a formula, a vector by its components, an inner product, cases, a matrix of one row or one column. */
final class BracketParser {

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final ConditionParser conditions;

    BracketParser(Cursor cursor, ExpressionParser expressions, ConditionParser conditions) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.conditions = conditions;
    }

    /** The brackets that come next, one level further in. */
    Expression nested() {
        cursor.enter();
        Expression inside = brackets();
        cursor.leave();
        return inside;
    }

    /** The brackets that come next. */
    Expression brackets() {
        Token open = cursor.peek();
        if ((open.is("{") || open.is("\\{")) && cursor.holds(0, "if", "otherwise")) {
            return conditions.plainCases();
        }
        cursor.take();
        List<Expression> elements = elements(open);
        close(open);
        Span span = cursor.since(open);
        if (open.is("⟨")) {
            return new Product(elements, Sign.DOT, span);
        }
        return elements.size() == 1 ? elements.get(0) : new Tuple(elements, span);
    }

    /** Formulas with commas between them; the first in braces may be a fraction, {@code {a \over b}}. */
    private List<Expression> elements(Token open) {
        List<Expression> elements = new ArrayList<>();
        elements.add(expressions.expression());
        if (cursor.peek().isCommand("over") && open.is("{")) {
            cursor.take();
            Expression below = expressions.expression();
            elements.set(0, new Quotient(elements.get(0), below, cursor.since(open)));
        }
        while (cursor.skip(",")) {
            elements.add(expressions.expression());
        }
        return elements;
    }

    private void close(Token open) {
        String close = Cursor.closing(open);
        if (!cursor.isAt(close)) {
            throw cursor.isAtEnd()
                    ? cursor.error(open, "this bracket is not closed")
                    : cursor.error(cursor.peek(), "expected '" + close + "', not " + Cursor.found(cursor.peek()));
        }
        cursor.take();
    }

    /** An environment: cases, or a vector as a matrix of one row or one column. */
    Expression environment() {
        Token begin = cursor.peek();
        if (begin.text().endsWith("cases")) {
            return conditions.cases();
        }
        if (!begin.text().endsWith("matrix")) {
            throw cursor.error(begin, "the environment " + begin.text() + " is not understood inside a formula");
        }
        cursor.take();
        return matrix(begin);
    }

    private Tuple matrix(Token begin) {
        List<Expression> elements = new ArrayList<>();
        String separators = "";
        do {
            elements.add(expressions.expression());
            Token next = cursor.peek();
            if (next.is("&") || next.is(Kind.ROW)) {
                separators += cursor.take().text();
            }
        } while (!cursor.peek().is(Kind.END) && !cursor.isAtEnd());
        Token end = cursor.take();
        if (!end.is(Kind.END) || !end.text().equals(begin.text())) {
            throw cursor.error(begin, "\\begin{" + begin.text() + "} has no \\end{" + begin.text() + "} here");
        }
        if (separators.contains("&") && separators.contains("\\")) {
            throw cursor.error(cursor.since(begin), "only matrices of one row or one column are understood");
        }
        return new Tuple(elements, cursor.since(begin));
    }
}
