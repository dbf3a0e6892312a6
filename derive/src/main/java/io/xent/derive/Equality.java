package io.xent.derive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether two terms are equal for every number of classes, all logits and all targets that a setting allows. "Yes" is a proof; "no" only says that the
 * canonical forms differ, for which numbers have to be found.
 */
final class Equality {
    private final Budget budget;

    Equality(Budget budget) {
        this.budget = budget;
    }

    /** Whether the canonical forms are equal in every case that the setting and the conditions allow. */
    boolean holds(Term left, Term right, Setting setting, List<Relation> conditions) {
        Set<Slot> points = new LinkedHashSet<>(Points.of(left, budget));
        points.addAll(Points.of(right, budget));
        conditions.forEach(condition -> points.addAll(List.of(condition.left(), condition.right())));
        addLabels(points, setting);
        Set<Slot> general = points.stream()
                .filter(p -> !setting.sizes().containsKey(p.dimension()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean anyCase = false;
        for (Map<Slot, Slot> coinciding : Points.coincidences(general)) {
            for (Map<Slot, Slot> placed : Points.placements(points, setting.sizes())) {
                Map<Slot, Slot> both = new HashMap<>(coinciding);
                both.putAll(placed);
                Setting one = setting.withRepresentatives(both);
                if (conditions.stream().allMatch(condition -> condition.holds(one))) {
                    anyCase = true;
                    if (!holdsIn(one, left, right)) {
                        return false;
                    }
                }
            }
        }
        return anyCase;
    }

    private static void addLabels(Set<Slot> points, Setting setting) {
        if (!setting.isOneHot()) {
            return;
        }
        List<Slot> rows =
                points.stream().filter(p -> p.dimension() == Dimension.ROW).toList();
        rows.forEach(row -> points.add(new Slot.Label(java.util.Optional.of(row))));
        if (rows.isEmpty()) {
            points.add(new Slot.Label(java.util.Optional.empty()));
        }
    }

    private boolean holdsIn(Setting setting, Term left, Term right) {
        Normalizer normalizer = new Normalizer(setting, budget);
        Polynomial difference = normalizer.of(left).difference(normalizer.of(right), budget);
        return new Relations(setting, budget).areZero(difference);
    }

    /** A condition on two slots. */
    record Relation(Slot left, Slot right, boolean same) {
        boolean holds(Setting setting) {
            return setting.resolve(left).equals(setting.resolve(right)) == same;
        }
    }

    /** What is known to be related although the canonical form keeps it apart, where a dimension has a fixed size. */
    private record Relations(Setting setting, Budget budget) {

        boolean areZero(Polynomial difference) {
            if (difference.isZero()) {
                return true;
            }
            if (setting.sizes().isEmpty()) {
                return false;
            }
            return substituted(cleared(difference)).isZero();
        }

        /** Multiplied by every Z to the power that leaves none in a denominator; as Z > 0 this changes no zero. */
        private Polynomial cleared(Polynomial polynomial) {
            Map<Generator, Integer> lowest = new HashMap<>();
            for (Monomial monomial : polynomial.terms().keySet()) {
                monomial.powers().forEach((generator, power) -> {
                    if (isRelated(generator)) {
                        lowest.merge(generator, power, Math::min);
                    }
                });
            }
            Polynomial result = polynomial;
            for (Map.Entry<Generator, Integer> entry : lowest.entrySet()) {
                if (entry.getValue() < 0) {
                    Monomial factor = Monomial.of(entry.getKey(), -entry.getValue());
                    result = result.times(Polynomial.of(factor, Rational.ONE), budget);
                }
            }
            return result;
        }

        private boolean isRelated(Generator generator) {
            return generator instanceof Generator.Partition partition
                            && setting.sizes().containsKey(partition.dimension())
                    || isLastTarget(generator);
        }

        private boolean isLastTarget(Generator generator) {
            Integer classes = setting.sizes().get(Dimension.CLASS);
            return generator instanceof Generator.Atom atom
                    && atom.symbol().role == Symbol.Role.TARGET
                    && setting.target() != null
                    && classes != null
                    && atom.slots().get(atom.slots().size() - 1).equals(new Slot.Fixed(classes, Dimension.CLASS));
        }

        private Polynomial substituted(Polynomial polynomial) {
            Polynomial sum = Polynomial.ZERO;
            for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
                Polynomial product = Polynomial.of(term.getValue());
                for (Map.Entry<Generator, Integer> power :
                        term.getKey().powers().entrySet()) {
                    Generator generator = power.getKey();
                    Polynomial factor = isRelated(generator) ? expanded(generator) : Polynomial.of(generator);
                    Fraction raised = power.getValue() < 0
                            ? Fraction.of(Polynomial.of(Monomial.of(generator, power.getValue()), Rational.ONE))
                            : Fraction.of(factor).power(power.getValue(), budget);
                    product = product.times(raised.numerator(), budget);
                }
                sum = sum.plus(product, budget);
            }
            return sum;
        }

        /** Z = Σ_c a_c over the classes, and y_K = 1 − Σ of the others. */
        private Polynomial expanded(Generator generator) {
            Polynomial sum = Polynomial.ZERO;
            if (generator instanceof Generator.Partition partition) {
                Slot own = new Slot.Bound(Generator.Partition.OWN, partition.dimension());
                for (Slot member : setting.members(partition.dimension())) {
                    Monomial one = Moments.renamed(Monomial.of(partition.of(), 1), Map.of(own, member), setting);
                    sum = sum.plus(Polynomial.of(one, Rational.ONE), budget);
                }
                return sum;
            }
            Generator.Atom last = (Generator.Atom) generator;
            sum = Polynomial.ONE;
            List<Slot> members = setting.members(Dimension.CLASS);
            for (Slot member : members.subList(0, members.size() - 1)) {
                List<Slot> slots = new ArrayList<>(last.slots());
                slots.set(slots.size() - 1, member);
                sum = sum.minus(Polynomial.of(new Generator.Atom(last.symbol(), slots)), budget);
            }
            return sum;
        }
    }
}
