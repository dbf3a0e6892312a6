package io.xent.derive;

import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import java.util.List;

/** Formulas in a line of Unicode, {@code −Σ_k y_k log p_k}, such as {@code xent check} also reads. */
public final class PlainText extends Notation {

    private static final PlainText NOTATION = new PlainText();

    private PlainText() {}

    /** The formula in a line; reading it gives an equal formula. */
    public static String of(Expression expression) {
        return NOTATION.write(expression);
    }

    /** A condition, {@code i ≠ j}. */
    public static String of(Condition condition) {
        return NOTATION.condition(condition);
    }

    static String subscript(List<Index> indices) {
        String text = NOTATION.list(indices);
        boolean isBare =
                indices.size() == 1 && (text.length() == 1 || indices.get(0).isNumber());
        return indices.isEmpty() ? "" : isBare ? "_" + text : "_{" + text + "}";
    }

    @Override
    String index(Index index) {
        return index.text() + subscript(index.indices());
    }

    @Override
    Place fractionPlace() {
        return Place.TERM;
    }

    @Override
    String number(String digits) {
        return digits;
    }

    @Override
    String name(Name name) {
        String letters = name.name().equals("1") ? "𝟙" : name.name().replace(Character.toString(RowLoss.MARK), "");
        return letters + subscript(name.indices());
    }

    @Override
    String row(Name name) {
        return name.indices().size() == 1 ? name.name() + "^{(" + list(name.indices()) + ")}" : name(name);
    }

    @Override
    String brackets(String inside) {
        return "(" + inside + ")";
    }

    @Override
    String minus() {
        return "−";
    }

    @Override
    String binary(String sign) {
        return sign.equals("-") ? " − " : " + ";
    }

    @Override
    String comma() {
        return ", ";
    }

    @Override
    String indexComma() {
        return ",";
    }

    @Override
    String relation(String sign) {
        return " " + sign + " ";
    }

    @Override
    String joined(List<String> factors, Sign sign) {
        return String.join(
                switch (sign) {
                    case BESIDE -> " ";
                    case DOT -> " · ";
                    case STAR -> " * ";
                    case ELEMENTWISE -> " ⊙ ";
                    case OUTER -> " ⊗ ";
                },
                factors);
    }

    @Override
    String fraction(String numerator, String denominator) {
        return numerator + "/" + denominator;
    }

    @Override
    String quotient(Quotient quotient, boolean isLast) {
        Place above = quotient.numerator() instanceof Quotient ? Place.FACTOR : Place.SIGNED;
        return write(quotient.numerator(), above, false) + "/" + write(quotient.denominator(), Place.FACTOR, isLast);
    }

    @Override
    String power(String base, Expression exponent) {
        boolean isTime = exponent instanceof Name name
                && name.name().equals("T")
                && name.indices().isEmpty();
        boolean isBare = exponent instanceof Literal literal
                && literal.value().isWhole()
                && literal.value().signum() >= 0;
        String text = write(exponent);
        return base + "^" + (isTime ? "(" + text + ")" : isBare ? text : "{" + text + "}");
    }

    @Override
    String transpose(String base) {
        return base + "ᵀ";
    }

    @Override
    String component(String base, List<Index> indices) {
        return base + subscript(indices);
    }

    @Override
    String exponential(Expression exponent) {
        return "e^{" + write(exponent) + "}";
    }

    @Override
    String called(String function, String argument) {
        return function.endsWith(" ") ? function + argument : function + "(" + argument + ")";
    }

    @Override
    String root(Expression argument) {
        return called("sqrt", write(argument));
    }

    @Override
    String unit(Index hot) {
        return "e_" + braced(index(hot));
    }

    @Override
    String sum(Sum sum) {
        String below = braced(below(sum, "=", "≠"));
        String above = sum.range().to().map(to -> "^" + braced(index(to))).orElse("");
        return "Σ_" + below + above + " " + write(sum.body(), Place.TERM, true);
    }

    /** A script of more than one character needs braces. */
    private static String braced(String script) {
        return script.length() == 1 ? script : "{" + script + "}";
    }

    @Override
    String derivative(Derivative derivative) {
        Expression of = derivative.of();
        if (of instanceof Derivative inner && !(inner.of() instanceof Derivative)) {
            return "∂²" + write(inner.of(), Place.BASE, false) + "/∂" + name(derivative.variable()) + "∂"
                    + name(inner.variable());
        }
        Place place = of instanceof Derivative ? Place.BASE : Place.FACTOR;
        return "∂" + write(of, place, false) + "/∂" + name(derivative.variable());
    }

    @Override
    String indicator(Indicator indicator) {
        List<Condition> conditions = indicator.conditions();
        if (conditions.size() == 1
                && conditions.get(0) instanceof Condition.Same same
                && isLetter(same.left())
                && isLetter(same.right())) {
            String letters = same.left().text() + same.right().text();
            return letters.matches("[A-Za-z]+") ? "δ_" + letters : "δ_{" + letters + "}";
        }
        return "[" + conditions(conditions) + "]";
    }

    @Override
    String cases(List<Branch> branches) {
        return "{"
                + String.join(
                        "; ",
                        branches.stream()
                                .map(branch -> write(branch.value())
                                        + (branch.conditions().isEmpty()
                                                ? " otherwise"
                                                : " if " + conditions(branch.conditions())))
                                .toList())
                + "}";
    }
}
