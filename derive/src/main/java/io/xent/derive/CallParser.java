package io.xent.derive;

import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads functions with their arguments, {@code softmax(z)_i}, {@code log p_k}, and names with what they depend on, {@code L(z)}. */
final class CallParser {

    /** Names of matrices and of numbers: {@code W(x)} and {@code p_i(T)} are products, {@code L(z)} is L. */
    private static final Set<String> NOT_APPLIED = Set.of("W", "X", "I", "T", "N", "K", "τ", "1");

    private final Cursor cursor;
    private final Words words;
    private final ExpressionParser expressions;
    private final FactorParser factors;
    private final BracketParser brackets;
    private final NameParser names;

    CallParser(
            Cursor cursor,
            Words words,
            ExpressionParser expressions,
            FactorParser factors,
            BracketParser brackets,
            NameParser names) {
        this.cursor = cursor;
        this.words = words;
        this.expressions = expressions;
        this.factors = factors;
        this.brackets = brackets;
        this.names = names;
    }

    /** A function whose name comes next, with its argument: in brackets, or the one factor that follows. */
    Expression call(Function function) {
        Token token = cursor.take();
        List<Index> indices = List.of();
        Expression base = null;
        if (function == Function.LOG && cursor.isAt("_")) {
            base = logarithmBase();
        } else if (cursor.isAt("_")) {
            indices = names.indices().subscript();
        }
        boolean isSubscripted = cursor.isAt("(") && !cursor.holds(0, "^");
        boolean isBracketed = cursor.isAt("(") || cursor.isAt("[") || cursor.isAt("{") || cursor.isAt("\\{");
        Expression argument = isBracketed ? brackets.brackets() : bareArgument(token);
        Span span = cursor.since(token);
        if (isSubscripted && indices.isEmpty() && isSoftmaxOfOne(function, argument)) {
            return softmaxOfAll((Name) argument, span);
        }
        Expression call = new Call(function, argument, span);
        call = base == null ? call : new Quotient(call, base, span);
        return indices.isEmpty() ? call : new Component(call, indices, span);
    }

    /** Whether an index that belongs to the softmax is written inside: {@code softmax(z_i)}. */
    private boolean isSoftmaxOfOne(Function function, Expression argument) {
        return function == Function.SOFTMAX
                && argument instanceof Name name
                && name.indices().size() == 1
                && !cursor.isAt("_");
    }

    private Component softmaxOfAll(Name logit, Span span) {
        words.remark("softmax(z_i) is read as softmax(z)_i: the softmax needs all logits", span);
        Name logits = new Name(logit.name(), List.of(), logit.span());
        return new Component(new Call(Function.SOFTMAX, logits, span), logit.indices(), span);
    }

    private Expression bareArgument(Token function) {
        if (cursor.isAt("^")) {
            throw cursor.error(
                    cursor.peek(), "write the power after the brackets, as in (" + function.text() + " x)^2");
        }
        if (!factors.isAtFactor()) {
            throw cursor.error(function, "'" + function.text() + "' has no argument");
        }
        Expression argument = factors.factor();
        if (factors.isAtFactor()) {
            throw cursor.error(
                    cursor.peek(),
                    "is " + Cursor.found(cursor.peek()) + " inside the " + function.text() + " or outside? write "
                            + function.text() + "(a b) or " + function.text() + "(a) b");
        }
        return argument;
    }

    /** The logarithm that one to another base is divided by, or null for base e. */
    private Expression logarithmBase() {
        Token sign = cursor.take();
        Expression base = cursor.skip("{") ? expressions.expression() : factors.bare();
        if (cursor.last().is("}") || cursor.isAt("}")) {
            cursor.skip("}");
        }
        return base instanceof Name name && name.name().equals("e")
                ? null
                : new Call(Function.LOG, base, cursor.since(sign));
    }

    /** The name, with what it is a function of where that follows in brackets: {@code L(z)}, {@code H(y, p)}, {@code S_i(z)}. */
    Name applied(Name name, Token first) {
        if (!cursor.isAt("(") || !isApplied(name)) {
            return name;
        }
        for (int i = cursor.through(0); i > 0; i--) {
            cursor.take();
        }
        List<Index> indices = new ArrayList<>(name.indices());
        if (cursor.isAt("_")) {
            indices.addAll(names.indices().subscript());
        }
        return new Name(name.name(), indices, cursor.since(first));
    }

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
}
