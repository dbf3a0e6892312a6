package io.xent.derive;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The indices of an expression that no sum in it binds, in order of appearance. */
final class OpenIndices {
    private final Set<Index> found = new LinkedHashSet<>();

    private OpenIndices() {}

    static Set<Index> of(Expression expression) {
        OpenIndices open = new OpenIndices();
        open.collect(expression, Set.of());
        return open.found;
    }

    private void collect(Expression expression, Set<String> bound) {
        Set<String> inside = bound;
        if (expression instanceof Expression.Name name) {
            add(name.indices(), bound);
        } else if (expression instanceof Expression.Component component) {
            add(component.indices(), bound);
        } else if (expression instanceof Expression.Derivative derivative) {
            add(derivative.variable().indices(), bound);
        } else if (expression instanceof Expression.Indicator indicator) {
            indicator.conditions().forEach(condition -> add(condition, bound));
        } else if (expression instanceof Expression.Cases cases) {
            cases.branches().forEach(branch -> branch.conditions().forEach(condition -> add(condition, bound)));
        } else if (expression instanceof Expression.Sum sum) {
            add(sum.range().without(), bound);
            inside = new HashSet<>(bound);
            inside.add(sum.index().text());
        }
        for (Expression child : expression.children()) {
            collect(child, inside);
        }
    }

    private void add(Condition condition, Set<String> bound) {
        if (condition instanceof Condition.Same same) {
            add(List.of(same.left(), same.right()), bound);
        } else if (condition instanceof Condition.Different different) {
            add(List.of(different.left(), different.right()), bound);
        } else if (condition instanceof Condition.Value value) {
            add(value.name().indices(), bound);
        }
    }

    private void add(List<Index> indices, Set<String> bound) {
        for (Index index : indices) {
            if (!index.isNumber()
                    && (!bound.contains(index.text()) || !index.indices().isEmpty())) {
                found.add(index);
            }
            add(index.indices(), bound);
        }
    }
}
