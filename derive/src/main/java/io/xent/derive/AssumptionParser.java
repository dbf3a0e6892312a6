package io.xent.derive;

import io.xent.derive.Assumption.Target;
import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Sum;
import io.xent.derive.Expression.Transpose;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what the author takes for granted: {@code sum(y) = 1}, {@code Σ_k y_k = 1}, {@code one-hot(y)}, {@code i = t}, {@code T = 1}. */
final class AssumptionParser {

    private static final Set<String> OPENINGS =
            Set.of("assume", "assuming", "suppose", "given", "Assume", "Suppose", "Given");

    /** Words between the name of the target and what it is. */
    private static final Set<String> LINKS = Set.of(
            "is", "a", "an", "the", "on", "in", "over", "vector", "unit", "of", "be", "to", "that", "target", "label");

    /** Names that are probabilities where nobody defines them; that they sum to 1 is a theorem and no assumption. */
    private static final Set<String> PROBABILITIES = Set.of("p", "ŷ", "p̂", "S", "s", "σ", "a", "q", "π");

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final Words words;

    AssumptionParser(Cursor cursor, ExpressionParser expressions, Words words) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.words = words;
    }

    boolean isOpening(String word) {
        return OPENINGS.contains(word);
    }

    /** Assumptions up to the end of the row or of the bracket. */
    List<Assumption> list() {
        List<Assumption> found = new ArrayList<>();
        if (cursor.peek().isWord("that") || cursor.peek().is(":")) {
            cursor.take();
        }
        boolean isNonNegative = false;
        do {
            if (skipNonNegative()) {
                isNonNegative = true;
            } else {
                found.add(isRelation() ? relation() : property());
            }
        } while (cursor.skip(",") || cursor.skip(";") || cursor.skip("∧") || skipAnd());
        if (isNonNegative && !found.remove(Target.SUMS_TO_ONE)) {
            throw cursor.error(
                    cursor.last(),
                    "that y is not negative is understood together with its sum: assume sum(y) = 1, y_k ≥ 0");
        } else if (isNonNegative) {
            found.add(Target.DISTRIBUTION);
        }
        return found;
    }

    /** Steps over {@code y_k ≥ 0}. */
    private boolean skipNonNegative() {
        Cursor.Mark mark = cursor.mark();
        boolean isThere =
                expressions.names().isAtName() && words.isName(cursor.peek().text());
        if (isThere) {
            expressions.names().name();
            isThere = cursor.skip("≥") && cursor.peek().text().equals("0");
        }
        if (isThere) {
            cursor.take();
        } else {
            cursor.reset(mark);
        }
        return isThere;
    }

    /** Whether the row says in words what the target is: {@code y is one-hot}. */
    boolean isProperty() {
        return !cursor.contains("=")
                && (cursor.containsWord("hot") || cursor.containsWord("onehot") || cursor.containsWord("simplex"));
    }

    private boolean skipAnd() {
        boolean isAnd = cursor.peek().isWord("and");
        if (isAnd) {
            cursor.take();
        }
        return isAnd;
    }

    /** Whether an assumption in the form of an equation stands here; everything else stays where it is. */
    boolean isRelation() {
        Cursor.Mark mark = cursor.mark();
        try {
            return tried() != null;
        } catch (UnreadableException e) {
            return false;
        } finally {
            cursor.reset(mark);
        }
    }

    Assumption relation() {
        return tried();
    }

    private Assumption tried() {
        Token first = cursor.peek();
        if (isIndex(first) && cursor.peek(1).isRelation() && isIndex(cursor.peek(2))) {
            return new Assumption.Indices(expressions.conditions().conditions().get(0));
        }
        Expression left = expressions.expression();
        if (!cursor.skip("=")) {
            return null;
        }
        Expression right = expressions.expression();
        return cursor.isAt("=") ? null : of(left, right);
    }

    /** What it takes for granted to say that the two are equal, or null where that is no assumption. */
    Assumption of(Expression left, Expression right) {
        if (!(right instanceof Literal literal)) {
            return null;
        }
        if (left instanceof Name name && name.indices().isEmpty() && name.name().matches("[KNTτ]")) {
            return new Assumption.Value(name.name(), literal.value());
        }
        boolean isOne = literal.value().isOne();
        if (isOne && isTotalOfTarget(left)) {
            return Target.SUMS_TO_ONE;
        }
        return null;
    }

    private static boolean isIndex(Token token) {
        return token.is(Kind.WORD)
                && token.text().length() == 1
                && !token.text().matches("[A-Z]");
    }

    private boolean isTotalOfTarget(Expression left) {
        if (left instanceof Sum sum) {
            return sum.range().without().isEmpty()
                    && sum.body() instanceof Name name
                    && name.indices().stream()
                            .anyMatch(index -> index.text().equals(sum.index().text()))
                    && isTarget(name);
        }
        if (left instanceof Product product && product.factors().size() == 2) {
            // 1ᵀ y
            return product.factors().get(0) instanceof Transpose ones
                    && isOnes(ones.of())
                    && product.factors().get(1) instanceof Name name
                    && isTarget(name);
        }
        return left instanceof Call call
                && call.function() == Function.TOTAL
                && call.argument() instanceof Name name
                && isTarget(name);
    }

    private static boolean isOnes(Expression formula) {
        return formula instanceof Literal literal && literal.value().isOne()
                || formula instanceof Name name && name.name().equals("1");
    }

    private boolean isTarget(Name name) {
        return !words.isDefined(name.name()) && !PROBABILITIES.contains(name.name());
    }

    /** {@code one-hot(y)}, {@code y is one-hot}, {@code y on the simplex}. */
    private Assumption property() {
        Token first = cursor.peek();
        Target found = null;
        boolean isEnd = false;
        while (!isEnd) {
            Target property = word();
            found = property == null ? found : property;
            Token next = cursor.peek();
            isEnd = cursor.isAtEnd()
                    || next.is(",")
                    || next.is(";")
                    || next.isWord("and")
                    || next.is(")")
                    || next.is("]");
        }
        if (found == null) {
            throw cursor.error(
                    cursor.since(first),
                    "this is not understood as an assumption; understood are sum(y) = 1, y on the simplex, one-hot(y), i = t,"
                            + " i ≠ t, T = 1, N = 1, K = 2");
        }
        return found;
    }

    /** A word of a property, and the property if it names one. */
    private Target word() {
        Token token = cursor.take();
        String text = token.text();
        if (token.isWord("one")
                && (cursor.isAt("-") || cursor.isAt("_"))
                && cursor.peek(1).isWord("hot")) {
            cursor.take();
            cursor.take();
            return Target.ONE_HOT;
        }
        if (token.isWord("onehot")) {
            return Target.ONE_HOT;
        }
        if (token.isWord("simplex") || token.isWord("distribution") || token.isWord("probabilities")) {
            return Target.DISTRIBUTION;
        }
        if (token.is("(")) {
            expressions.names().name();
            cursor.expect(")", "after the name");
            return null;
        }
        boolean isNeutral = token.is("∈")
                || LINKS.contains(text)
                || token.isWord("probability")
                || token.is(Kind.WORD) && words.isName(text);
        if (!isNeutral) {
            throw cursor.error(
                    token,
                    Cursor.found(token)
                            + " is not understood in an assumption; understood are sum(y) = 1, y on the simplex,"
                            + " one-hot(y), i = t, i ≠ t, T = 1, N = 1, K = 2");
        }
        return null;
    }
}
