package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The slots of a formula that no sum binds, and the ways in which they can coincide. */
final class Points {
    private static final int MOST = 6;

    private Points() {}

    /** All letters, numbers and true classes in a term, in order of appearance. */
    static Set<Slot> of(Term term, Budget budget) {
        Set<Slot> points = new LinkedHashSet<>();
        collect(term, points, new LinkedHashSet<>(), budget);
        return points;
    }

    private static void collect(Term term, Set<Slot> points, Set<Symbol> seen, Budget budget) {
        budget.spend(1);
        if (term instanceof Term.Component component) {
            component.slots().forEach(slot -> add(slot, points));
            Term meaning = component.symbol().role == Symbol.Role.SIZE
                    ? null
                    : component.symbol().comparableAt(component.slots());
            if (meaning != null && seen.add(component.symbol())) {
                collect(meaning, points, seen, budget);
            }
        } else if (term instanceof Term.Plus plus) {
            plus.terms().forEach(part -> collect(part, points, seen, budget));
        } else if (term instanceof Term.Times product) {
            product.factors().forEach(part -> collect(part, points, seen, budget));
        } else if (term instanceof Term.Power power) {
            collect(power.base(), points, seen, budget);
            collect(power.exponent(), points, seen, budget);
        } else if (term instanceof Term.Exp exp) {
            collect(exp.of(), points, seen, budget);
        } else if (term instanceof Term.Log log) {
            collect(log.of(), points, seen, budget);
        } else if (term instanceof Term.Sum sum) {
            collect(sum.body(), points, seen, budget);
        } else if (term instanceof Term.Same same) {
            add(same.left(), points);
            add(same.right(), points);
        } else if (term instanceof Term.Equals equals) {
            collect(equals.of(), points, seen, budget);
        }
    }

    private static void add(Slot slot, Set<Slot> points) {
        if (slot instanceof Slot.Label label && label.row().isPresent()) {
            add(label.row().get(), points);
        }
        if (slot.isPoint()) {
            points.add(slot);
        }
    }

    /**
     * Every way in which points can coincide, each as the map from a point to the one that stands for it. Numbers differ from each other; points of
     * different dimensions never coincide.
     */
    static List<Map<Slot, Slot>> coincidences(Collection<Slot> points) {
        List<Map<Slot, Slot>> ways = List.of(Map.of());
        for (Dimension dimension : Dimension.values()) {
            List<Slot> own = new ArrayList<>(points.stream()
                    .filter(p -> p.dimension() == dimension && p instanceof Slot.Fixed)
                    .toList());
            own.addAll(points.stream()
                    .filter(p -> p.dimension() == dimension && !(p instanceof Slot.Fixed))
                    .toList());
            if (own.size() > MOST) {
                throw new Beyond("more than " + MOST + " free indices");
            }
            ways = extended(ways, own);
        }
        return ways;
    }

    private static List<Map<Slot, Slot>> extended(List<Map<Slot, Slot>> ways, List<Slot> points) {
        List<Map<Slot, Slot>> result = new ArrayList<>();
        for (Map<Slot, Slot> way : ways) {
            extend(way, points, 0, new ArrayList<>(), result);
        }
        return result;
    }

    private static void extend(
            Map<Slot, Slot> way, List<Slot> points, int next, List<Slot> leaders, List<Map<Slot, Slot>> result) {
        if (next == points.size()) {
            result.add(way);
            return;
        }
        Slot point = points.get(next);
        List<Slot> more = new ArrayList<>(leaders);
        more.add(point);
        extend(way, points, next + 1, more, result);
        if (point instanceof Slot.Fixed) {
            return;
        }
        for (Slot leader : leaders) {
            Map<Slot, Slot> joined = new HashMap<>(way);
            joined.put(point, leader);
            extend(joined, points, next + 1, leaders, result);
        }
    }

    /** Every assignment of points to the members of dimensions of fixed size; other points are left as they are. */
    static List<Map<Slot, Slot>> placements(Collection<Slot> points, Map<Dimension, Integer> sizes) {
        List<Map<Slot, Slot>> ways = List.of(Map.of());
        for (Slot point : points) {
            Integer size = sizes.get(point.dimension());
            if (size == null || point instanceof Slot.Fixed) {
                continue;
            }
            List<Map<Slot, Slot>> longer = new ArrayList<>();
            for (Map<Slot, Slot> way : ways) {
                for (int member = 1; member <= size; member++) {
                    Map<Slot, Slot> placed = new HashMap<>(way);
                    placed.put(point, new Slot.Fixed(member, point.dimension()));
                    longer.add(placed);
                }
            }
            ways = longer;
        }
        return ways;
    }
}
