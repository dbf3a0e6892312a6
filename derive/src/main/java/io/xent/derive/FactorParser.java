package io.xent.derive;

import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;

/** Reads one factor: a number, a name, something in brackets, a function of something, a sum, a derivative. */
final class FactorParser {

    private final Cursor cursor;
    private final Words words;
    private final NameParser names;
    private final SumParser sums;
    private final DerivativeParser derivatives;
    private final ConditionParser conditions;
    private final BracketParser brackets;
    private final CommandParser commands;
    private final ScriptParser scripts;
    private final CallParser calls;

    FactorParser(Cursor cursor, Words words, ExpressionParser expressions) {
        this.cursor = cursor;
        this.words = words;
        this.names = new NameParser(cursor, words);
        this.conditions = new ConditionParser(cursor, expressions, names.indices());
        this.brackets = new BracketParser(cursor, expressions, conditions);
        this.sums = new SumParser(cursor, expressions, brackets, names.indices());
        this.derivatives = new DerivativeParser(cursor, words, expressions, this, names);
        this.commands = new CommandParser(cursor, words, expressions, this);
        this.scripts = new ScriptParser(cursor, names, this, brackets, commands);
        this.calls = new CallParser(cursor, words, expressions, this, brackets, names);
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
        Expression factor = scripts.after(bare(), first);
        cursor.leave();
        return factor;
    }

    /** A factor without what hangs on it. */
    Expression bare() {
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
            return number();
        }
        if (token.is(Kind.BEGIN)) {
            return brackets.environment();
        }
        if (Cursor.isOpening(token)) {
            return brackets.brackets();
        }
        if (token.is(Kind.COMMAND) && !names.isAtName()) {
            return commands.command();
        }
        if (names.isAtName()) {
            return word();
        }
        throw cursor.error(token, "expected a formula, not " + Cursor.found(token) + advice(token));
    }

    static String advice(Token token) {
        return switch (token.text()) {
            case "…" -> "; write the sum with Σ or \\sum";
            case "∏" -> "; take the logarithm and write a sum";
            case "′" -> "; write a derivative as \\frac{\\partial}{\\partial z_i} or d/dz_i";
            case "|" -> "; use round brackets";
            default -> token.is(Kind.TEXT) ? "; is something missing before the words?" : "";
        };
    }

    /** The number that comes next. */
    Literal number() {
        Token token = cursor.take();
        return new Literal(Rational.ofDecimal(token.text()), token.span());
    }

    /** A name, or a function of something. */
    private Expression word() {
        Token token = cursor.peek();
        if (token.isWord("e") && cursor.peek(1).is("^") && !words.isDefined("e")) {
            cursor.take();
            cursor.take();
            Expression exponent = scripts.exponent();
            return new Call(Function.EXP, exponent, cursor.since(token));
        }
        Function function = token.is(Kind.WORD) && !words.isDefined(token.text()) ? Words.function(token.text()) : null;
        if (function != null) {
            return calls.call(function);
        }
        if (token.isWord("one") && cursor.peek(1).is("_") && cursor.peek(2).isWord("hot")) {
            cursor.take();
            cursor.take();
            return calls.call(Function.ONE_HOT);
        }
        return named(names.name(), token);
    }

    /** What a name is by itself: mostly a name, but for e_t, δ_ij and I_ij. */
    private Expression named(Name name, Token first) {
        if (name.name().equals("e") && name.indices().size() == 1 && !words.isDefined("e")) {
            Index hot = name.indices().get(0);
            return new Call(Function.ONE_HOT, new Name(hot.text(), hot.indices(), hot.span()), name.span());
        }
        boolean isIdentity = name.name().equals("I") && !words.isDefined("I");
        if ((name.name().equals("δ") || isIdentity) && name.indices().size() == 2) {
            return ConditionParser.kronecker(name);
        }
        return calls.applied(name, first);
    }
}
