package io.xent.derive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions evaluated as they are written, in doubles, sums as loops and derivatives as differences: knows nothing of terms, canonical forms or the
 * judge. For formulas in z, p = softmax(z), y and whole numbers, by components.
 */
final class PlainEvaluation {
    private static final double STEP = 1e-5;

    private final double[] z;
    private final double[] y;
    private final Map<String, Integer> at = new HashMap<>();

    PlainEvaluation(double[] z, double[] y) {
        this.z = z.clone();
        this.y = y.clone();
    }

    PlainEvaluation with(String letter, int member) {
        at.put(letter, member);
        return this;
    }

    double of(Expression e) {
        if (e instanceof Expression.Literal literal) {
            return literal.value().toDouble();
        } else if (e instanceof Expression.Name name) {
            return named(name);
        } else if (e instanceof Expression.Addition addition) {
            return addition.terms().stream().mapToDouble(this::of).sum();
        } else if (e instanceof Expression.Negation negation) {
            return -of(negation.operand());
        } else if (e instanceof Expression.Product product) {
            return product.factors().stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
        } else if (e instanceof Expression.Quotient quotient) {
            return of(quotient.numerator()) / of(quotient.denominator());
        } else if (e instanceof Expression.Power power) {
            return Math.pow(of(power.base()), of(power.exponent()));
        } else if (e instanceof Expression.Call call) {
            double value = of(call.argument());
            return call.function() == Expression.Function.EXP ? Math.exp(value) : Math.log(value);
        } else if (e instanceof Expression.Sum sum) {
            return sum(sum);
        } else if (e instanceof Expression.Indicator indicator) {
            return indicator.conditions().stream().allMatch(this::holds) ? 1 : 0;
        } else if (e instanceof Expression.Derivative derivative) {
            return derivative(derivative);
        }
        throw new IllegalArgumentException(e.toString());
    }

    private double named(Expression.Name name) {
        int index = at.get(name.indices().get(0).text());
        return switch (name.name()) {
            case "z" -> z[index];
            case "y" -> y[index];
            case "p" -> {
                double total = 0;
                for (double logit : z) {
                    total += Math.exp(logit);
                }
                yield Math.exp(z[index]) / total;
            }
            default -> throw new IllegalArgumentException(name.name());
        };
    }

    private double sum(Expression.Sum sum) {
        Integer hidden = at.get(sum.index().text());
        List<Integer> without = sum.range().without().stream()
                .map(index -> at.get(index.text()))
                .toList();
        double total = 0;
        for (int member = 0; member < z.length; member++) {
            at.put(sum.index().text(), member);
            if (!without.contains(member)) {
                total += of(sum.body());
            }
        }
        at.remove(sum.index().text());
        if (hidden != null) {
            at.put(sum.index().text(), hidden);
        }
        return total;
    }

    private boolean holds(Condition condition) {
        if (condition instanceof Condition.Same same) {
            return at.get(same.left().text()).equals(at.get(same.right().text()));
        }
        Condition.Different different = (Condition.Different) condition;
        return !at.get(different.left().text()).equals(at.get(different.right().text()));
    }

    private double derivative(Expression.Derivative derivative) {
        int index = at.get(derivative.variable().indices().get(0).text());
        double middle = z[index];
        z[index] = middle + STEP;
        double above = of(derivative.of());
        z[index] = middle - STEP;
        double below = of(derivative.of());
        z[index] = middle;
        return (above - below) / (2 * STEP);
    }
}
