package io.xent.derive;

import java.util.List;

/** What the author takes for granted, as a setting and as conditions on indices. */
final class Statements {

    private Statements() {}

    static Setting setting(Derivation derivation, Names names) {
        Setting setting = Setting.GENERAL;
        if (names.picksTrueClass()) {
            setting = setting.withTarget(Assumption.Target.ONE_HOT);
        }
        for (Assumption assumption : derivation.assumptions()) {
            if (assumption instanceof Assumption.Target target) {
                boolean isStronger = setting.target() == null || target.compareTo(setting.target()) > 0;
                setting = isStronger ? setting.withTarget(target) : setting;
            } else if (assumption instanceof Assumption.Value value) {
                setting = with(setting, value);
            }
        }
        List<Rational> values = names.targetValues().orElse(List.of());
        return values.isEmpty() ? setting : setting.withTargetValues(values);
    }

    private static Setting with(Setting setting, Assumption.Value value) {
        return switch (value.name()) {
            case "K" -> setting.withSize(Dimension.CLASS, size(value));
            case "N" -> setting.withSize(Dimension.ROW, size(value));
            case "D" -> setting.withSize(Dimension.FEATURE, size(value));
            default -> setting.withValue(value.name(), value.value());
        };
    }

    private static int size(Assumption.Value value) {
        boolean isSmall = value.value().isWhole()
                && value.value().signum() > 0
                && value.value().numerator().bitLength() <= 3;
        if (!isSmall) {
            throw new Unreadable(
                    value.name() + " = " + value.value() + ": a fixed size from 1 to 7 can be judged", Span.NONE);
        }
        return value.value().numerator().intValue();
    }

    static List<Equality.Relation> relations(Derivation derivation, Lowering lowering) {
        return derivation.assumptions().stream()
                .filter(Assumption.Indices.class::isInstance)
                .map(assumption -> lowering.relation(((Assumption.Indices) assumption).condition(), Scope.EMPTY))
                .toList();
    }
}
