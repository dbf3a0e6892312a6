package io.xent.derive;

import java.util.List;

/** Conditions on indices, as factors that are 1 or 0 and as restrictions of what is claimed. */
final class Conditions {
    private final Lowering lowering;
    private final Names names;
    private final Slots slots;

    Conditions(Lowering lowering, Names names, Slots slots) {
        this.lowering = lowering;
        this.names = names;
        this.slots = slots;
    }

    /** 1 if all hold, else 0. */
    Term all(List<Condition> conditions, Scope scope) {
        return Term.times(conditions.stream().map(c -> indicator(c, scope)).toArray(Term[]::new));
    }

    private Term indicator(Condition condition, Scope scope) {
        if (condition instanceof Condition.Value value) {
            return new Term.Equals(
                    Lowering.requireNumber(lowering.lower(value.name(), scope), value.name())
                            .term(),
                    value.value());
        }
        Equality.Relation relation = relation(condition, scope);
        return relation.same()
                ? Term.same(relation.left(), relation.right())
                : Term.different(relation.left(), relation.right());
    }

    /** The condition on two indices. */
    Equality.Relation relation(Condition condition, Scope scope) {
        if (condition instanceof Condition.Same same) {
            Dimension dimension = names.indexDimensions().of(same.left(), same.right(), scope);
            return new Equality.Relation(
                    slots.slot(same.left(), dimension, scope), slots.slot(same.right(), dimension, scope), true);
        } else if (condition instanceof Condition.Different different) {
            Dimension dimension = names.indexDimensions().of(different.left(), different.right(), scope);
            return new Equality.Relation(
                    slots.slot(different.left(), dimension, scope),
                    slots.slot(different.right(), dimension, scope),
                    false);
        }
        return ofTarget((Condition.Value) condition, scope);
    }

    /** y_i = 1 says that i is the true class, if the target is one-hot. */
    private Equality.Relation ofTarget(Condition.Value value, Scope scope) {
        Term of = Lowering.requireNumber(lowering.lower(value.name(), scope), value.name())
                .term();
        boolean isZeroOrOne = value.value().isZero() || value.value().isOne();
        if (of instanceof Term.Component component
                && component.symbol().role == Symbol.Role.TARGET
                && isZeroOrOne
                && names.isOneHotStated()) {
            Slot last = component.slots().get(component.slots().size() - 1);
            return new Equality.Relation(
                    last, Symbol.labelOf(component.slots()), value.value().isOne());
        }
        throw new Unreadable(
                "a condition on indices is expected, as in i = t; for y_i = 1, say before that y is one-hot",
                value.span());
    }

    /** Whether some branch applies whatever the indices are. */
    static boolean isComplete(List<Expression.Branch> branches) {
        if (branches.stream().anyMatch(branch -> branch.conditions().isEmpty())) {
            return true;
        }
        List<Condition> single = branches.stream()
                .filter(branch -> branch.conditions().size() == 1)
                .map(branch -> branch.conditions().get(0))
                .toList();
        return single.stream().anyMatch(one -> single.stream().anyMatch(two -> areOpposite(one, two)));
    }

    private static boolean areOpposite(Condition one, Condition two) {
        if (one instanceof Condition.Same same && two instanceof Condition.Different different) {
            return List.of(same.left(), same.right()).equals(List.of(different.left(), different.right()))
                    || List.of(same.left(), same.right()).equals(List.of(different.right(), different.left()));
        }
        return one instanceof Condition.Value first
                && two instanceof Condition.Value second
                && first.name().equals(second.name())
                && first.value().isOne()
                && second.value().isZero();
    }
}
