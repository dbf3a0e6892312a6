package io.xent.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the author's definitions make of names: what their indices count, and what stands for a name wherever it occurs. */
final class DefinedMeanings {
    private final Names names;
    private final Roles roles;
    private final Budget budget;
    private final Set<String> inProgress = new HashSet<>();
    private final List<Report.Lint> lints = new ArrayList<>();

    DefinedMeanings(Names names, Roles roles, Budget budget) {
        this.names = names;
        this.roles = roles;
        this.budget = budget;
    }

    /** The remarks on definitions that have come up since this was last asked. */
    List<Report.Lint> takeLints() {
        List<Report.Lint> taken = List.copyOf(lints);
        lints.clear();
        return taken;
    }

    /**
     * The meaning of a name that is defined so.
     *
     * @param span where the name is used
     */
    Symbol of(Derivation.Definition definition, Span span) {
        String name = definition.name().name();
        if (!inProgress.add(name)) {
            throw new Unreadable(name + " is defined by itself", span);
        }
        try {
            Symbol symbol = new Symbol(name, role(name), dimensions(definition));
            symbol.define(meaning(definition));
            return symbol;
        } finally {
            inProgress.remove(name);
        }
    }

    /** What the written indices count, and what the meaning still leaves open as a vector or matrix. */
    private List<Dimension> dimensions(Derivation.Definition definition) {
        List<Dimension> dimensions = new ArrayList<>();
        Scope scope = Scope.EMPTY;
        for (Index index : definition.name().indices()) {
            Dimension dimension = roles.letter(index.text());
            dimensions.add(dimension);
            scope = scope.with(index.text(), new Slot.Free(index.text(), dimension));
        }
        Tensor shape = new Lowering(names, Set.of(), budget, lints).lower(definition.meaning(), scope);
        if (shape.rows() != null) {
            dimensions.add(shape.rows());
        }
        if (shape.columns() != null) {
            dimensions.add(shape.columns());
        }
        return dimensions;
    }

    private Symbol.Definition meaning(Derivation.Definition definition) {
        Lowering lowering = new Lowering(names, Set.of(), budget, new ArrayList<>());
        List<Index> indices = definition.name().indices();
        return slots -> {
            if (slots.size() < indices.size()) {
                throw new Unreadable(
                        definition.name().name() + " is used without the indices that line " + definition.line()
                                + " gives it",
                        definition.name().span());
            }
            Scope scope = Scope.EMPTY;
            for (int i = 0; i < indices.size(); i++) {
                scope = scope.with(indices.get(i).text(), slots.get(i));
            }
            Tensor tensor = lowering.lower(definition.meaning(), scope);
            List<Slot> rest = slots.subList(indices.size(), slots.size());
            requireOpen(tensor, rest.size(), definition);
            if (rest.isEmpty()) {
                return tensor.term();
            }
            return rest.size() == 1 ? tensor.at(rest.get(0)) : tensor.at(rest.get(0), rest.get(1));
        };
    }

    private static void requireOpen(Tensor tensor, int indices, Derivation.Definition definition) {
        int open = tensor.isNumber() ? 0 : tensor.isVector() ? 1 : 2;
        if (open != indices) {
            String name = definition.name().name();
            throw new Unreadable(
                    name + " is used as " + (indices == 0 ? "a number" : indices == 1 ? "a vector" : "a matrix")
                            + ", but line " + definition.line() + " defines it as " + tensor.shape(),
                    definition.name().span());
        }
    }

    private Symbol.Role role(String name) {
        if (roles.isLogits(name)) {
            return Symbol.Role.LOGITS;
        } else if (roles.isProbabilities(name)) {
            return Symbol.Role.PROBABILITIES;
        } else if (roles.isTarget(name)) {
            return Symbol.Role.TARGET;
        } else if (roles.isTemperature(name)) {
            return Symbol.Role.TEMPERATURE;
        }
        return Symbol.Role.OTHER;
    }
}
