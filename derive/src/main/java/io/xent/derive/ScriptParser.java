package io.xent.derive;

import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Negation;
import io.xent.derive.Expression.Power;
import io.xent.derive.Expression.Transpose;
import io.xent.derive.Token.Kind;

/** Reads what hangs on a factor: powers, transposes, indices. */
final class ScriptParser {

    private static final int MAX_SCRIPTS = 4;

    private final Cursor cursor;
    private final NameParser names;
    private final FactorParser factors;
    private final BracketParser brackets;
    private final CommandParser commands;

    ScriptParser(
            Cursor cursor, NameParser names, FactorParser factors, BracketParser brackets, CommandParser commands) {
        this.cursor = cursor;
        this.names = names;
        this.factors = factors;
        this.brackets = brackets;
        this.commands = commands;
    }

    /** The factor with what hangs on it. */
    Expression after(Expression factor, Token first) {
        Expression result = factor;
        int scripts = 0;
        while (isAtScript()) {
            result = scripted(result, first);
            if (++scripts > MAX_SCRIPTS) {
                throw cursor.error(cursor.peek(), "too many scripts in a row");
            }
        }
        return result;
    }

    private boolean isAtScript() {
        return cursor.isAt("⊤") || cursor.isAt("^") || cursor.isAt("_") || cursor.isAt("′");
    }

    private Expression scripted(Expression factor, Token first) {
        if (isTranspose()) {
            skipTranspose();
            return new Transpose(factor, cursor.since(first));
        }
        if (cursor.isAt("_")) {
            return new Component(factor, names.indices().subscript(), cursor.since(first));
        }
        if (cursor.isAt("′")) {
            throw cursor.error(
                    cursor.peek(), "a prime is understood as part of a name only" + FactorParser.advice(cursor.peek()));
        }
        cursor.take();
        Expression exponent = exponent();
        return new Power(factor, exponent, cursor.since(first));
    }

    private boolean isTranspose() {
        if (!cursor.isAt("^")) {
            return cursor.isAt("⊤");
        }
        Token raised = cursor.peek(1).is("{") && cursor.peek(3).is("}") ? cursor.peek(2) : cursor.peek(1);
        return raised.is("⊤") || raised.isWord("T");
    }

    private void skipTranspose() {
        cursor.skip("^");
        boolean isBraced = cursor.skip("{");
        cursor.take();
        if (isBraced) {
            cursor.expect("}", "after the transpose");
        }
    }

    /** What follows {@code ^}: something in brackets, or a number or name with a minus before it or not. */
    Expression exponent() {
        Token first = cursor.peek();
        if (cursor.skip("-")) {
            cursor.enter();
            Expression operand = exponent();
            cursor.leave();
            return new Negation(operand, cursor.since(first));
        }
        if (Cursor.isOpening(first)) {
            return brackets.brackets();
        }
        if (first.is(Kind.NUMBER)) {
            return factors.number();
        }
        if (names.isAtName()) {
            return names.name();
        }
        if (first.isCommand("frac")) {
            return commands.command();
        }
        throw cursor.error(first, "expected a power, not " + Cursor.found(first));
    }
}
