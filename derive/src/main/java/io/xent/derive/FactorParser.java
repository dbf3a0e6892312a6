package io.xent.derive;

import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Negation;
import io.xent.derive.Expression.Power;
import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Transpose;
import io.xent.derive.Expression.Tuple;
import io.xent.derive.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one factor: a number, a name, something in brackets, a function of something, a sum, a derivative. */
final class FactorParser {

    /** Names of matrices and of numbers: {@code W(x)} and {@code p_i(T)} are products, {@code L(z)} is L. */
    private static final Set<String> NOT_APPLIED = Set.of("W", "X", "I", "T", "N", "K", "τ", "1");

    private final Cursor cursor;
    private final Words words;
    private final ExpressionParser expressions;
    private final NameParser names;
    private final SumParser sums;
    private final DerivativeParser derivatives;
    private final ConditionParser conditions;

    FactorParser(Cursor cursor, Words words, ExpressionParser expressions) {
        this.cursor = cursor;
        this.words = words;
        this.expressions = expressions;
        this.names = new NameParser(cursor, words);
        this.conditions = new ConditionParser(cursor, expressions, names);
        this.sums = new SumParser(cursor, expressions, this, names);
        this.derivatives = new DerivativeParser(cursor, words, expressions, this, names);
    }

    NameParser names() {
        return names;
    }

    ConditionParser conditions() {
        return conditions;
    }

    /** Whether a factor can begin here without a sign before it. */
    boolean isAtFactor() {
        Token token = cursor.peek();
        if (token.is("(")) {
            if (isLineNumber()) {
                throw cursor.error(
                        token,
                        "a factor, or the number of the equation? write · before a factor, and leave numbers of equations out");
            }
            return !conditions.isAtRemark();
        }
        return token.is("[") && !conditions.isAtRemark()
                || token.is("{")
                || token.is("\\{")
                || token.is("⟨")
                || token.is(Kind.NUMBER)
                || token.is(Kind.BEGIN)
                || token.is(Kind.COMMAND) && !token.text().equals("over")
                || isAtOperator()
                || token.is(Kind.WORD) && !Words.isKeyword(token.text());
    }

    /** Whether a whole number in brackets stands apart at the end of the row. */
    private boolean isLineNumber() {
        return cursor.peek().isSpaced()
                && cursor.peek(1).is(Kind.NUMBER)
                && cursor.peek(1).text().indexOf('.') < 0
                && cursor.peek(2).is(")")
                && cursor.peek(3).is(Kind.END_OF_TEXT);
    }

    /** Whether a sum, a derivative or a fraction in LaTeX begins here: nobody takes those for the rest of a denominator. */
    boolean isAtOperator() {
        Token token = cursor.peek();
        return sums.isAtSum() || derivatives.isAtDerivative() || token.isCommand("frac");
    }

    /** A factor with the powers and indices that hang on it. */
    Expression factor() {
        Token first = cursor.peek();
        cursor.enter();
        Expression factor = scripts(bare(), first);
        cursor.leave();
        return factor;
    }

    private Expression bare() {
        Token token = cursor.peek();
        if (derivatives.isAtDerivative()) {
            return derivatives.derivative();
        }
        if (sums.isAtSum()) {
            return sums.sum();
        }
        if (conditions.isAtIndicator(words)) {
            return conditions.indicator(words);
        }
        if (token.is(Kind.NUMBER)) {
            return number(cursor.take());
        }
        if (token.is(Kind.BEGIN)) {
            return token.text().endsWith("cases") ? conditions.cases() : matrix();
        }
        if (Cursor.isOpening(token)) {
            return brackets();
        }
        if (token.is(Kind.COMMAND) && !names.isAtName()) {
            return command();
        }
        if (names.isAtName()) {
            return word();
        }
        throw cursor.error(token, "expected a formula, not " + Cursor.found(token) + advice(token));
    }

    private static String advice(Token token) {
        return switch (token.text()) {
            case "…" -> "; write the sum with Σ or \\sum";
            case "∏" -> "; take the logarithm and write a sum";
            case "′" -> "; write a derivative as \\frac{\\partial}{\\partial z_i} or d/dz_i";
            case "|" -> "; use round brackets";
            default -> token.is(Kind.TEXT) ? "; is something missing before the words?" : "";
        };
    }

    private static Literal number(Token token) {
        BigDecimal value = new BigDecimal(token.text());
        BigInteger denominator = BigInteger.TEN.pow(Math.max(0, value.scale()));
        return new Literal(new Rational(value.unscaledValue(), denominator), token.span());
    }

