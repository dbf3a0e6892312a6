package io.xent.derive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The circumstances under which formulas are compared: which indices coincide, what is known of the target, and which sizes and numbers are fixed.
 *
 * @param representatives for each slot that coincides with another, the one that stands for both
 * @param target what is known of the target, null for nothing
 * @param sizes the dimensions with a fixed number of members
 * @param values numbers with a fixed value, by their symbols' names
 * @param targetValues the target's components where the author gives them, else empty
 */
record Setting(
        Map<Slot, Slot> representatives,
        Assumption.Target target,
        Map<Dimension, Integer> sizes,
        Map<String, Rational> values,
        List<Rational> targetValues) {

    static final Setting GENERAL = new Setting(Map.of(), null, Map.of(), Map.of(), List.of());

    Slot resolve(Slot slot) {
        Slot inner = slot;
        if (slot instanceof Slot.Label label && label.row().isPresent()) {
            Slot row = label.row().get();
            inner = slot.with(row, resolve(row));
        }
        return representatives.getOrDefault(inner, inner);
    }

    Setting withRepresentatives(Map<Slot, Slot> more) {
        Map<Slot, Slot> all = new HashMap<>(representatives);
        all.putAll(more);
        return new Setting(all, target, sizes, values, targetValues);
    }

    /** With this known of the target, instead of any numbers given for it. */
    Setting withTarget(Assumption.Target known) {
        return new Setting(representatives, known, sizes, values, List.of());
    }

    /** With these numbers for the target, as many as there are classes. */
    Setting withTargetValues(List<Rational> numbers) {
        return new Setting(representatives, null, sizes, values, numbers).withSize(Dimension.CLASS, numbers.size());
    }

    Setting withSize(Dimension dimension, int size) {
        Map<Dimension, Integer> all = new HashMap<>(sizes);
        all.put(dimension, size);
        return new Setting(representatives, target, all, values, targetValues);
    }

    Setting withValue(String name, Rational value) {
        Map<String, Rational> all = new HashMap<>(values);
        all.put(name, value);
        return new Setting(representatives, target, sizes, all, targetValues);
    }

    boolean isOneHot() {
        return target == Assumption.Target.ONE_HOT;
    }

    /** The members of a dimension of fixed size. */
    List<Slot> members(Dimension dimension) {
        return java.util.stream.IntStream.rangeClosed(1, sizes.get(dimension))
                .mapToObj(c -> (Slot) new Slot.Fixed(c, dimension))
                .toList();
    }
}
