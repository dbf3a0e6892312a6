package io.xent.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How names are used throughout a derivation, from which their usual meaning is told. */
final class Usage {

    /** The uses of one name. */
    static final class Uses {
        /** Index lists, each once, in order of appearance. */
        final Set<List<Index>> indices = new LinkedHashSet<>();

        boolean isVariable;
        boolean isDifferentiated;

        int mostIndices() {
            return indices.stream().mapToInt(List::size).max().orElse(0);
        }
    }

    /** No person writes more, and every step of the judge may go as deep. */
    private static final int DEEPEST = 200;

    private final Map<String, Uses> names = new LinkedHashMap<>();
    private final Set<String> limits = new LinkedHashSet<>();
    private final Set<String> indexLetters = new LinkedHashSet<>();
    private final List<Expression.Name> occurrences = new ArrayList<>();

    Usage(Derivation derivation, Budget budget) {
        for (Derivation.Definition definition : derivation.definitions()) {
            scan(definition.name(), budget, 0);
            scan(definition.meaning(), budget, 0);
        }
        for (Derivation.Chain chain : derivation.chains()) {
            scan(chain.left(), budget, 0);
            chain.lines().forEach(line -> scan(line.expression(), budget, 0));
        }
    }

    private void scan(Expression expression, Budget budget, int depth) {
        budget.spend(1);
        if (depth > DEEPEST) {
            throw new Unreadable("formulas are nested at most " + DEEPEST + " deep", expression.span());
        }
        if (expression instanceof Expression.Name name) {
            use(name);
        } else if (expression instanceof Expression.Derivative derivative) {
            use(derivative.variable()).isVariable = true;
            if (derivative.of() instanceof Expression.Name name) {
                use(name).isDifferentiated = true;
            }
        } else if (expression instanceof Expression.Sum sum) {
            sum.range().to().ifPresent(limit -> limits.add(limit.text()));
        } else if (expression instanceof Expression.Component component) {
            component.indices().forEach(index -> indexLetters.add(index.text()));
        }
        expression.children().forEach(child -> scan(child, budget, depth + 1));
    }

    private Uses use(Expression.Name name) {
        Uses uses = names.computeIfAbsent(name.name(), n -> new Uses());
        if (uses.indices.add(name.indices())) {
            occurrences.add(name);
            name.indices().forEach(index -> indexLetters.add(index.text()));
        }
        return uses;
    }

    boolean has(String name) {
        return names.containsKey(name);
    }

    Uses of(String name) {
        return names.getOrDefault(name, new Uses());
    }

    boolean isLimit(String name) {
        return limits.contains(name);
    }

    boolean isIndex(String letter) {
        return indexLetters.contains(letter);
    }

    Set<String> all() {
        return names.keySet();
    }

    /** Each name with each list of indices, once. */
    List<Expression.Name> occurrences() {
        return occurrences;
    }
}
