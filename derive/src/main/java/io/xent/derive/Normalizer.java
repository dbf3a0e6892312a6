package io.xent.derive;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings terms to a canonical form: a quotient of polynomials in e^{z_k/T}, Z, log Z, the undefined symbols and moments, by rewriting that holds
 * for every number of classes. Equal forms are therefore equal numbers wherever both sides have a value; {@code docs/maths.md} has the argument.
 *
 * <p>What the form cannot hold throws {@link Beyond}.
 */
final class Normalizer {
    private static final int LARGEST_EXPONENT = 64;

    private final Setting setting;
    private final Budget budget;
    private final Summation summation;
    private final Deltas deltas;
    private final Exponentials exponentials;
    private final Map<Slot, Slot> members = new HashMap<>();

    Normalizer(Setting setting, Budget budget) {
        this.setting = setting;
        this.budget = budget;
        this.summation = new Summation(setting, budget);
        this.deltas = new Deltas(setting);
        this.exponentials = new Exponentials(budget);
    }

    Fraction of(Term term) {
        budget.spend(1);
        if (term instanceof Term.Constant constant) {
            return Fraction.of(Polynomial.of(constant.value()));
        } else if (term instanceof Term.Component component) {
            return ofComponent(component);
        } else if (term instanceof Term.Plus plus) {
            Fraction sum = Fraction.ZERO;
            for (Term part : plus.terms()) {
                sum = sum.plus(of(part), budget);
            }
            return sum;
        } else if (term instanceof Term.Times product) {
            return ofProduct(product.factors());
        } else if (term instanceof Term.Power power) {
            return ofPower(power);
        } else if (term instanceof Term.Exp exp) {
            return exponentials.exponential(of(exp.of()));
        } else if (term instanceof Term.Log log) {
            return Fraction.of(exponentials.logarithm(of(log.of())));
        } else if (term instanceof Term.Sum sum) {
            return ofSum(sum);
        } else if (term instanceof Term.Same same) {
            return Fraction.of(deltas.value(resolve(same.left()), resolve(same.right())));
        } else if (term instanceof Term.Equals equals) {
            return ofEquals(equals);
        }
        throw new IllegalStateException(term.toString());
    }

    private Slot resolve(Slot slot) {
        Slot inner = slot;
        if (slot instanceof Slot.Label label && label.row().isPresent()) {
            Slot row = label.row().get();
            inner = slot.with(row, resolve(row));
        }
        return setting.resolve(members.getOrDefault(inner, inner));
    }

    private Fraction ofComponent(Term.Component component) {
        Symbol symbol = component.symbol();
        Rational value = setting.values().get(symbol.name);
        if (value != null) {
            return Fraction.of(Polynomial.of(value));
        }
        if (symbol.role == Symbol.Role.SIZE) {
            return Fraction.of(summation.size(symbol.dimensions.get(0)));
        }
        Term meaning = symbol.comparableAt(component.slots());
        if (meaning != null) {
            return of(meaning);
        }
        List<Slot> slots = component.slots().stream().map(this::resolve).toList();
        if (symbol.role == Symbol.Role.TARGET && setting.isOneHot()) {
            return Fraction.of(deltas.value(slots.get(slots.size() - 1), resolve(Symbol.labelOf(slots))));
        }
        if (symbol.role == Symbol.Role.TARGET
                && !setting.targetValues().isEmpty()
                && slots.get(slots.size() - 1) instanceof Slot.Fixed member) {
            return Fraction.of(Polynomial.of(setting.targetValues().get(member.number() - 1)));
        }
        return Fraction.of(Polynomial.of(new Generator.Atom(symbol, slots)));
    }

    private Fraction ofProduct(List<Term> factors) {
        Fraction product = Fraction.ONE;
        for (Term factor : factors) {
            product = product.times(of(factor), budget);
            if (product.numerator().isZero()) {
                return Fraction.ZERO;
            }
        }
        return product;
    }

    private Fraction ofPower(Term.Power power) {
        Fraction exponent = of(power.exponent());
        Optional<Rational> constant = constant(exponent);
        if (constant.isPresent() && constant.get().isWhole()) {
            BigInteger whole = constant.get().numerator();
            if (whole.abs().compareTo(BigInteger.valueOf(LARGEST_EXPONENT)) > 0) {
                throw new Beyond("an exponent beyond " + LARGEST_EXPONENT);
            }
            Fraction base = of(power.base());
            if (whole.signum() < 0) {
                requireDivisor(base.numerator());
            }
            return base.power(whole.intValue(), budget);
        }
        Fraction logarithm = Fraction.of(exponentials.logarithm(of(power.base())));
        return exponentials.exponential(logarithm.times(exponent, budget));
    }

    /** A Kronecker delta of summed variables cannot be divided by: it is 0 for some of them. */
    private static void requireDivisor(Polynomial divisor) {
        for (Monomial monomial : divisor.terms().keySet()) {
            for (Generator generator : monomial.powers().keySet()) {
                if (generator instanceof Generator.Delta) {
                    throw new Beyond("a division by what is 0 for some classes");
                }
            }
        }
    }

    private static Optional<Rational> constant(Fraction fraction) {
        if (fraction.numerator().isZero()) {
            return Optional.of(Rational.ZERO);
        }
        if (!fraction.denominator().equals(Polynomial.ONE)
                || !fraction.numerator().isMonomial()) {
            return Optional.empty();
        }
        return Optional.ofNullable(fraction.numerator().terms().get(Monomial.ONE));
    }

    private Fraction ofSum(Term.Sum sum) {
        Optional<Term> collapsed = DeltaSum.collapsed(sum, budget);
        if (collapsed.isPresent()) {
            return of(collapsed.get());
        }
        Dimension dimension = sum.variable().dimension();
        if (!setting.sizes().containsKey(dimension)) {
            return summation.over(sum.variable(), of(sum.body()));
        }
        Optional<Fraction> whole = partition(sum);
        if (whole.isPresent()) {
            return whole.get();
        }
        Fraction total = Fraction.ZERO;
        for (Slot member : setting.members(dimension)) {
            members.put(sum.variable(), member);
            total = total.plus(of(sum.body()), budget);
        }
        members.remove(sum.variable());
        return total;
    }

    /** Z stays one quantity where the number of classes is fixed, so that log Z is the same whoever writes it. */
    private Optional<Fraction> partition(Term.Sum sum) {
        try {
            Fraction body = of(sum.body());
            if (body.denominator().equals(Polynomial.ONE) && body.numerator().isMonomial()) {
                return summation.partition(sum.variable(), body.numerator()).map(Fraction::of);
            }
            return Optional.empty();
        } catch (Beyond e) {
            return Optional.empty();
        }
    }

    private Fraction ofEquals(Term.Equals equals) {
        Fraction value = of(equals.of());
        Optional<Rational> constant = constant(value);
        if (constant.isPresent()) {
            return constant.get().equals(equals.value()) ? Fraction.ONE : Fraction.ZERO;
        }
        boolean isZeroOrOne = value.numerator().terms().keySet().stream()
                .allMatch(m ->
                        m.powers().size() == 1 && m.powers().keySet().iterator().next() instanceof Generator.Delta);
        if (!isZeroOrOne
                || !value.numerator().isMonomial()
                || !value.denominator().equals(Polynomial.ONE)) {
            throw new Beyond("a condition on a value");
        }
        if (equals.value().isOne()) {
            return value;
        }
        return equals.value().isZero() ? Fraction.of(Polynomial.ONE.minus(value.numerator(), budget)) : Fraction.ZERO;
    }
}
