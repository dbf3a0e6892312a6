package io.xent.derive;

import java.util.List;
import java.util.function.IntPredicate;

/** Puts another letter for some occurrences of an index that no sum inside binds; the occurrences are numbered in the order of writing. */
final class Renaming {
    private final String letter;
    private final String replacement;
    private final IntPredicate which;
    private int occurrences;

    private Renaming(String letter, String replacement, IntPredicate which) {
        this.letter = letter;
        this.replacement = replacement;
        this.which = which;
    }

    static int count(Expression expression, String letter) {
        Renaming none = new Renaming(letter, letter, n -> false);
        none.of(expression);
        return none.occurrences;
    }

    static Expression of(Expression expression, String letter, String replacement, IntPredicate which) {
        return new Renaming(letter, replacement, which).of(expression);
    }

    private Expression of(Expression expression) {
        if (expression instanceof Expression.Sum sum && sum.index().text().equals(letter)) {
            return expression;
        }
        if (expression instanceof Expression.Name name) {
            return name(name);
        } else if (expression instanceof Expression.Derivative derivative) {
            Expression of = of(derivative.of());
            return new Expression.Derivative(of, name(derivative.variable()), derivative.span());
        } else if (expression instanceof Expression.Component component) {
            return new Expression.Component(of(component.of()), indices(component.indices()), component.span());
        } else if (expression instanceof Expression.Indicator indicator) {
            return new Expression.Indicator(
                    indicator.conditions().stream().map(this::condition).toList(), indicator.span());
        } else if (expression instanceof Expression.Sum sum) {
            Expression.Range range = new Expression.Range(
                    sum.range().from(), sum.range().to(), indices(sum.range().without()));
            return new Expression.Sum(sum.index(), range, of(sum.body()), sum.span());
        }
        return expression.withChildren(
                expression.children().stream().map(this::of).toList());
    }

    private Expression.Name name(Expression.Name name) {
        return new Expression.Name(name.name(), indices(name.indices()), name.span());
    }

    private List<Index> indices(List<Index> indices) {
        return indices.stream().map(this::index).toList();
    }

    private Index index(Index index) {
        if (!index.text().equals(letter) || !index.indices().isEmpty()) {
            return index;
        }
        return which.test(occurrences++) ? new Index(replacement, List.of(), index.span()) : index;
    }

    private Condition condition(Condition condition) {
        if (condition instanceof Condition.Same same) {
            return new Condition.Same(index(same.left()), index(same.right()), same.span());
        } else if (condition instanceof Condition.Different different) {
            return new Condition.Different(index(different.left()), index(different.right()), different.span());
        }
        Condition.Value value = (Condition.Value) condition;
        return new Condition.Value(name(value.name()), value.value(), value.span());
    }
}
