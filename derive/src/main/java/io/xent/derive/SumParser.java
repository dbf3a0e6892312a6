package io.xent.derive;

import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Range;
import io.xent.derive.Expression.Sum;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads sums: the sign or the word, what is summed over in any of the usual ways, and the product that is summed. */
final class SumParser {

    /** One index that is summed over. */
    private record Bound(Index index, Range range) {}

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final BracketParser brackets;
    private final IndexParser indices;

    SumParser(Cursor cursor, ExpressionParser expressions, BracketParser brackets, IndexParser indices) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.brackets = brackets;
        this.indices = indices;
    }

    boolean isAtSum() {
        Token token = cursor.peek();
        return token.is("∑") || token.is(Kind.WORD) && Words.isSum(token.text());
    }

    Expression sum() {
        Token first = cursor.take();
        List<Bound> bounds = new ArrayList<>();
        Optional<Index> upper = Optional.empty();
        if (cursor.isAt("^")) {
            upper = limit();
        }
        if (cursor.isAt("_")) {
            cursor.take();
            below(bounds);
        }
        if (cursor.isAt("^")) {
            upper = limit();
        }
        if (bounds.isEmpty()) {
            return total(first, upper);
        }
        cursor.enter();
        Expression body = expressions.term();
        cursor.leave();
        for (int b = bounds.size() - 1; b >= 0; b--) {
            Range range = bounds.get(b).range();
            body = new Sum(
                    bounds.get(b).index(),
                    limited(range, upper),
                    body,
                    b == 0
                            ? cursor.since(first)
                            : bounds.get(b).index().span().to(cursor.last().span()));
        }
        return body;
    }

    /** From 0 to K − 1 is how programmers say from 1 to K. */
    private static Range limited(Range range, Optional<Index> upper) {
        Optional<Index> to = upper.isPresent() ? upper : range.to();
        boolean isZeroBased =
                range.from().filter(from -> from.text().equals("0")).isPresent()
                        && to.filter(limit -> limit.text().endsWith("-1")).isPresent();
        if (isZeroBased) {
            Index from = range.from().get();
            Index last = to.get();
            String text = last.text().substring(0, last.text().length() - 2);
            return new Range(
                    Optional.of(new Index("1", List.of(), from.span())),
                    Optional.of(new Index(text, List.of(), last.span())),
                    range.without());
        }
        return new Range(range.from(), to, range.without());
    }

    /** A sum that names no index adds the components of a vector. */
    private Expression total(Token first, Optional<Index> upper) {
        if (upper.isPresent()) {
            throw cursor.error(first, "this sum does not say over which index: write it below the sign, as in Σ_k");
        }
        cursor.enter();
        boolean isCall = first.is(Kind.WORD) && cursor.isAt("(");
        Expression body = isCall ? brackets.nested() : expressions.term();
        cursor.leave();
        return new Call(Function.TOTAL, body, cursor.since(first));
    }

    /** What stands below the sign: {@code k}, {@code k=1}, {@code k≠i}, {@code i,j}, in braces, brackets or bare. */
    private void below(List<Bound> bounds) {
        Token open = cursor.peek();
        if (open.is("{") || open.is("(") || open.is("[")) {
            cursor.take();
            inBrackets(bounds, Cursor.closing(open));
            if (bounds.size() == 1 && cursor.isAt("≠") && !cursor.peek().isSpaced()) {
                // Σₖ≠ᵢ: no character lowers the ≠
                bounds.set(
                        0,
                        new Bound(bounds.get(0).index(), without(bounds.get(0).range())));
            }
        } else {
            bare(bounds);
        }
    }

    private void inBrackets(List<Bound> bounds, String close) {
        if (cursor.peek().isCommand("substack")) {
            cursor.take();
            cursor.expect("{", "after \\substack");
            inBrackets(bounds, "}");
        } else {
            do {
                bound(bounds);
            } while (cursor.skip(",") || cursor.skip(":") || cursor.skip("|") || cursor.skip(";") || skipRow());
        }
        cursor.expect(close, "after what is summed over");
    }

    private boolean skipRow() {
        boolean isRow = cursor.peek().is(Kind.ROW);
        if (isRow) {
            cursor.take();
        }
        return isRow;
    }

    /** An index, and what is said of it. A second statement about the same index narrows it. */
    private void bound(List<Bound> bounds) {
        Index index = indices.index();
        Bound known = bounds.stream()
                .filter(bound -> bound.index().text().equals(index.text()))
                .findFirst()
                .orElse(null);
        Range before = known == null ? Range.ALL : known.range();
        Bound bound = new Bound(known == null ? index : known.index(), narrowed(index, before));
        if (known == null) {
            bounds.add(bound);
        } else {
            bounds.set(bounds.indexOf(known), bound);
        }
    }

    private Range narrowed(Index index, Range range) {
        Token sign = cursor.peek();
        if (cursor.skip("=")) {
            Index from = indices.index();
            Optional<Index> to = cursor.skip("…") ? Optional.of(last()) : range.to();
            return new Range(Optional.of(from), to, range.without());
        }
        if (cursor.skip("≠")) {
            List<Index> without = new ArrayList<>(range.without());
            without.add(indices.index());
            return new Range(range.from(), range.to(), without);
        }
        if (sign.is("∈") && cursor.holds(1, "…")) {
            cursor.take();
            return among(range);
        }
        if (sign.is("∈") || sign.is("<") || sign.is("≤") || sign.is(">") || sign.is("≥") || sign.is("∉")) {
            throw cursor.error(
                    sign,
                    "a sum is understood over all " + index.text() + ", from a limit to a limit, or without" + " some: "
                            + index.text() + ", " + index.text() + "=1, " + index.text() + "≠i");
        }
        return range;
    }

    /** {@code k ∈ {1, …, K}}, perhaps {@code ∖ {i}}. */
    private Range among(Range range) {
        Token open = cursor.take();
        Index from = indices.index();
        cursor.skip(",");
        cursor.expect("…", "between the limits");
        cursor.skip(",");
        Index to = last();
        cursor.expect(Cursor.closing(open), "after the last");
        List<Index> without = new ArrayList<>(range.without());
        if (cursor.skip("∖")) {
            Token bracket = cursor.take();
            without.add(indices.index());
            cursor.expect(Cursor.closing(bracket), "after what is left out");
        }
        return new Range(Optional.of(from), Optional.of(to), without);
    }

    private Range without(Range range) {
        cursor.take();
        List<Index> without = new ArrayList<>(range.without());
        if (cursor.skip("_")) {
            cursor.expect("{", "before the index");
            without.add(indices.index());
            cursor.expect("}", "after the index");
        } else {
            without.addAll(indices.unbraced());
        }
        return new Range(range.from(), range.to(), without);
    }

    /** A subscript without brackets: {@code Σ_k}, {@code Σ_k≠i}, {@code sum_k=1^K}. */
    private void bare(List<Bound> bounds) {
        List<Index> summed = indices.unbraced();
        for (Index index : summed) {
            bounds.add(new Bound(index, Range.ALL));
        }
        Token sign = cursor.peek();
        boolean isTight = !sign.isSpaced() && !cursor.peek(1).isSpaced();
        if (summed.size() == 1 && isTight && sign.is("≠")) {
            bounds.set(0, new Bound(summed.get(0), without(Range.ALL)));
        } else if (summed.size() == 1
                && isTight
                && sign.is("=")
                && cursor.peek(1).is(Kind.NUMBER)) {
            cursor.take();
            Index from = indices.index();
            Optional<Index> to = cursor.skip("…") ? Optional.of(indices.index()) : Optional.empty();
            bounds.set(0, new Bound(summed.get(0), new Range(Optional.of(from), to, List.of())));
        }
    }

    private Optional<Index> limit() {
        cursor.take();
        if (!cursor.skip("{")) {
            return Optional.of(indices.unbraced().get(0));
        }
        Index last = last();
        cursor.expect("}", "after the limit of the sum");
        return Optional.of(last);
    }

    /** A last index: {@code K}, or {@code K-1} where counting begins at 0. */
    private Index last() {
        Index index = indices.index();
        if (cursor.isAt("-")
                && cursor.peek(1).is(Kind.NUMBER)
                && cursor.peek(1).text().equals("1")) {
            cursor.take();
            Token one = cursor.take();
            return new Index(index.text() + "-1", index.indices(), index.span().to(one.span()));
        }
        return index;
    }
}
