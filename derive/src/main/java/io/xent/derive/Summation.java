package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sums of canonical forms over a dimension. A monomial's factors that do not depend on the variable come out; a Kronecker delta takes the variable
 * away; Σ_k e^{z_k/T} is Z, Σ_k y_k is 1 if the target is known to; what is left is a moment.
 */
final class Summation {
    private static final int MOST_VARIABLES = 4;

    private final Setting setting;
    private final Budget budget;
    private final Deltas deltas;

    Summation(Setting setting, Budget budget) {
        this.setting = setting;
        this.budget = budget;
        this.deltas = new Deltas(setting);
    }

    Fraction over(Slot.Bound variable, Fraction body) {
        for (Monomial monomial : body.denominator().terms().keySet()) {
            if (monomial.mentions(variable)) {
                throw new Beyond("a sum of quotients whose denominators have several terms and depend on the index");
            }
        }
        Polynomial total = Polynomial.ZERO;
        for (Map.Entry<Monomial, Rational> term : body.numerator().terms().entrySet()) {
            total = total.plus(over(variable, term.getKey()).times(term.getValue()), budget);
        }
        return new Fraction(total, body.denominator());
    }

    /** How many members a dimension has. */
    Polynomial size(Dimension dimension) {
        Integer fixed = setting.sizes().get(dimension);
        return fixed != null
                ? Polynomial.of(Rational.of(fixed))
                : Polynomial.of(new Generator.Atom(Symbol.size(dimension), List.of()));
    }

