package io.xent.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All single changes to a line that could be the slip that was made: what people mix up, forget, and write twice. */
final class Edits {
    private static final Expression.Literal TWO = new Expression.Literal(Rational.of(2), Span.NONE);

    private final Names names;
    private final Set<String> letters;
    private final List<String> classNames;
    private final TermEdits terms;
    private final VectorEdits vectors;

    /**
     * Changes within the words of a derivation.
     *
     * @param letters the indices that the left side leaves open
     */
    Edits(Names names, Set<String> letters) {
        this.names = names;
        this.letters = letters;
        this.classNames = names.classNames();
        this.terms = new TermEdits(names, letters);
        this.vectors = new VectorEdits(names);
    }

    /** The changes to a whole line, small ones first. */
    List<Edit> of(Expression line) {
        Set<String> known = new LinkedHashSet<>(letters);
        OpenIndices.of(line).stream().filter(index -> !index.isNumber()).forEach(index -> known.add(index.text()));
        List<Edit> edits = within(line, known);
        terms.add(line, known, edits);
        everywhere(line, known, edits);
        edits.sort(Comparator.comparingInt(Edit::size));
        return edits;
    }

    private List<Edit> within(Expression expression, Set<String> known) {
        List<Edit> edits = new ArrayList<>();
        local(expression, known, edits);
        vectors.add(expression, edits);
        Set<String> inside = known;
        if (expression instanceof Expression.Sum sum) {
            inside = new LinkedHashSet<>(known);
            inside.add(sum.index().text());
        }
        List<Expression> children = expression.children();
        for (int child = 0; child < children.size(); child++) {
            List<Edit> ofChild = within(children.get(child), inside);
            if (isTerm(expression)) {
                terms.add(children.get(child), inside, ofChild);
            }
            for (Edit edit : ofChild) {
                edits.add(edit.inside(expression, child));
            }
        }
        return edits;
    }

    /** Whether the parts of this stand by themselves, so that a sign or a factor can be missing there. */
    private static boolean isTerm(Expression parent) {
        return parent instanceof Expression.Addition
                || parent instanceof Expression.Negation
                || parent instanceof Expression.Sum
                || parent instanceof Expression.Cases;
    }

    private void local(Expression expression, Set<String> known, List<Edit> edits) {
        if (expression instanceof Expression.Name name) {
            name(name, known, edits);
        } else if (expression instanceof Expression.Component component) {
            renameOne(component, component.indices(), known, edits);
        } else if (expression instanceof Expression.Derivative derivative) {
            renameOne(derivative, derivative.variable().indices(), known, edits);
        } else if (expression instanceof Expression.Indicator indicator) {
            indicator(indicator, known, edits);
        } else if (expression instanceof Expression.Literal literal
                && literal.value().isOne()) {
            delta(literal, known, edits);
        } else if (expression instanceof Expression.Negation negation) {
            edits.add(Edit.of(negation, negation.operand(), "the minus sign is too much", 1));
        } else if (expression instanceof Expression.Addition addition) {
            dropped(addition, addition.terms(), "term", edits);
        } else if (expression instanceof Expression.Product product) {
            dropped(product, product.factors(), "factor", edits);
        } else if (expression instanceof Expression.Quotient quotient) {
            edits.add(Edit.of(quotient, quotient.numerator(), "the denominator is too much", 2));
        } else if (expression instanceof Expression.Power power) {
            edits.add(Edit.of(power, power.base(), "the power is too much", 1));
        } else if (expression instanceof Expression.Sum sum) {
            sum(sum, known, edits);
        } else if (expression instanceof Expression.Call call && isExpOrLog(call)) {
            edits.add(Edit.of(
                    call,
                    call.argument(),
                    "the " + call.function().name().toLowerCase(java.util.Locale.ROOT) + " is too much",
                    2));
        }
    }

    private static boolean isExpOrLog(Expression.Call call) {
        return call.function() == Expression.Function.EXP || call.function() == Expression.Function.LOG;
    }

    private void name(Expression.Name name, Set<String> known, List<Edit> edits) {
        renameOne(name, name.indices(), known, edits);
        if (classNames.contains(name.name())) {
            for (String other : classNames) {
                if (!other.equals(name.name())) {
                    Expression instead = new Expression.Name(other, name.indices(), name.span());
                    edits.add(Edit.of(name, instead, name.name() + " should be " + other, 1));
                }
            }
            edits.add(Edit.of(name, new Expression.Power(name, TWO, name.span()), "a square is missing", 2));
        }
        if (names.isProbabilities(name.name())
                && !name.indices().isEmpty()
                && names.target().isPresent()) {
            Expression total = names.totalTarget(name.indices());
            Expression instead = new Expression.Product(List.of(name, total), Expression.Sign.BESIDE, name.span());
            edits.add(Edit.of(name, instead, "a factor that is the sum of the target is missing", 2));
        }
    }

