package io.xent.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What can be missing before a whole term: a sign, a factor, a sum. */
final class TermEdits {
    private static final List<String> FRESH = List.of("k", "j", "l", "m", "r", "s");
    private static final int MOST_OCCURRENCES = 6;

    private final Names names;
    private final Set<String> letters;
    private final List<Expression.Name> scalars;

    TermEdits(Names names, Set<String> letters) {
        this.names = names;
        this.letters = letters;
        this.scalars = names.scalars();
    }

    /** What can be missing before a term: a sign, a factor, a sum. */
    void add(Expression term, Set<String> known, List<Edit> edits) {
        if (!(term instanceof Expression.Negation)) {
            edits.add(Edit.of(term, new Expression.Negation(term, term.span()), "a minus sign is missing", 1));
        }
        for (Expression.Name scalar : scalars) {
            edits.add(Edit.of(
                    term,
                    new Expression.Quotient(term, scalar, term.span()),
                    "a factor 1/" + scalar.name() + " is missing",
                    1));
            edits.add(Edit.of(
                    term,
                    new Expression.Product(List.of(scalar, term), Expression.Sign.BESIDE, term.span()),
                    "a factor " + scalar.name() + " is missing",
                    1));
        }
        summed(term, known, edits);
    }

    private void summed(Expression term, Set<String> known, List<Edit> edits) {
        Set<String> free = new LinkedHashSet<>();
        OpenIndices.of(term).stream().filter(index -> !index.isNumber()).forEach(index -> free.add(index.text()));
        for (String letter : free) {
            if (!letters.contains(letter)) {
                edits.add(Edit.of(term, sumOver(letter, term), "a sum over " + letter + " is missing", 1));
            }
            String fresh = FRESH.stream()
                    .filter(f -> !known.contains(f) && !names.isLabel(f))
                    .findFirst()
                    .orElse("q");
            int count = Renaming.count(term, letter);
            if (count <= MOST_OCCURRENCES) {
                paths(term, letter, fresh, count, edits);
            }
        }
    }

    /** Sums over a new letter, put for some occurrences of one that is there: the more the better, as far as it is right. */
    private static void paths(Expression term, String letter, String fresh, int count, List<Edit> edits) {
        Expression delta = new Expression.Indicator(
                List.of(new Condition.Same(Index.of(fresh), Index.of(letter), Span.NONE)), Span.NONE);
        String message = "the sum over all paths, over " + fresh + ", is missing";
        IntStream.range(1, 1 << count)
                .boxed()
                .sorted(Comparator.comparingInt(subset -> -Integer.bitCount(subset)))
                .forEach(subset -> {
                    Expression renamed = Renaming.of(term, letter, fresh, n -> (subset >> n & 1) == 1);
                    edits.add(Edit.of(term, sumOver(fresh, renamed), message, 2));
                    Expression withDelta = withFirstOne(renamed, delta);
                    if (!withDelta.equals(renamed)) {
                        edits.add(Edit.of(term, sumOver(fresh, withDelta), message, 3));
                    }
                });
    }

    /** What is right on the diagonal only has a 1 where a delta belongs. */
    private static Expression withFirstOne(Expression expression, Expression replacement) {
        if (expression instanceof Expression.Literal literal && literal.value().isOne()) {
            return replacement;
        }
        List<Expression> children = new ArrayList<>(expression.children());
        for (int child = 0; child < children.size(); child++) {
            Expression changed = withFirstOne(children.get(child), replacement);
            if (!changed.equals(children.get(child))) {
                children.set(child, changed);
                return expression.withChildren(children);
            }
        }
        return expression;
    }

    private static Expression sumOver(String letter, Expression body) {
        return new Expression.Sum(Index.of(letter), Expression.Range.ALL, body, body.span());
    }
}
