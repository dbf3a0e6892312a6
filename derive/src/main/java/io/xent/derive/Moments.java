package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renaming of summed variables, and the one name that all renamings of a moment share. */
final class Moments {

    private Moments() {}

    /** The moment with its variables numbered so that its text comes first among all numberings. */
    static Generator.Moment canonical(Collection<Slot.Bound> variables, Monomial monomial, Budget budget) {
        List<Slot.Bound> sorted = new ArrayList<>();
        List<Slot.Bound> numbered = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            sorted.addAll(Summation.inDimension(variables, dimension));
        }
        for (Slot.Bound variable : sorted) {
            numbered.add(new Slot.Bound(numbered.size(), variable.dimension()));
        }
        Monomial best = null;
        for (List<Slot.Bound> order : orders(numbered)) {
            budget.spend(1 + monomial.powers().size());
            Map<Slot, Slot> names = new HashMap<>();
            boolean fits = true;
            for (int v = 0; v < order.size(); v++) {
                fits &= order.get(v).dimension() == sorted.get(v).dimension();
                names.put(sorted.get(v), order.get(v));
            }
            if (fits) {
                Monomial candidate = renamed(monomial, names, Setting.GENERAL);
                if (best == null || candidate.key().compareTo(best.key()) < 0) {
                    best = candidate;
                }
            }
        }
        return new Generator.Moment(List.copyOf(numbered), best);
    }

    private static List<List<Slot.Bound>> orders(List<Slot.Bound> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Slot.Bound>> all = new ArrayList<>();
        for (int first = 0; first < items.size(); first++) {
            List<Slot.Bound> others = new ArrayList<>(items);
            others.remove(first);
            for (List<Slot.Bound> rest : orders(others)) {
                List<Slot.Bound> order = new ArrayList<>(List.of(items.get(first)));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    static Monomial renamed(Monomial monomial, Map<Slot, Slot> slots, Setting setting) {
        Monomial result = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : monomial.powers().entrySet()) {
            result = result.times(Monomial.of(renamed(power.getKey(), slots, setting), power.getValue()));
        }
        return result;
    }

    private static Generator renamed(Generator generator, Map<Slot, Slot> slots, Setting setting) {
        if (generator instanceof Generator.Atom atom) {
            return new Generator.Atom(
                    atom.symbol(),
                    atom.slots().stream().map(s -> renamed(s, slots, setting)).toList());
        } else if (generator instanceof Generator.Exponential exponential) {
            return new Generator.Exponential(renamed(exponential.of(), slots, setting), exponential.over());
        } else if (generator instanceof Generator.Partition partition) {
            return new Generator.Partition(
                    partition.dimension(), (Generator.Exponential) renamed(partition.of(), slots, setting));
        } else if (generator instanceof Generator.Moment moment) {
            return new Generator.Moment(moment.variables(), renamed(moment.of(), slots, setting));
        } else if (generator instanceof Generator.Logarithm logarithm) {
            return new Generator.Logarithm(renamed(logarithm.of(), slots, setting));
        } else if (generator instanceof Generator.Delta delta) {
            Slot left = renamed(delta.left(), slots, setting);
            Slot right = renamed(delta.right(), slots, setting);
            boolean inOrder = left.toString().compareTo(right.toString()) <= 0;
            return inOrder ? new Generator.Delta(left, right) : new Generator.Delta(right, left);
        }
        return generator;
    }

    private static Slot renamed(Slot slot, Map<Slot, Slot> slots, Setting setting) {
        Slot result = slot;
        for (Map.Entry<Slot, Slot> entry : slots.entrySet()) {
            result = result.with(entry.getKey(), entry.getValue());
        }
        return result.equals(slot) ? slot : setting.resolve(result);
    }
}
