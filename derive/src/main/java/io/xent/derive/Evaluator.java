package io.xent.derive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates terms as they stand, sums as loops. A factor that an index condition makes 0 makes the product 0 whatever the others are, as they are
 * only written for where it holds.
 *
 * @param <V> the numbers
 */
final class Evaluator<V> {
    private final Arithmetic<V> arithmetic;
    private final Assignment assignment;
    private final Budget budget;
    private final Map<Slot, Integer> variables = new HashMap<>();
    private final Map<Symbol, Map<List<Integer>, V>> known = new HashMap<>();

    Evaluator(Arithmetic<V> arithmetic, Assignment assignment, Budget budget) {
        this.arithmetic = arithmetic;
        this.assignment = assignment;
        this.budget = budget;
    }

    V of(Term term) {
        budget.spend(1);
        if (term instanceof Term.Constant constant) {
            return arithmetic.of(constant.value());
        } else if (term instanceof Term.Component component) {
            return ofComponent(component);
        } else if (term instanceof Term.Plus plus) {
            V sum = of(plus.terms().get(0));
            for (Term part : plus.terms().subList(1, plus.terms().size())) {
                sum = arithmetic.plus(sum, of(part));
            }
            return sum;
        } else if (term instanceof Term.Times product) {
            return ofProduct(product.factors());
        } else if (term instanceof Term.Power power) {
            return ofPower(power);
        } else if (term instanceof Term.Exp exp) {
            return arithmetic.exp(of(exp.of()));
        } else if (term instanceof Term.Log log) {
            return arithmetic.log(of(log.of()));
        } else if (term instanceof Term.Sum sum) {
            return ofSum(sum);
        } else if (term instanceof Term.Same same) {
            return arithmetic.of(member(same.left()) == member(same.right()) ? Rational.ONE : Rational.ZERO);
        } else if (term instanceof Term.Equals equals) {
            return ofEquals(equals);
        }
        throw new IllegalStateException(term.toString());
    }

    private int member(Slot slot) {
        Integer variable = variables.get(slot);
        if (variable != null) {
            return variable;
        }
        if (slot instanceof Slot.Label label && label.row().isPresent()) {
            Slot row = new Slot.Fixed(member(label.row().get()), Dimension.ROW);
            return assignment.member(new Slot.Label(Optional.of(row)));
        }
        return assignment.member(slot);
    }

    private V ofComponent(Term.Component component) {
        Symbol symbol = component.symbol();
        if (symbol.role == Symbol.Role.SIZE) {
            return arithmetic.of(Rational.of(assignment.size(symbol.dimensions.get(0))));
        }
        List<Integer> at = component.slots().stream().map(this::member).toList();
        Map<List<Integer>, V> values = known.computeIfAbsent(symbol, s -> new HashMap<>());
        V value = values.get(at);
        if (value == null) {
            Term meaning = symbol.computableAt(component.slots());
            value = meaning != null ? of(meaning) : chosen(assignment.value(symbol, at));
            values.put(at, value);
        }
        return value;
    }

    private V chosen(Assignment.Chosen chosen) {
        V factor = arithmetic.of(chosen.factor());
        return chosen.logarithmOf() == 0
                ? factor
                : arithmetic.times(factor, arithmetic.log(arithmetic.of(Rational.of(chosen.logarithmOf()))));
    }

    private V ofProduct(List<Term> factors) {
        for (Term factor : factors) {
            if (isCondition(factor) && Rational.ZERO.equals(arithmetic.constant(of(factor)))) {
                return arithmetic.of(Rational.ZERO);
            }
        }
        V product = of(factors.get(0));
        for (Term factor : factors.subList(1, factors.size())) {
            product = arithmetic.times(product, of(factor));
        }
        return product;
    }

    private static boolean isCondition(Term term) {
        if (term instanceof Term.Plus plus) {
            return plus.terms().stream().allMatch(Evaluator::isCondition);
        } else if (term instanceof Term.Times product) {
            return product.factors().stream().allMatch(Evaluator::isCondition);
        }
        return term instanceof Term.Same || term instanceof Term.Equals || term instanceof Term.Constant;
    }

    private V ofPower(Term.Power power) {
        V exponent = of(power.exponent());
        Rational constant = arithmetic.constant(exponent);
        if (constant == null || !constant.isWhole() || constant.numerator().bitLength() > 7) {
            return arithmetic.root(of(power.base()), exponent);
        }
        int whole = constant.numerator().intValue();
        V base = whole < 0 ? arithmetic.inverse(of(power.base())) : of(power.base());
        V product = arithmetic.of(Rational.ONE);
        for (int e = 0; e < Math.abs(whole); e++) {
            budget.spend(1);
            product = arithmetic.times(product, base);
        }
        return product;
    }

    private V ofSum(Term.Sum sum) {
        V total = arithmetic.of(Rational.ZERO);
        for (int member = 1; member <= assignment.size(sum.variable().dimension()); member++) {
            variables.put(sum.variable(), member);
            total = arithmetic.plus(total, of(sum.body()));
        }
        variables.remove(sum.variable());
        return total;
    }

    private V ofEquals(Term.Equals equals) {
        Rational value = arithmetic.constant(of(equals.of()));
        return arithmetic.of(equals.value().equals(value) ? Rational.ONE : Rational.ZERO);
    }
}
