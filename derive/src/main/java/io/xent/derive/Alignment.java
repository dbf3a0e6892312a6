package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two formulas made comparable: a vector against a vector component by component, also where one side is written with an index and the other
 * without, which is remarked on.
 */
final class Alignment {
    private static final List<String> LETTERS = List.of("i", "j", "k", "l", "m", "n", "r", "s");

    private final Budget budget;
    private final Collection<Report.Lint> lints;
    private final Span span;

    /** The terms to compare. */
    record Pair(Term expected, Term actual) {}

    Alignment(Budget budget, Collection<Report.Lint> lints, Span span) {
        this.budget = budget;
        this.lints = lints;
        this.span = span;
    }

    /** Empty if the shapes do not fit. */
    Optional<Pair> of(Tensor expected, Tensor actual) {
        if (expected.hasShapeOf(actual)) {
            Set<Slot> taken = points(expected, actual);
            Slot row = fresh(expected.rows(), taken);
            Slot column = fresh(expected.columns(), taken);
            return Optional.of(new Pair(expected.at(row, column), actual.at(row, column)));
        }
        if (expected.isVector() && actual.isVector() && expected.dimension() == actual.dimension()) {
            remark("compared component by component: the left side is a " + lie(expected) + ", this a " + lie(actual)
                    + "; transpose it if the layout matters");
            Slot slot = fresh(expected.dimension(), points(expected, actual));
            return Optional.of(new Pair(expected.at(slot), actual.at(slot)));
        }
        if (expected.isNumber() && actual.isVector()) {
            return free(expected, actual.dimension(), Set.of()).stream()
                    .findFirst()
                    .map(slot -> {
                        remark("the left side is component " + slot
                                + ", this is the whole vector; compared is its component " + slot);
                        return new Pair(expected.term(), actual.at(slot));
                    });
        }
        return actual.isNumber() ? componentwise(expected, actual) : Optional.empty();
    }

    private static String lie(Tensor vector) {
        return vector.isColumn() ? "column" : "row";
    }

    /** A formula in components where a vector or a matrix is asked. */
    private Optional<Pair> componentwise(Tensor expected, Tensor actual) {
        Set<Slot> taken = points(expected, actual);
        Set<Slot> outer = points(expected, expected);
        Slot row = expected.rows() == null
                ? null
                : free(actual, expected.rows(), outer).stream().findFirst().orElse(null);
        Set<Slot> used = new LinkedHashSet<>(outer);
        if (row != null) {
            used.add(row);
        }
        Slot column = expected.columns() == null
                ? null
                : free(actual, expected.columns(), used).stream().findFirst().orElse(null);
        boolean isConstant = row == null && column == null;
        remark(
                isConstant
                        ? "the left side is " + expected.shape() + ", this is one number, compared with every component"
                        : "the left side is " + expected.shape() + ", this is one component of it");
        return Optional.of(new Pair(
                expected.at(
                        row == null ? fresh(expected.rows(), taken) : row,
                        column == null ? fresh(expected.columns(), taken) : column),
                actual.term()));
    }

    private void remark(String message) {
        lints.add(new Report.Lint(message, span));
    }

    private Set<Slot> points(Tensor... tensors) {
        Set<Slot> points = new LinkedHashSet<>();
        for (Tensor tensor : tensors) {
            Slot row = tensor.rows() == null ? null : new Slot.Fixed(1, tensor.rows());
            Slot column = tensor.columns() == null ? null : new Slot.Fixed(1, tensor.columns());
            points.addAll(Points.of(tensor.at(row, column), budget));
        }
        return points;
    }

    /** The letters of a dimension that a formula leaves open, sorted. */
    private List<Slot> free(Tensor of, Dimension dimension, Set<Slot> without) {
        List<Slot> free = new ArrayList<>(points(of).stream()
                .filter(point -> point instanceof Slot.Free && point.dimension() == dimension)
                .filter(point -> !without.contains(point))
                .toList());
        free.sort(java.util.Comparator.comparing(Slot::toString));
        return free;
    }

    private static Slot fresh(Dimension dimension, Set<Slot> taken) {
        if (dimension == null) {
            return null;
        }
        for (String letter : LETTERS) {
            Slot slot = new Slot.Free(letter, dimension);
            if (taken.stream().noneMatch(point -> point.toString().equals(letter))) {
                taken.add(slot);
                return slot;
            }
        }
        throw new Beyond("more indices than letters");
    }
}
