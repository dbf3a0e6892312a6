package io.xent.derive;

import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import java.util.List;

/** Formulas in LaTeX with amsmath, as they stand inside of {@code $…$} or {@code align}. */
public final class Latex extends Notation {

    private static final Latex NOTATION = new Latex();

    private Latex() {}

    /** The formula in LaTeX; reading it gives an equal formula. */
    public static String of(Expression expression) {
        return NOTATION.write(expression);
    }

    @Override
    Place fractionPlace() {
        return Place.FACTOR;
    }

    @Override
    String number(String digits) {
        return digits;
    }

    @Override
    String name(Name name) {
        Lettering letters = Lettering.of(name.name());
        String base = letters(letters);
        String indices = list(name.indices());
        if (!letters.label().isEmpty()) {
            return base + "_{\\text{" + letters.label() + "}" + (indices.isEmpty() ? "" : ", " + indices) + "}";
        }
        return base + (indices.isEmpty() ? "" : subscript(indices));
    }

    private static String letters(Lettering letters) {
        String command = Spelling.command(letters.base());
        String base = letters.base().equals("1")
                ? "\\mathbf{1}"
                : command != null
                        ? "\\" + command
                        : letters.base().length() > 1 ? "\\mathrm{" + letters.base() + "}" : letters.base();
        String accented = switch (letters.accent()) {
            case '\u0302' -> "\\hat{" + base + "}";
            case '\u0304' -> "\\bar{" + base + "}";
            case '\u0303' -> "\\tilde{" + base + "}";
            case '\u0307' -> "\\dot{" + base + "}";
            default -> base;
        };
        return accented + "'".repeat(letters.primes());
    }

    private static String subscript(String indices) {
        return indices.length() == 1 ? "_" + indices : "_{" + indices + "}";
    }

    @Override
    boolean isLetter(Index index) {
        return super.isLetter(index) && Spelling.command(index.text()) == null;
    }

    @Override
    String index(Index index) {
        String letters = index.isNumber() ? index.text() : letters(Lettering.of(index.text()));
        return index.indices().isEmpty() ? letters : letters + subscript(list(index.indices()));
    }

    @Override
    String row(Name name) {
        return name.indices().size() == 1
                ? name(new Name(name.name(), List.of(), name.span())) + "^{(" + list(name.indices()) + ")}"
                : name(name);
    }

    @Override
    String brackets(String inside) {
        return "\\left(" + inside + "\\right)";
    }

    @Override
    String minus() {
        return "-";
    }

    @Override
    String binary(String sign) {
        return " " + sign + " ";
    }

    @Override
    String comma() {
        return ", ";
    }

    @Override
    String relation(String sign) {
        return sign.equals("=") ? " = " : " \\neq ";
    }

    @Override
    String joined(List<String> factors, Sign sign) {
        return String.join(
                switch (sign) {
                    case BESIDE -> " ";
                    case DOT -> " \\cdot ";
                    case STAR -> " \\times ";
                    case ELEMENTWISE -> " \\odot ";
                    case OUTER -> " \\otimes ";
                },
                factors);
    }

    @Override
    String fraction(String numerator, String denominator) {
        return "\\frac{" + numerator + "}{" + denominator + "}";
    }

    @Override
    String quotient(Quotient quotient, boolean isLast) {
        return fraction(write(quotient.numerator()), write(quotient.denominator()));
    }

    @Override
    String power(String base, Expression exponent) {
        boolean isTime = exponent instanceof Name name
                && name.name().equals("T")
                && name.indices().isEmpty();
        String text = write(exponent);
        return base + "^{" + (isTime || text.startsWith("\\left(") ? "{" + text + "}" : text) + "}";
    }

    @Override
    String transpose(String base) {
        return base + "^\\top";
    }

    @Override
    String component(String base, List<Index> indices) {
        return base + subscript(list(indices));
    }

    @Override
    String exponential(Expression exponent) {
        return "e^{" + write(exponent) + "}";
    }

    @Override
    String called(String function, String argument) {
        if (function.endsWith(" ")) {
            return "\\" + function + argument;
        }
        String command = function.equals("log") ? "\\log" : "\\operatorname{" + function + "}";
        return command + brackets(argument);
    }

    @Override
    String root(Expression argument) {
        return "\\sqrt{" + write(argument) + "}";
    }

    @Override
    String unit(Index hot) {
        return "e" + subscript(index(hot));
    }

    @Override
    String sum(Sum sum) {
        String above = sum.range().to().map(to -> "^{" + index(to) + "}").orElse("");
        return "\\sum_{" + below(sum, "=", " \\neq ") + "}" + above + " " + write(sum.body(), Place.TERM, true);
    }

    @Override
    String derivative(Derivative derivative) {
        Expression of = derivative.of();
        if (of instanceof Derivative inner && !(inner.of() instanceof Derivative)) {
            return fraction(
                    "\\partial^2 " + write(inner.of(), Place.BASE, false),
                    "\\partial " + name(derivative.variable()) + " \\partial " + name(inner.variable()));
        }
        return fraction("\\partial " + write(of, Place.FACTOR, true), "\\partial " + name(derivative.variable()));
    }

    @Override
    String indicator(Indicator indicator) {
        List<Condition> conditions = indicator.conditions();
        if (conditions.size() == 1
                && conditions.get(0) instanceof Condition.Same same
                && same.left().indices().isEmpty()
                && same.right().indices().isEmpty()) {
            return "\\delta_{" + list(List.of(same.left(), same.right())) + "}";
        }
        return "\\left[" + conditions(conditions) + "\\right]";
    }

    @Override
    String cases(List<Branch> branches) {
        List<String> rows = branches.stream()
                .map(branch -> write(branch.value())
                        + (branch.conditions().isEmpty()
                                ? " & \\text{otherwise}"
                                : " & \\text{if } " + conditions(branch.conditions())))
                .toList();
        return "\\begin{cases} " + String.join(" \\\\ ", rows) + " \\end{cases}";
    }
}
