package io.xent.derive;

import static io.xent.derive.Term.minus;
import static io.xent.derive.Term.plus;
import static io.xent.derive.Term.sum;
import static io.xent.derive.Term.times;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Partial derivatives of terms with respect to one component of a symbol. Symbols with a definition are differentiated through it, except the
 * variable itself: ∂L/∂p_k takes p as free, ∂L/∂z_k goes through p.
 */
final class Differentiation {
    private final Term.Component variable;
    private final Budget budget;
    private final Map<Symbol, Boolean> dependence = new HashMap<>();

    Differentiation(Term.Component variable, Budget budget) {
        this.variable = variable;
        this.budget = budget;
    }

    Term of(Term term) {
        budget.spend(1);
        if (term instanceof Term.Component component) {
            return ofComponent(component);
        } else if (term instanceof Term.Plus plus) {
            return plus(plus.terms().stream().map(this::of).toArray(Term[]::new));
        } else if (term instanceof Term.Times product) {
            return ofProduct(product.factors());
        } else if (term instanceof Term.Power power) {
            return ofPower(power);
        } else if (term instanceof Term.Exp exp) {
            return times(exp, of(exp.of()));
        } else if (term instanceof Term.Log log) {
            return times(of(log.of()), Term.inverse(log.of()));
        } else if (term instanceof Term.Sum sum) {
            return sum(sum.variable(), of(sum.body()));
        }
        return Term.ZERO;
    }

    private Term ofComponent(Term.Component component) {
        if (component.symbol() == variable.symbol()) {
            List<Term> same = new ArrayList<>();
            for (int s = 0; s < variable.slots().size(); s++) {
                Slot left = component.slots().get(s);
                Slot right = variable.slots().get(s);
                same.add(left.equals(right) ? Term.ONE : new Term.Same(left, right));
            }
            return times(same.toArray(Term[]::new));
        }
        return depends(component) ? of(component.symbol().definitionAt(component.slots())) : Term.ZERO;
    }

    private Term ofProduct(List<Term> factors) {
        List<Term> terms = new ArrayList<>();
        for (int f = 0; f < factors.size(); f++) {
            budget.spend(factors.size());
            Term derivative = of(factors.get(f));
            if (!derivative.equals(Term.ZERO)) {
                List<Term> others = new ArrayList<>(factors);
                others.set(f, derivative);
                terms.add(times(others.toArray(Term[]::new)));
            }
        }
        return plus(terms.toArray(Term[]::new));
    }

    /** d f^g = g f^(g−1) df + f^g log f dg. */
    private Term ofPower(Term.Power power) {
        Term base = of(power.base());
        Term exponent = of(power.exponent());
        Term less = power.exponent() instanceof Term.Constant constant
                ? new Term.Constant(constant.value().minus(Rational.ONE))
                : plus(power.exponent(), minus(Term.ONE));
        return plus(
                times(power.exponent(), new Term.Power(power.base(), less), base),
                exponent.equals(Term.ZERO) ? Term.ZERO : times(power, new Term.Log(power.base()), exponent));
    }

    private boolean depends(Term term) {
        budget.spend(1);
        if (term instanceof Term.Component component) {
            Symbol symbol = component.symbol();
            if (symbol == variable.symbol()) {
                return true;
            }
            if (!symbol.isDefined()) {
                return false;
            }
            Boolean known = dependence.get(symbol);
            if (known == null) {
                known = depends(symbol.definitionAt(component.slots()));
                dependence.put(symbol, known);
            }
            return known;
        } else if (term instanceof Term.Plus plus) {
            return plus.terms().stream().anyMatch(this::depends);
        } else if (term instanceof Term.Times product) {
            return product.factors().stream().anyMatch(this::depends);
        } else if (term instanceof Term.Power power) {
            return depends(power.base()) || depends(power.exponent());
        } else if (term instanceof Term.Exp exp) {
            return depends(exp.of());
        } else if (term instanceof Term.Log log) {
            return depends(log.of());
        } else if (term instanceof Term.Sum sum) {
            return depends(sum.body());
        }
        return false;
    }
}
