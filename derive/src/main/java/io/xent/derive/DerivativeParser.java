package io.xent.derive;

import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads derivatives: fractions of differentials in LaTeX or with a bar, operators before a formula, gradients. */
final class DerivativeParser {

    private final Cursor cursor;
    private final Words words;
    private final ExpressionParser expressions;
    private final FactorParser factors;
    private final NameParser names;

    DerivativeParser(Cursor cursor, Words words, ExpressionParser expressions, FactorParser factors, NameParser names) {
        this.cursor = cursor;
        this.words = words;
        this.expressions = expressions;
        this.factors = factors;
        this.names = names;
    }

    boolean isAtDerivative() {
        Token token = cursor.peek();
        return token.is("∂") || token.is("∇") || isFraction() || isD(token) && hasBar();
    }

    /** {@code \frac{∂…}{∂…}}, with d or, as some write, δ for ∂. */
    private boolean isFraction() {
        if (!cursor.peek().isCommand("frac") || !cursor.peek(1).is("{")) {
            return false;
        }
        int length = cursor.through(1);
        return isDifferential(2) && cursor.peek(length).is("{") && isDifferential(length + 1);
    }

    private boolean isDifferential(int ahead) {
        Token token = cursor.peek(ahead);
        return token.is("∂")
                || isD(token)
                || token.isWord("δ") && !cursor.peek(ahead + 1).is("_");
    }

    private boolean isD(Token token) {
        return token.is(Kind.WORD)
                && token.text().startsWith("d")
                && (token.text().equals("d") ? !words.isDefined("d") : !words.isKnown(token.text()));
    }

    /** Whether a d that is no ∂ belongs to a derivative: a bar and another d follow within the same factors. */
    private boolean hasBar() {
        for (int i = 1; ; ) {
            Token token = cursor.peek(i);
            if (token.is("/")) {
                Token below = cursor.peek(i + 1);
                return isD(below) || below.is("∂");
            }
            if (Cursor.isOpening(token)) {
                i = cursor.through(i);
            } else if (token.is(Kind.WORD)
                    || token.is(Kind.NUMBER)
                    || token.is("_")
                    || token.is("^")
                    || token.is("′")
                    || token.is(Kind.COMMAND)) {
                i++;
            } else {
                return false;
            }
        }
    }

    Expression derivative() {
        Token first = cursor.peek();
        cursor.enter();
        Expression derivative = first.is(Kind.COMMAND) ? fraction() : isSubscripted() ? operator() : withBar();
        cursor.leave();
        return derivative;
    }

    private boolean isSubscripted() {
        return cursor.isAt("∇") || cursor.isAt("∂") && cursor.peek(1).is("_");
    }

    private Expression fraction() {
        Token first = cursor.take();
        cursor.expect("{", "after \\frac");
        if (cursor.peek().isWord("δ")) {
            words.remark("δ is read as ∂ in this derivative", cursor.peek().span());
        }
        int order = differential();
        Expression of = cursor.isAt("}") ? null : expressions.expression();
        cursor.expect("}", "after the numerator");
        cursor.expect("{", "before the denominator");
        List<Name> variables = variables(order, first);
        cursor.expect("}", "after what it is differentiated by");
        return derivative(of, variables, first);
    }

    private Expression withBar() {
        Token first = cursor.peek();
        int order = differential();
        Expression of = cursor.isAt("/") ? null : factors.factor();
        cursor.expect("/", "and what it is differentiated by, as in ∂L/∂z_i");
        return derivative(of, variables(order, first), first);
    }

    /** {@code ∇_z L}, {@code ∂_{z_i} L}. */
    private Expression operator() {
        Token first = cursor.take();
        if (!cursor.skip("_")) {
            throw cursor.error(first, "say what it is differentiated by, as in ∇_z L");
        }
        boolean isBraced = cursor.skip("{");
        Name variable = isBraced
                ? names.name()
                : new Name(names.base(), List.of(), cursor.last().span());
        if (isBraced) {
            cursor.expect("}", "after what it is differentiated by");
        }
        return derivative(null, List.of(variable), first);
    }

    /** Steps over ∂ or d and gives its order: 2 for ∂². */
    private int differential() {
        Token token = cursor.peek();
        if (token.is(Kind.WORD) && token.text().startsWith("d") && token.text().length() > 1) {
            cursor.split(1);
        }
        cursor.take();
        return cursor.isAt("^") ? power() : 1;
    }

    private int power() {
        cursor.take();
        boolean isBraced = cursor.skip("{");
        Token number = cursor.take();
        if (isBraced) {
            cursor.expect("}", "after the order of the derivative");
        }
        if (!number.text().equals("2")) {
            throw cursor.error(number, "only first and second derivatives are understood");
        }
        return 2;
    }

    private List<Name> variables(int order, Token first) {
        List<Name> variables = new ArrayList<>();
        while (variables.size() < order) {
            if (!isDifferential(0)) {
                throw cursor.error(
                        cursor.peek(),
                        "expected ∂ and what it is differentiated by, not " + Cursor.found(cursor.peek())
                                + (order == 2 ? "; a second derivative names it twice, or with ²" : ""));
            }
            differential();
            Name variable = variable();
            variables.add(variable);
            if (order == 2 && cursor.isAt("^")) {
                variables.add(variable);
                power();
            }
        }
        if (variables.size() != order) {
            throw cursor.error(cursor.since(first), "the derivative is of order " + order + " above and not below");
        }
        return variables;
    }

    private Name variable() {
        boolean isBraced = cursor.skip("{");
        boolean isBracketed = !isBraced && cursor.skip("(");
        Token token = cursor.peek();
        if (token.is(Kind.WORD)
                && (Words.function(token.text()) != null && !words.isDefined(token.text())
                        || token.isWord("e") && cursor.peek(1).is("^"))) {
            throw cursor.error(
                    token, "only derivatives by a name are understood; give what it stands for a name first");
        }
        Name variable = names.name();
        if (isBraced) {
            cursor.expect("}", "after what it is differentiated by");
        } else if (isBracketed) {
            cursor.expect(")", "after what it is differentiated by");
        }
        return variable;
    }

    /** The innermost derivative is by the last variable; an operator without a formula of its own takes what follows. */
    private Expression derivative(Expression of, List<Name> variables, Token first) {
        Expression result = of == null ? operand() : of;
        for (int v = variables.size() - 1; v >= 0; v--) {
            result = new Derivative(result, variables.get(v), cursor.since(first));
        }
        return result;
    }

    private Expression operand() {
        Token token = cursor.peek();
        if (!token.is("(") && !token.is("[") && !token.is("{") && !token.is("\\{")) {
            if (!token.is("-") && !factors.isAtFactor()) {
                throw cursor.error(token, "expected what is differentiated, not " + Cursor.found(token));
            }
            return expressions.term();
        }
        Expression operand = factors.factor();
        if (factors.isAtFactor()) {
            throw cursor.error(
                    cursor.peek(),
                    "is " + Cursor.found(cursor.peek())
                            + " differentiated too? put brackets around all that is, or write ·"
                            + " before what is not");
        }
        return operand;
    }
}
