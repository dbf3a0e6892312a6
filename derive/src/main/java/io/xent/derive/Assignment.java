package io.xent.derive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers for everything that a formula leaves open. */
final class Assignment {
    private final Map<Dimension, Integer> sizes;
    private final Map<Slot, Integer> points = new HashMap<>();
    private final Map<Symbol, Map<List<Integer>, Chosen>> values = new HashMap<>();

    /** A number q, or q times the logarithm of a whole number if that is not 0. */
    record Chosen(Rational factor, int logarithmOf) {
        static Chosen of(Rational value) {
            return new Chosen(value, 0);
        }
    }

    Assignment(Map<Dimension, Integer> sizes) {
        this.sizes = Map.copyOf(sizes);
    }

    int size(Dimension dimension) {
        return sizes.get(dimension);
    }

    void place(Slot point, int member) {
        points.put(point, member);
    }

    void choose(Symbol symbol, List<Integer> at, Chosen value) {
        values.computeIfAbsent(symbol, s -> new HashMap<>()).put(at, value);
    }

    /** The number chosen; this trial has none for a component outside its sizes. */
    Chosen value(Symbol symbol, List<Integer> at) {
        Chosen chosen = values.getOrDefault(symbol, Map.of()).get(at);
        if (chosen == null) {
            throw new Arithmetic.Undefined(symbol + " at " + at + " is not among the numbers of this trial");
        }
        return chosen;
    }

    /** The member at which a point stands; the true class of a row, by the row. */
    int member(Slot slot) {
        if (slot instanceof Slot.Fixed fixed) {
            return fixed.number();
        }
        Integer member = points.get(slot);
        if (member == null) {
            throw new Arithmetic.Undefined(slot + " stands nowhere in this trial");
        }
        return member;
    }

    Optional<Integer> placed(Slot slot) {
        return Optional.ofNullable(points.get(slot));
    }
}