    /** One index of a name or bracket put for another. */
    private void renameOne(Expression expression, List<Index> indices, Set<String> known, List<Edit> edits) {
        Set<String> seen = new LinkedHashSet<>();
        for (Index index : indices) {
            if (index.isNumber() || !index.indices().isEmpty() || !seen.add(index.text())) {
                continue;
            }
            int count = indices.stream().filter(index::equals).mapToInt(i -> 1).sum();
            int first = expression instanceof Expression.Name ? 0 : Renaming.count(expression, index.text()) - count;
            for (String letter : withLabel(known)) {
                for (int occurrence = first; occurrence < first + count; occurrence++) {
                    int only = occurrence;
                    if (!letter.equals(index.text())) {
                        Expression instead = Renaming.of(expression, index.text(), letter, n -> n == only);
                        edits.add(Edit.of(expression, instead, "the index " + index + " should be " + letter, 1));
                    }
                }
            }
        }
    }

    private Set<String> withLabel(Set<String> known) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(names.labelsInUse());
        return all;
    }

    private void indicator(Expression.Indicator indicator, Set<String> known, List<Edit> edits) {
        Expression one = new Expression.Literal(Rational.ONE, indicator.span());
        edits.add(Edit.of(indicator, one, "1 should stand here", 1));
        if (indicator.conditions().size() == 1) {
            Condition condition = indicator.conditions().get(0);
            if (condition instanceof Condition.Same same) {
                flipped(indicator, new Condition.Different(same.left(), same.right(), same.span()), edits);
                renameOne(indicator, List.of(same.left(), same.right()), known, edits);
            } else if (condition instanceof Condition.Different different) {
                flipped(indicator, new Condition.Same(different.left(), different.right(), different.span()), edits);
                renameOne(indicator, List.of(different.left(), different.right()), known, edits);
            }
        }
    }

    private static void flipped(Expression.Indicator indicator, Condition condition, List<Edit> edits) {
        Expression instead = new Expression.Indicator(List.of(condition), indicator.span());
        edits.add(Edit.of(indicator, instead, "the condition should be the opposite", 1));
    }

    private void delta(Expression.Literal one, Set<String> known, List<Edit> edits) {
        List<String> all = List.copyOf(withLabel(known));
        for (int left = 0; left < all.size(); left++) {
            for (int right = left + 1; right < all.size(); right++) {
                Condition same = new Condition.Same(Index.of(all.get(left)), Index.of(all.get(right)), Span.NONE);
                Expression instead = new Expression.Indicator(List.of(same), one.span());
                String written = "δ_{" + all.get(left) + all.get(right) + "}";
                edits.add(Edit.of(one, instead, "1 should be " + written, 1));
            }
        }
    }

    private static void dropped(Expression whole, List<Expression> parts, String word, List<Edit> edits) {
        for (int part = 0; part < parts.size(); part++) {
            List<Expression> others = new ArrayList<>(parts);
            Expression gone = others.remove(part);
            Expression rest = others.size() == 1 ? others.get(0) : whole.withChildren(others);
            edits.add(new Edit(gone, rest, rest, "this " + word + " is too much", 2));
        }
    }

    private void sum(Expression.Sum sum, Set<String> known, List<Edit> edits) {
        edits.add(Edit.of(sum, sum.body(), "the sum over " + sum.index() + " is too much", 2));
        if (!sum.range().without().isEmpty()) {
            Expression.Range all =
                    new Expression.Range(sum.range().from(), sum.range().to(), List.of());
            edits.add(Edit.of(
                    sum,
                    new Expression.Sum(sum.index(), all, sum.body(), sum.span()),
                    "the sum should leave nothing out",
                    1));
        }
        for (String letter : withLabel(known)) {
            if (!letter.equals(sum.index().text())) {
                Expression.Range range =
                        new Expression.Range(sum.range().from(), sum.range().to(), List.of(Index.of(letter)));
                Expression instead = new Expression.Sum(sum.index(), range, sum.body(), sum.span());
                edits.add(Edit.of(sum, instead, "the sum should leave out " + sum.index() + " = " + letter, 1));
            }
        }
        Expression exponential = new Expression.Call(
                Expression.Function.EXP, sum.body(), sum.body().span());
        Expression ofExponentials = new Expression.Sum(sum.index(), sum.range(), exponential, sum.span());
        edits.add(Edit.of(
                sum,
                new Expression.Call(Expression.Function.LOG, ofExponentials, sum.span()),
                "the logarithm of a sum of exponentials is not the sum of the exponents",
                2));
    }

    /** The same slip made at every place. */
    private void everywhere(Expression line, Set<String> known, List<Edit> edits) {
        for (String from : classNames) {
            for (String to : classNames) {
                Expression instead = replaced(line, from, to);
                if (!from.equals(to) && !instead.equals(line)) {
                    edits.add(Edit.of(line, instead, from + " should be " + to + " everywhere", 2));
                }
            }
        }
        for (String from : known) {
            for (String to : withLabel(known)) {
                if (!from.equals(to) && Renaming.count(line, from) > 1) {
                    Expression instead = Renaming.of(line, from, to, n -> true);
                    edits.add(Edit.of(line, instead, "the index " + from + " should be " + to + " everywhere", 2));
                }
            }
        }
    }

    private static Expression replaced(Expression expression, String from, String to) {
        if (expression instanceof Expression.Name name && name.name().equals(from)) {
            return new Expression.Name(to, name.indices(), name.span());
        }
        return expression.withChildren(expression.children().stream()
                .map(child -> replaced(child, from, to))
                .toList());
    }
}
