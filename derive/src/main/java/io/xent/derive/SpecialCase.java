package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A case in which a line that is wrong in general may be right. */
record SpecialCase(Assumption assumption, Optional<Equality.Relation> relation, boolean concernsTrueClass) {

    /** The index is the true class, it is not, T = 1, N = 1, K = 2. */
    static List<SpecialCase> all(Collection<Slot> points, Names names) {
        List<SpecialCase> cases = new ArrayList<>();
        for (boolean same : List.of(true, false)) {
            for (Slot point : points) {
                if (point instanceof Slot.Free free && free.dimension() == Dimension.CLASS) {
                    cases.add(atTrueClass(free, same, points, names));
                }
            }
        }
        names.temperature().ifPresent(name -> cases.add(value(name, 1)));
        cases.add(value("N", 1));
        cases.add(value("K", 2));
        return cases;
    }

    private static SpecialCase atTrueClass(Slot.Free index, boolean same, Collection<Slot> points, Names names) {
        Slot label = points.stream()
                .filter(point -> point.dimension() == Dimension.ROW)
                .findFirst()
                .map(row -> new Slot.Label(Optional.of(row)))
                .orElse(new Slot.Label(Optional.empty()));
        Index left = Index.of(index.letter());
        Index right = Index.of(names.labelsInUse().stream().findFirst().orElse("t"));
        Condition condition =
                same ? new Condition.Same(left, right, Span.NONE) : new Condition.Different(left, right, Span.NONE);
        return new SpecialCase(
                new Assumption.Indices(condition), Optional.of(new Equality.Relation(index, label, same)), true);
    }

    private static SpecialCase value(String name, int value) {
        return new SpecialCase(new Assumption.Value(name, Rational.of(value)), Optional.empty(), false);
    }

    Setting in(Setting setting) {
        if (!(assumption instanceof Assumption.Value value)) {
            return setting;
        }
        int number = value.value().numerator().intValue();
        return switch (value.name()) {
            case "N" -> setting.withSize(Dimension.ROW, number);
            case "K" -> setting.withSize(Dimension.CLASS, number);
            default -> setting.withValue(value.name(), value.value());
        };
    }
}
