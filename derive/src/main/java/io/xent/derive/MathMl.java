package io.xent.derive;

import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import java.util.ArrayList;
import java.util.List;

/** Formulas in MathML Core, which browsers draw without any script. */
public final class MathMl extends Notation {

    private static final MathMl NOTATION = new MathMl();

    private MathMl() {}

    /** A {@code math} element in a line of text. */
    public static String of(Expression expression) {
        return "<math>" + NOTATION.write(expression) + "</math>";
    }

    /**
     * A {@code math} element in which one part, found by its place in the text, is set apart as {@code <mrow class="mark">}.
     *
     * @param isMarked whether a part is the one
     */
    public static String of(Expression expression, java.util.function.Predicate<Expression> isMarked) {
        return "<math display=\"block\">" + new MathMl().marking(isMarked).write(expression) + "</math>";
    }

    private java.util.function.Predicate<Expression> marked = part -> false;

    private MathMl marking(java.util.function.Predicate<Expression> isMarked) {
        marked = isMarked;
        return this;
    }

    @Override
    String decorated(Expression expression, String text) {
        return marked.test(expression) ? "<mrow class=\"mark\">" + text + "</mrow>" : text;
    }

    private static String row(String... parts) {
        return "<mrow>" + String.join("", parts) + "</mrow>";
    }

    private static String sign(String sign) {
        return "<mo>" + sign + "</mo>";
    }

    private static String identifier(String letters) {
        return "<mi>" + letters + "</mi>";
    }

    @Override
    Place fractionPlace() {
        return Place.FACTOR;
    }

    @Override
    String number(String digits) {
        return "<mn>" + digits + "</mn>";
    }

    @Override
    String name(Name name) {
        Lettering letters = Lettering.of(name.name());
        List<String> below = new ArrayList<>();
        if (!letters.label().isEmpty()) {
            below.add("<mtext>" + letters.label() + "</mtext>");
        }
        String indices = list(name.indices());
        if (!indices.isEmpty()) {
            below.add(indices);
        }
        String base = letters(letters);
        return below.isEmpty() ? base : subscript(base, String.join(sign(","), below));
    }

    private static String letters(Lettering letters) {
        String base = letters.base().equals("1") ? "<mn mathvariant=\"bold\">1</mn>" : identifier(letters.base());
        String accent = switch (letters.accent()) {
            case '\u0302' -> "^";
            case '\u0304' -> "¯";
            case '\u0303' -> "~";
            case '\u0307' -> "˙";
            default -> "";
        };
        String accented = accent.isEmpty() ? base : "<mover accent=\"true\">" + base + sign(accent) + "</mover>";
        return letters.primes() == 0 ? accented : "<msup>" + accented + sign("′".repeat(letters.primes())) + "</msup>";
    }

    private static String subscript(String base, String indices) {
        return "<msub>" + base + row(indices) + "</msub>";
    }

    @Override
    String index(Index index) {
        String letters = index.isNumber() ? "<mn>" + index.text() + "</mn>" : letters(Lettering.of(index.text()));
        return index.indices().isEmpty() ? letters : subscript(letters, list(index.indices()));
    }

    @Override
    String row(Name name) {
        return name.indices().size() == 1
                ? "<msup>" + name(new Name(name.name(), List.of(), name.span())) + brackets(list(name.indices()))
                        + "</msup>"
                : name(name);
    }

    @Override
    String brackets(String inside) {
        return row(sign("("), inside, sign(")"));
    }

    @Override
    String minus() {
        return "<mo form=\"prefix\">−</mo>";
    }

    @Override
    String binary(String sign) {
        return sign.equals("-") ? sign("−") : sign("+");
    }

    @Override
    String comma() {
        return sign(",");
    }

    @Override
    String relation(String sign) {
        return sign(sign);
    }

    @Override
    String joined(List<String> factors, Sign sign) {
        return row(String.join(
                switch (sign) {
                    case BESIDE -> sign("&#x2062;");
                    case DOT -> sign("·");
                    case STAR -> sign("×");
                    case ELEMENTWISE -> sign("⊙");
                    case OUTER -> sign("⊗");
                },
                factors));
    }

    @Override
    String fraction(String numerator, String denominator) {
        return "<mfrac>" + row(numerator) + row(denominator) + "</mfrac>";
    }

    @Override
    String quotient(Quotient quotient, boolean isLast) {
        return fraction(write(quotient.numerator()), write(quotient.denominator()));
    }

    @Override
    String power(String base, Expression exponent) {
        return "<msup>" + row(base) + row(write(exponent)) + "</msup>";
    }

    @Override
    String transpose(String base) {
        return "<msup>" + row(base) + sign("⊤") + "</msup>";
    }

    @Override
    String component(String base, List<Index> indices) {
        return subscript(row(base), list(indices));
    }

    @Override
    String exponential(Expression exponent) {
        return "<msup>" + identifier("e") + row(write(exponent)) + "</msup>";
    }

    @Override
    String called(String function, String argument) {
        String name = "<mi mathvariant=\"normal\">" + function.strip() + "</mi>" + sign("&#x2061;");
        return function.endsWith(" ")
                ? row(name, "<mspace width=\"0.17em\"/>", argument)
                : row(name, brackets(argument));
    }

    @Override
    String root(Expression argument) {
        return "<msqrt>" + write(argument) + "</msqrt>";
    }

    @Override
    String unit(Index hot) {
        return subscript(identifier("e"), index(hot));
    }

    @Override
    String sum(Sum sum) {
        String under = row(below(sum, sign("="), sign("≠")));
        String sigma = "<mo largeop=\"true\" movablelimits=\"false\">∑</mo>";
        String scripted = sum.range()
                .to()
                .map(to -> "<munderover>" + sigma + under + row(index(to)) + "</munderover>")
                .orElse("<munder>" + sigma + under + "</munder>");
        return row(scripted, write(sum.body(), Place.TERM, true));
    }

    @Override
    String derivative(Derivative derivative) {
        Expression of = derivative.of();
        String d = identifier("∂");
        if (of instanceof Derivative inner && !(inner.of() instanceof Derivative)) {
            return fraction(
                    "<msup>" + d + "<mn>2</mn></msup>" + write(inner.of(), Place.BASE, false),
                    d + name(derivative.variable()) + d + name(inner.variable()));
        }
        return fraction(d + write(of, Place.FACTOR, true), d + name(derivative.variable()));
    }

    @Override
    String indicator(Indicator indicator) {
        List<Condition> conditions = indicator.conditions();
        if (conditions.size() == 1 && conditions.get(0) instanceof Condition.Same same) {
            return subscript(identifier("δ"), list(List.of(same.left(), same.right())));
        }
        return row(sign("["), conditions(conditions), sign("]"));
    }

    @Override
    String cases(List<Branch> branches) {
        StringBuilder rows = new StringBuilder();
        for (Branch branch : branches) {
            String asked = branch.conditions().isEmpty()
                    ? "<mtext>otherwise</mtext>"
                    : "<mtext>if&#xA0;</mtext>" + conditions(branch.conditions());
            rows.append("<mtr><mtd>")
                    .append(row(write(branch.value())))
                    .append("</mtd><mtd>")
                    .append(row(asked))
                    .append("</mtd></mtr>");
        }
        return row(sign("{"), "<mtable>" + rows + "</mtable>");
    }
}
