package io.xent.derive;

import io.xent.derive.Expression.Addition;
import io.xent.derive.Expression.Negation;
import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads formulas by precedence: a sum is made of products, a product with a sign of factors side by side. Where people differ in
 * what they mean ({@code 1/p_k y_k}, {@code log p_k y_k}) it asks for brackets instead of guessing.
 */
final class ExpressionParser {

    private final Cursor cursor;
    private final FactorParser factors;

    ExpressionParser(Cursor cursor, Words words) {
        this.cursor = cursor;
        this.factors = new FactorParser(cursor, words, this);
    }

    /** A formula by itself, in LaTeX, Unicode or ASCII. */
    static Expression parse(String text) {
        Source source = new Source(text);
        Cursor cursor = new Cursor(source, Rows.of(source).get(0).tokens());
        Expression expression = new ExpressionParser(cursor, new Words()).expression();
        if (!cursor.isAtEnd()) {
            throw cursor.error(cursor.peek(), Cursor.found(cursor.peek()) + " is not understood here");
        }
        return expression;
    }

    NameParser names() {
        return factors.names();
    }

    ConditionParser conditions() {
        return factors.conditions();
    }

    /** Terms that are added. */
    Expression expression() {
        Token first = cursor.peek();
        List<Expression> terms = new ArrayList<>();
        cursor.enter();
        cursor.skip("+");
        terms.add(term());
        while (cursor.isAt("+") || cursor.isAt("-")) {
            boolean isPlus = cursor.skip("+");
            Token sign = cursor.peek();
            if (isPlus || !sign.is("-")) {
                terms.add(term());
            } else {
                cursor.take();
                Expression term = term();
                terms.add(new Negation(term, cursor.since(sign)));
            }
        }
        cursor.leave();
        return terms.size() == 1 ? terms.get(0) : new Addition(terms, cursor.since(first));
    }

    /** Factors up to the next plus or minus; a minus before the first is that of the product. */
    Expression term() {
        Token first = cursor.peek();
        if (!cursor.skip("-")) {
            return product();
        }
        cursor.enter();
        Expression operand = term();
        cursor.leave();
        return new Negation(operand, cursor.since(first));
    }

    /** Factors joined by signs or fraction bars, from left to right. */
    private Expression product() {
        Token first = cursor.peek();
        Expression product = beside();
        Sign open = null;
        for (int bars = 0; ; ) {
            Token token = cursor.peek();
            Sign sign = sign(token);
            if (sign != null) {
                cursor.take();
                product = joined(product, open == sign, signed(), sign, cursor.since(first));
                open = sign;
            } else if (token.is("/")) {
                if (++bars > Cursor.MAX_DEPTH) {
                    throw cursor.error(token, "too many fraction bars in a row");
                }
                product = fraction(product, first);
                open = null;
            } else {
                return product;
            }
        }
    }

    private static Sign sign(Token token) {
        if (!token.is(Kind.SIGN)) {
            return null;
        }
        return switch (token.text()) {
            case "*" -> Sign.STAR;
            case "·" -> Sign.DOT;
            case "⊙" -> Sign.ELEMENTWISE;
            case "⊗" -> Sign.OUTER;
            default -> null;
        };
    }

    private static Expression joined(Expression left, boolean isOpen, Expression right, Sign sign, Span span) {
        List<Expression> factors = new ArrayList<>(isOpen ? ((Product) left).factors() : List.of(left));
        factors.add(right);
        return new Product(factors, sign, span);
    }

    /** A factor after a sign, which may have a minus of its own. */
    private Expression signed() {
        Token first = cursor.peek();
        if (!cursor.skip("-")) {
            return beside();
        }
        Expression operand = beside();
        return new Negation(operand, cursor.since(first));
    }

    /** A fraction with its bar, and factors side by side with it as in {@code y_k/p_k ∂p_k/∂z_i}. */
    private Expression fraction(Expression numerator, Token first) {
        Token bar = cursor.take();
        boolean isTight = !bar.isSpaced() && !cursor.peek().isSpaced();
        if (cursor.isAtEnd()) {
            throw cursor.error(bar, "nothing stands below the fraction bar");
        }
        Expression product = new Quotient(numerator, denominator(), cursor.since(first));
        for (boolean isOpen = false; factors.isAtFactor(); isOpen = true) {
            if (!(isTight && cursor.peek().isSpaced()) && !factors.isAtOperator()) {
                throw cursor.error(
                        cursor.peek(),
                        "does " + Cursor.found(cursor.peek())
                                + " stand above or below the fraction bar? write (a/b) c or a/(b c)");
            }
            product = joined(product, isOpen, factors.factor(), Sign.BESIDE, cursor.since(first));
        }
        return product;
    }

    private Expression denominator() {
        Token first = cursor.peek();
        if (!cursor.skip("-")) {
            return factors.factor();
        }
        Expression operand = factors.factor();
        return new Negation(operand, cursor.since(first));
    }

    /** Factors side by side. */
    private Expression beside() {
        Token first = cursor.peek();
        List<Expression> found = new ArrayList<>();
        found.add(factors.factor());
        while (factors.isAtFactor()) {
            found.add(factors.factor());
        }
        return found.size() == 1 ? found.get(0) : new Product(found, Sign.BESIDE, cursor.since(first));
    }
}