    /** What stands in the brackets that come next. */
    Expression bracketed() {
        cursor.enter();
        Expression inside = brackets();
        cursor.leave();
        return inside;
    }

    /** Something in brackets: a formula, a vector by its components, an inner product, cases. */
    private Expression brackets() {
        Token open = cursor.peek();
        if ((open.is("{") || open.is("\\{")) && cursor.holds(0, "if", "otherwise")) {
            return conditions.plainCases();
        }
        cursor.take();
        String close = Cursor.closing(open);
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
        if (!cursor.isAt(close)) {
            throw cursor.isAtEnd()
                    ? cursor.error(open, "this bracket is not closed")
                    : cursor.error(cursor.peek(), "expected '" + close + "', not " + Cursor.found(cursor.peek()));
        }
        cursor.take();
        Span span = cursor.since(open);
        if (open.is("⟨")) {
            return new Product(elements, Sign.DOT, span);
        }
        return elements.size() == 1 ? elements.get(0) : new Tuple(elements, span);
    }

    /** A vector as a matrix of one row or one column. */
    private Expression matrix() {
        Token begin = cursor.take();
        if (!begin.text().endsWith("matrix")) {
            throw cursor.error(begin, "the environment " + begin.text() + " is not understood inside a formula");
        }
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

    private Expression command() {
        Token token = cursor.take();
        return switch (token.text()) {
            case "frac" -> {
                Expression numerator = braced(token);
                Expression denominator = braced(token);
                yield new Quotient(numerator, denominator, cursor.since(token));
            }
            case "sqrt" -> {
                Expression argument = braced(token);
                yield new Call(Function.SQRT, argument, cursor.since(token));
            }
            case "boxed" -> braced(token);
            case "underbrace", "overbrace" -> annotated(token);
            default -> throw cursor.error(token, "\\" + token.text() + " is not understood here");
        };
    }

    /** A brace under a formula, and a note of what it equals, or words. */
    private Expression annotated(Token command) {
        Expression under = braced(command);
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
    Expression braced(Token command) {
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
            return number(cursor.take());
        }
        if (token.is(Kind.WORD) && token.text().length() > 1 && Spelling.greek(token.text()) == null) {
            cursor.split(1);
        }
        return bare();
    }

    /** A name, or a function of something. */
    private Expression word() {
        Token token = cursor.peek();
        if (token.isWord("e") && cursor.peek(1).is("^") && !words.isDefined("e")) {
            cursor.take();
            cursor.take();
            Expression exponent = exponent();
            return new Call(Function.EXP, exponent, cursor.since(token));
        }
        Function function = token.is(Kind.WORD) && !words.isDefined(token.text()) ? Words.function(token.text()) : null;
        if (function != null) {
            return call(function);
        }
        if (token.isWord("one") && cursor.peek(1).is("_") && cursor.peek(2).isWord("hot")) {
            cursor.take();
            cursor.take();
            return call(Function.ONE_HOT);
        }
        Name name = names.name();
        if (name.name().equals("e") && name.indices().size() == 1 && !words.isDefined("e")) {
            Index hot = name.indices().get(0);
            return new Call(Function.ONE_HOT, new Name(hot.text(), hot.indices(), hot.span()), name.span());
        }
        boolean isIdentity = name.name().equals("I") && !words.isDefined("I");
        if ((name.name().equals("δ") || isIdentity) && name.indices().size() == 2) {
            return conditions.kronecker(name);
        }
        return cursor.isAt("(") && isApplied(name) ? applied(name, token) : name;
    }

    /** A function with its argument: in brackets, or the one factor that follows. */
    private Expression call(Function function) {
        Token token = cursor.take();
        List<Index> indices = new ArrayList<>();
        Expression base = null;
        if (function == Function.LOG && cursor.isAt("_")) {
            base = logarithmBase();
        } else if (cursor.isAt("_")) {
            names.indices(indices);
        }
        boolean isSubscripted = cursor.isAt("(") && !cursor.holds(0, "^");
        boolean isBracketed = cursor.isAt("(") || cursor.isAt("[") || cursor.isAt("{") || cursor.isAt("\\{");
        Expression argument = isBracketed ? brackets() : bareArgument(token);
        Span span = cursor.since(token);
        if (function == Function.SOFTMAX
                && isSubscripted
                && indices.isEmpty()
                && argument instanceof Name name
                && name.indices().size() == 1
                && !cursor.isAt("_")) {
            words.remark("softmax(z_i) is read as softmax(z)_i: the softmax needs all logits", span);
            return new Component(
                    new Call(function, new Name(name.name(), List.of(), name.span()), span), name.indices(), span);
        }
        Expression call = new Call(function, argument, span);
        call = base == null ? call : new Quotient(call, base, span);
        return indices.isEmpty() ? call : new Component(call, indices, span);
    }

    private Expression bareArgument(Token function) {
        if (cursor.isAt("^")) {
            throw cursor.error(
                    cursor.peek(), "write the power after the brackets, as in (" + function.text() + " x)^2");
        }
        if (!isAtFactor()) {
            throw cursor.error(function, "'" + function.text() + "' has no argument");
        }
        Expression argument = factor();
        if (isAtFactor()) {
            throw cursor.error(
                    cursor.peek(),
                    "is " + Cursor.found(cursor.peek()) + " inside the " + function.text() + " or outside? write "
                            + function.text() + "(a b) or " + function.text() + "(a) b");
        }
        return argument;
    }

    private Expression logarithmBase() {
        Token sign = cursor.take();
        Expression base = cursor.skip("{") ? expressions.expression() : bare();
        if (cursor.last().is("}") || cursor.isAt("}")) {
            cursor.skip("}");
        }
        return base instanceof Name name && name.name().equals("e")
                ? null
                : new Call(Function.LOG, base, cursor.since(sign));
    }

    /** Whether the bracket after a name holds what it is a function of: {@code L(z)}, {@code H(y, p)}, {@code S_i(z)}. */
    private boolean isApplied(Name name) {
        if (cursor.peek().isSpaced() || NOT_APPLIED.contains(name.name())) {
            return false;
        }
        Cursor.Mark mark = cursor.mark();
        cursor.take();
        boolean areNames = true;
        do {
            Name argument = names.isAtName() && isPlainName() ? names.name() : null;
            areNames = argument != null && argument.indices().isEmpty() && !NOT_APPLIED.contains(argument.name());
        } while (areNames && (cursor.skip(",") || cursor.skip(";") || cursor.skip("|")));
        areNames &= cursor.isAt(")");
        cursor.reset(mark);
        return areNames;
    }

    private boolean isPlainName() {
        Token token = cursor.peek();
        return token.is(Kind.COMMAND) || words.isName(token.text()) || Spelling.greek(token.text()) != null;
    }

    private Name applied(Name name, Token first) {
        for (int i = cursor.through(0); i > 0; i--) {
            cursor.take();
        }
        List<Index> indices = new ArrayList<>(name.indices());
        if (cursor.isAt("_")) {
            names.indices(indices);
        }
        return new Name(name.name(), indices, cursor.since(first));
    }

    /** Powers, transposes and indices after a factor. */
    private Expression scripts(Expression factor, Token first) {
        Expression result = factor;
        for (int scripts = 0; ; scripts++) {
            if (scripts > 4) {
                throw cursor.error(cursor.peek(), "too many scripts in a row");
            }
            if (cursor.isAt("⊤") || cursor.isAt("^") && isTranspose()) {
                cursor.skip("^");
                boolean isBraced = cursor.skip("{");
                cursor.take();
                if (isBraced) {
                    cursor.expect("}", "after the transpose");
                }
                result = new Transpose(result, cursor.since(first));
            } else if (cursor.isAt("^")) {
                cursor.take();
                Expression exponent = exponent();
                result = new Power(result, exponent, cursor.since(first));
            } else if (cursor.isAt("_")) {
                List<Index> indices = new ArrayList<>();
                names.indices(indices);
                result = new Component(result, indices, cursor.since(first));
            } else if (cursor.isAt("′")) {
                throw cursor.error(
                        cursor.peek(), "a prime is understood as part of a name only" + advice(cursor.peek()));
            } else {
                return result;
            }
        }
    }

    private boolean isTranspose() {
        Token raised = cursor.peek(1).is("{") && cursor.peek(3).is("}") ? cursor.peek(2) : cursor.peek(1);
        return raised.is("⊤") || raised.isWord("T");
    }

    /** What follows {@code ^}: something in brackets, or a number or name with a minus before it or not. */
    private Expression exponent() {
        Token first = cursor.peek();
        if (cursor.skip("-")) {
            cursor.enter();
            Expression operand = exponent();
            cursor.leave();
            return new Negation(operand, cursor.since(first));
        }
        if (Cursor.isOpening(first)) {
            return brackets();
        }
        if (first.is(Kind.NUMBER)) {
            return number(cursor.take());
        }
        if (names.isAtName()) {
            return names.name();
        }
        if (first.isCommand("frac")) {
            return command();
        }
        throw cursor.error(first, "expected a power, not " + Cursor.found(first));
    }
}
