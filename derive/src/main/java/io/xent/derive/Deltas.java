package io.xent.derive;

import java.util.Map;
import java.util.Optional;

/** Kronecker deltas in canonical forms: what they are for points, and how they take away what they compare. */
final class Deltas {
    private final Setting setting;

    Deltas(Setting setting) {
        this.setting = setting;
    }

    /** δ² = δ; a row has one true class, so [i = t_n][j = t_n] is 0 for different i and j; and beside [i = t_n], t_n is i. */
    Optional<Monomial> withoutRepeated(Monomial monomial) {
        Monomial result = monomial;
        for (Generator generator : monomial.powers().keySet()) {
            if (generator instanceof Generator.Delta delta) {
                int power = result.power(delta);
                if (power == 0) {
                    continue;
                }
                if (power < 0) {
                    throw new Beyond("a division by what is 0 for some classes");
                }
                Monomial rest = result.times(Monomial.of(delta, -power));
                Optional<Monomial> substituted = Optional.of(rest);
                if (delta.left() instanceof Slot.Label && !(delta.right() instanceof Slot.Bound)) {
                    substituted = substituted(rest, delta.left(), delta.right());
                } else if (delta.right() instanceof Slot.Label && !(delta.left() instanceof Slot.Bound)) {
                    substituted = substituted(rest, delta.right(), delta.left());
                }
                if (substituted.isEmpty()) {
                    return Optional.empty();
                }
                result = substituted.get().times(Monomial.of(delta, 1));
            }
        }
        return Optional.of(result);
    }

    static Optional<Slot> equalTo(Slot.Bound variable, Monomial monomial) {
        for (Generator generator : monomial.powers().keySet()) {
            if (generator instanceof Generator.Delta delta) {
                if (delta.left().equals(variable)) {
                    return Optional.of(delta.right());
                }
                if (delta.right().equals(variable)) {
                    return Optional.of(delta.left());
                }
            }
        }
        return Optional.empty();
    }

    static Generator of(Slot variable, Slot equal) {
        boolean inOrder = variable.toString().compareTo(equal.toString()) <= 0;
        return inOrder ? new Generator.Delta(variable, equal) : new Generator.Delta(equal, variable);
    }

    /** The monomial with one slot replaced; empty if a delta in it became 0. */
    Optional<Monomial> substituted(Monomial monomial, Slot old, Slot replacement) {
        Monomial renamed = Moments.renamed(monomial, Map.of(old, replacement), setting);
        Monomial result = Monomial.ONE;
        for (Map.Entry<Generator, Integer> power : renamed.powers().entrySet()) {
            if (power.getKey() instanceof Generator.Delta delta) {
                Polynomial value = value(setting.resolve(delta.left()), setting.resolve(delta.right()));
                if (value.isZero()) {
                    return Optional.empty();
                }
                if (!value.equals(Polynomial.ONE)) {
                    result = result.times(value.terms().keySet().iterator().next());
                }
            } else {
                result = result.times(Monomial.of(power.getKey(), power.getValue()));
            }
        }
        return Optional.of(result);
    }

    /** A Kronecker delta: 0 or 1 where both slots are points, as different points are kept apart by the setting. */
    Polynomial value(Slot left, Slot right) {
        if (left.equals(right)) {
            return Polynomial.ONE;
        }
        if (left.isPoint() && right.isPoint()) {
            return Polynomial.ZERO;
        }
        boolean inOrder = left.toString().compareTo(right.toString()) <= 0;
        return Polynomial.of(inOrder ? new Generator.Delta(left, right) : new Generator.Delta(right, left));
    }
}