    /** Σ over the variable of a monomial that is one exponential and nothing else that depends on it. */
    Optional<Polynomial> partition(Slot.Bound variable, Polynomial body) {
        Map.Entry<Monomial, Rational> only = body.terms().entrySet().iterator().next();
        Monomial outside = Monomial.ONE;
        Monomial inside = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : only.getKey().powers().entrySet()) {
            Monomial factor = Monomial.of(power.getKey(), power.getValue());
            if (power.getKey().mentions(variable)) {
                inside = inside.times(factor);
            } else {
                outside = outside.times(factor);
            }
        }
        if (!isExponential(inside)) {
            return Optional.empty();
        }
        return Optional.of(Polynomial.of(outside.times(Monomial.of(partition(variable, inside), 1)), only.getValue()));
    }

    private static boolean isExponential(Monomial monomial) {
        if (monomial.powers().size() != 1) {
            return false;
        }
        Map.Entry<Generator, Integer> only =
                monomial.powers().entrySet().iterator().next();
        return only.getKey() instanceof Generator.Exponential && only.getValue() == 1;
    }

    private Generator.Partition partition(Slot.Bound variable, Monomial exponential) {
        Slot own = new Slot.Bound(Generator.Partition.OWN, variable.dimension());
        Generator renamed = rename(exponential, Map.of(variable, own))
                .powers()
                .keySet()
                .iterator()
                .next();
        return new Generator.Partition(variable.dimension(), (Generator.Exponential) renamed);
    }

    private Polynomial over(Slot.Bound variable, Monomial monomial) {
        budget.spend(1 + monomial.powers().size());
        if (!monomial.mentions(variable)) {
            return size(variable.dimension()).times(Polynomial.of(monomial, Rational.ONE), budget);
        }
        Set<Slot.Bound> variables = new LinkedHashSet<>(Set.of(variable));
        Monomial outside = Monomial.ONE;
        Monomial inside = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : monomial.powers().entrySet()) {
            Generator generator = power.getKey();
            if (!generator.mentions(variable)) {
                outside = outside.times(Monomial.of(generator, power.getValue()));
            } else if (generator instanceof Generator.Moment moment) {
                inside = inside.times(opened(moment, power.getValue(), variables));
            } else {
                inside = inside.times(Monomial.of(generator, power.getValue()));
            }
        }
        return Polynomial.of(outside, Rational.ONE).times(reduced(variables, inside), budget);
    }

    /** The factors of a moment to a power, under fresh variables for each of its factors. */
    private Monomial opened(Generator.Moment moment, int power, Set<Slot.Bound> variables) {
        if (power < 0) {
            throw new Beyond("a division by a sum that depends on the index of another");
        }
        Monomial product = Monomial.ONE;
        for (int times = 0; times < power; times++) {
            Map<Slot, Slot> fresh = new HashMap<>();
            for (Slot.Bound old : moment.variables()) {
                Slot.Bound variable = budget.variable(old.dimension());
                fresh.put(old, variable);
                variables.add(variable);
            }
            if (variables.size() > MOST_VARIABLES) {
                throw new Beyond("more than " + MOST_VARIABLES + " sums in one another");
            }
            product = product.times(rename(moment.of(), fresh));
        }
        return product;
    }

    /** Takes away variables for as long as a rule applies, then makes moments of what hangs together. */
    private Polynomial reduced(Set<Slot.Bound> variables, Monomial monomial) {
        Optional<Monomial> simple = deltas.withoutRepeated(monomial);
        if (simple.isEmpty()) {
            return Polynomial.ZERO;
        }
        for (Slot.Bound variable : variables) {
            Set<Slot.Bound> others = new LinkedHashSet<>(variables);
            others.remove(variable);
            Optional<Slot> equal = Deltas.equalTo(variable, simple.get());
            if (equal.isPresent()) {
                Monomial rest = simple.get().times(Monomial.of(Deltas.of(variable, equal.get()), -1));
                return deltas.substituted(rest, variable, equal.get())
                        .map(m -> reduced(others, m))
                        .orElse(Polynomial.ZERO);
            }
            Optional<Polynomial> factor = factorOf(variable, simple.get());
            if (factor.isPresent()) {
                return factor.get().times(reduced(others, without(simple.get(), variable)), budget);
            }
        }
        return moments(variables, simple.get());
    }

    /** The sum over one variable where its factors are ones whose sum is known. */
    private Optional<Polynomial> factorOf(Slot.Bound variable, Monomial monomial) {
        Monomial inside = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : monomial.powers().entrySet()) {
            if (power.getKey().mentions(variable)) {
                inside = inside.times(Monomial.of(power.getKey(), power.getValue()));
            }
        }
        if (inside.powers().isEmpty()) {
            return Optional.of(size(variable.dimension()));
        }
        if (isExponential(inside)) {
            return Optional.of(Polynomial.of(partition(variable, inside)));
        }
        boolean isTarget = inside.powers().size() == 1
                && inside.powers().keySet().iterator().next() instanceof Generator.Atom atom
                && atom.symbol().role == Symbol.Role.TARGET
                && atom.slots().get(atom.slots().size() - 1).equals(variable)
                && inside.power(atom) == 1;
        return isTarget && setting.target() != null ? Optional.of(Polynomial.ONE) : Optional.empty();
    }

    private static Monomial without(Monomial monomial, Slot.Bound variable) {
        Monomial rest = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : monomial.powers().entrySet()) {
            if (!power.getKey().mentions(variable)) {
                rest = rest.times(Monomial.of(power.getKey(), power.getValue()));
            }
        }
        return rest;
    }

    private Polynomial moments(Set<Slot.Bound> variables, Monomial monomial) {
        Polynomial product = Polynomial.ONE;
        Set<Slot.Bound> left = new LinkedHashSet<>(variables);
        Monomial rest = monomial;
        while (!left.isEmpty()) {
            Set<Slot.Bound> together =
                    new LinkedHashSet<>(Set.of(left.iterator().next()));
            Monomial part = connected(together, left, rest);
            left.removeAll(together);
            rest = rest.times(part.power(-1));
            product = product.times(Polynomial.of(Moments.canonical(together, part, budget)), budget);
        }
        return product.times(Polynomial.of(rest, Rational.ONE), budget);
    }

    /** Grows {@code together} by all variables that share a factor with it, and gives the factors. */
    private static Monomial connected(Set<Slot.Bound> together, Set<Slot.Bound> candidates, Monomial monomial) {
        while (true) {
            Monomial part = Monomial.ONE;
            for (Map.Entry<Generator, Integer> power : monomial.powers().entrySet()) {
                if (together.stream().anyMatch(power.getKey()::mentions)) {
                    part = part.times(Monomial.of(power.getKey(), power.getValue()));
                }
            }
            Monomial factors = part;
            List<Slot.Bound> more = candidates.stream()
                    .filter(v -> !together.contains(v) && factors.mentions(v))
                    .toList();
            if (more.isEmpty()) {
                return part;
            }
            together.addAll(more);
        }
    }

    private Monomial rename(Monomial monomial, Map<Slot, Slot> slots) {
        budget.spend(monomial.powers().size());
        return Moments.renamed(monomial, slots, setting);
    }

    static List<Slot.Bound> inDimension(Collection<Slot.Bound> variables, Dimension dimension) {
        return new ArrayList<>(
                variables.stream().filter(v -> v.dimension() == dimension).toList());
    }
}
