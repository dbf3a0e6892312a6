package io.xent.derive;

import io.xent.derive.Derivation.Chain;
import io.xent.derive.Derivation.Definition;
import io.xent.derive.Derivation.Line;
import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Cases;
import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Range;
import io.xent.derive.Expression.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out the index of an example that stays the same throughout, as in {@code L_i = −log p_{y_i}} for scores {@code f_k} of example i: the
 * label's own index shows which letter it is. Where rows are summed over, or scores carry the row too, nothing is left out.
 */
final class FixedRow {

    private final Set<String> labelRows = new HashSet<>();
    private final Set<String> summed = new HashSet<>();
    private final Map<String, Set<List<String>>> uses = new HashMap<>();
    private String row;

    /** The letter of the row, if there is one row throughout. */
    static Optional<FixedRow> of(Derivation derivation) {
        FixedRow found = new FixedRow();
        derivation.definitions().forEach(definition -> {
            found.see(definition.name());
            found.see(definition.meaning());
        });
        for (Chain chain : derivation.chains()) {
            found.see(chain.left());
            chain.lines().forEach(line -> found.see(line.expression()));
            chain.lines().forEach(line -> line.given().forEach(found::see));
        }
        return found.isFixed() ? Optional.of(found) : Optional.empty();
    }

    private boolean isFixed() {
        if (labelRows.size() != 1) {
            return false;
        }
        row = labelRows.iterator().next();
        // a name that has the row and something else, or the row in one place and a class in another
        boolean isElsewhere = uses.values().stream()
                .anyMatch(lists -> lists.stream().anyMatch(list -> list.contains(row))
                        && lists.stream().anyMatch(list -> !list.equals(List.of(row)) && !list.isEmpty()));
        return !summed.contains(row) && !isElsewhere;
    }

    private void see(Expression formula) {
        if (formula instanceof Name name) {
            see(name);
        } else if (formula instanceof Derivative derivative) {
            see(derivative.variable());
        } else if (formula instanceof Sum sum) {
            summed.add(sum.index().text());
            sum.range().without().forEach(this::see);
        } else if (formula instanceof Component component) {
            component.indices().forEach(this::see);
        } else if (formula instanceof Indicator indicator) {
            indicator.conditions().forEach(this::see);
        } else if (formula instanceof Cases cases) {
            cases.branches().forEach(branch -> branch.conditions().forEach(this::see));
        }
        formula.children().forEach(this::see);
    }

    private void see(Name name) {
        name.indices().forEach(this::see);
        uses.computeIfAbsent(name.name(), key -> new HashSet<>())
                .add(name.indices().stream().map(Index::text).toList());
    }

    private void see(Index index) {
        index.indices().forEach(own -> labelRows.add(own.text()));
    }

    private void see(Condition condition) {
        if (condition instanceof Condition.Same same) {
            see(same.left());
            see(same.right());
        } else if (condition instanceof Condition.Different different) {
            see(different.left());
            see(different.right());
        } else if (condition instanceof Condition.Value value) {
            see(value.name());
        }
    }

    /** The derivation without that index. */
    Derivation in(Derivation derivation) {
        List<Definition> definitions = derivation.definitions().stream()
                .map(d -> new Definition((Name) in(d.name()), in(d.meaning()), d.line()))
                .toList();
        List<Chain> chains = new ArrayList<>();
        for (Chain chain : derivation.chains()) {
            List<Line> lines = chain.lines().stream()
                    .map(line -> new Line(line.number(), in(line.expression()), conditions(line.given())))
                    .toList();
            chains.add(new Chain(in(chain.left()), chain.line(), lines));
        }
        List<Report.Lint> notes = new ArrayList<>(derivation.notes());
        notes.add(new Report.Lint("the example " + row + " is the same throughout and is left out", Span.NONE));
        return new Derivation(definitions, derivation.assumptions(), chains, notes);
    }

    private Expression in(Expression formula) {
        if (formula instanceof Name name) {
            return new Name(name.name(), indices(name.indices()), name.span());
        } else if (formula instanceof Derivative derivative) {
            return new Derivative(in(derivative.of()), (Name) in(derivative.variable()), derivative.span());
        } else if (formula instanceof Component component) {
            return new Component(in(component.of()), indices(component.indices()), component.span());
        } else if (formula instanceof Indicator indicator) {
            return new Indicator(conditions(indicator.conditions()), indicator.span());
        } else if (formula instanceof Cases cases) {
            List<Branch> branches = cases.branches().stream()
                    .map(branch -> new Branch(in(branch.value()), conditions(branch.conditions())))
                    .toList();
            return new Cases(branches, cases.span());
        } else if (formula instanceof Sum sum) {
            Range range = sum.range();
            Range plain = new Range(range.from(), range.to(), indices(range.without()));
            return new Sum(sum.index(), plain, in(sum.body()), sum.span());
        }
        return formula.withChildren(formula.children().stream().map(this::in).toList());
    }

    private List<Index> indices(List<Index> indices) {
        return indices.stream()
                .filter(index -> !index.text().equals(row))
                .map(this::in)
                .toList();
    }

    private Index in(Index index) {
        return new Index(index.text(), indices(index.indices()), index.span());
    }

    private List<Condition> conditions(List<Condition> conditions) {
        return conditions.stream().map(this::in).toList();
    }

    private Condition in(Condition condition) {
        if (condition instanceof Condition.Same same) {
            return new Condition.Same(in(same.left()), in(same.right()), same.span());
        } else if (condition instanceof Condition.Different different) {
            return new Condition.Different(in(different.left()), in(different.right()), different.span());
        }
        Condition.Value value = (Condition.Value) condition;
        return new Condition.Value((Name) in(value.name()), value.value(), value.span());
    }
}
