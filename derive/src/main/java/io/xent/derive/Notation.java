package io.xent.derive;

import io.xent.derive.Expression.Addition;
import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Cases;
import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Expression.Negation;
import io.xent.derive.Expression.Power;
import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import io.xent.derive.Expression.Transpose;
import io.xent.derive.Expression.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes formulas. What is common to all notations is here: where brackets are needed, so that a reader takes it the way it is meant;
 * how each piece looks is said by the notation.
 */
abstract class Notation {

    /** Where a formula stands; each place takes what the later ones take, and more. */
    enum Place {
        /** By itself or in brackets. */
        ALONE,
        /** Between plus and minus. */
        TERM,
        /** Between the signs of a product. */
        SIGNED,
        /** Side by side with others. */
        FACTOR,
        /** What carries a power or an index. */
        BASE
    }

    /** The formula by itself. */
    final String write(Expression expression) {
        return write(expression, Place.ALONE, true);
    }

    /**
     * The formula in a place.
     *
     * @param isLast whether nothing follows that a sum or a logarithm without brackets could be taken to include
     */
    final String write(Expression expression, Place place, boolean isLast) {
        Place needed = widest(expression);
        boolean runsOn = !isLast && runsOn(expression);
        return place.compareTo(needed) > 0 || runsOn
                ? brackets(decorated(expression, plain(expression, true)))
                : decorated(expression, plain(expression, isLast));
    }

    /** The text of a part, with anything that a notation wants around it. */
    String decorated(Expression expression, String text) {
        return text;
    }

    /** The last place that the formula fits without brackets. */
    private Place widest(Expression expression) {
        if (expression instanceof Addition) {
            return Place.ALONE;
        }
        if (expression instanceof Negation
                || expression instanceof Literal literal && literal.value().signum() < 0) {
            return Place.TERM;
        }
        if (expression instanceof Quotient) {
            return fractionPlace();
        }
        if (expression instanceof Literal literal && !isDecimal(literal.value())) {
            return fractionPlace();
        }
        if (expression instanceof Product product) {
            return product.sign() == Sign.BESIDE ? Place.SIGNED : Place.TERM;
        }
        if (expression instanceof Sum
                || expression instanceof Power
                || expression instanceof Transpose
                || expression instanceof Derivative
                || expression instanceof Indicator
                || isFlat(expression)) {
            return Place.FACTOR;
        }
        return Place.BASE;
    }

    private static boolean isFlat(Expression expression) {
        return expression instanceof Call call
                && (call.function() == Function.EXP
                        || call.function() == Function.LOG
                        || call.function() == Function.ONE_HOT);
    }

    /** Whether it takes in what comes after it. */
    private static boolean runsOn(Expression expression) {
        if (expression instanceof Product product) {
            return runsOn(product.factors().get(product.factors().size() - 1));
        }
        return expression instanceof Sum;
    }

    private String plain(Expression expression, boolean isLast) {
        if (expression instanceof Literal literal) {
            return literal(literal.value());
        }
        if (expression instanceof Name name) {
            return name(name);
        }
        if (expression instanceof Addition addition) {
            return addition(addition);
        }
        if (expression instanceof Negation negation) {
            return minus()
                    + write(
                            negation.operand(),
                            Place.SIGNED.compareTo(widest(negation.operand())) > 0
                                            && !(negation.operand() instanceof Addition)
                                            && !(negation.operand() instanceof Negation)
                                    ? Place.TERM
                                    : Place.SIGNED,
                            isLast);
        }
        if (expression instanceof Product product) {
            return product(product, isLast);
        }
        if (expression instanceof Quotient quotient) {
            return quotient(quotient, isLast);
        }
        if (expression instanceof Sum sum) {
            return sum(sum);
        }
        if (expression instanceof Call call) {
            return call(call, isLast);
        }
        return scripted(expression);
    }

    private String scripted(Expression expression) {
        if (expression instanceof Power power) {
            return power(write(power.base(), Place.BASE, false), power.exponent());
        }
        if (expression instanceof Transpose transpose) {
            return transpose(write(transpose.of(), Place.BASE, false));
        }
        if (expression instanceof Component component) {
            return component(write(component.of(), Place.BASE, false), component.indices());
        }
        if (expression instanceof Derivative derivative) {
            return derivative(derivative);
        }
        if (expression instanceof Tuple tuple) {
            return tuple(tuple.elements().stream().map(this::write).toList());
        }
        if (expression instanceof Indicator indicator) {
            return indicator(indicator);
        }
        Cases cases = (Cases) expression;
        return cases(cases.branches());
    }

    private String addition(Addition addition) {
        StringBuilder text = new StringBuilder();
        for (Expression term : addition.terms()) {
            if (text.isEmpty()) {
                text.append(write(term, Place.TERM, true));
            } else if (term instanceof Negation negation) {
                boolean isDouble = negation.operand() instanceof Negation;
                text.append(binary("-")).append(write(negation.operand(), isDouble ? Place.SIGNED : Place.TERM, true));
            } else {
                text.append(binary("+")).append(write(term, term instanceof Literal ? Place.SIGNED : Place.TERM, true));
            }
        }
        return text.toString();
    }

    private String product(Product product, boolean isLast) {
        List<String> factors = new ArrayList<>();
        List<Expression> parts = product.factors();
        boolean isBeside = product.sign() == Sign.BESIDE;
        for (int i = 0; i < parts.size(); i++) {
            Place place = isBeside ? Place.FACTOR : Place.SIGNED;
            factors.add(write(parts.get(i), place, isLast && i == parts.size() - 1));
        }
        return joined(factors, product.sign());
    }

    private String call(Call call, boolean isLast) {
        Expression argument = call.argument();
        return switch (call.function()) {
            case EXP -> exponential(argument);
            case LOG -> logarithm(argument, isLast);
            case ONE_HOT ->
                argument instanceof Name name
                        ? unit(new Index(name.name(), name.indices(), name.span()))
                        : called("onehot", write(argument));
            case SOFTMAX -> called("softmax", argument instanceof Name name ? row(name) : write(argument));
            case LOG_SUM_EXP -> called("logsumexp", write(argument));
            case DIAG -> called("diag", write(argument));
            case TOTAL -> called("sum", write(argument));
            case SQRT -> root(argument);
        };
    }

    private String logarithm(Expression argument, boolean isLast) {
        boolean isBare = isLast && (argument instanceof Name || argument instanceof Sum);
        return isBare ? called("log ", write(argument)) : called("log", write(argument));
    }

    private String literal(Rational value) {
        if (!isDecimal(value)) {
            return fraction(value);
        }
        String digits = decimal(value.signum() < 0 ? value.negated() : value);
        return value.signum() < 0 ? minus() + number(digits) : number(digits);
    }

    private String fraction(Rational value) {
        Rational positive = value.signum() < 0 ? value.negated() : value;
        String text = fraction(
                number(positive.numerator().toString()),
                number(positive.denominator().toString()));
        return value.signum() < 0 ? minus() + text : text;
    }

    private static boolean isDecimal(Rational value) {
        BigInteger rest = value.denominator();
        for (BigInteger prime : List.of(BigInteger.TWO, BigInteger.valueOf(5))) {
            while (rest.mod(prime).signum() == 0) {
                rest = rest.divide(prime);
            }
        }
        return rest.equals(BigInteger.ONE);
    }

    private static String decimal(Rational value) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()))
                .toPlainString();
    }

    abstract Place fractionPlace();

    abstract String number(String digits);

    abstract String name(Name name);

    /** A name whose one index says which row of a batch it is. */
    abstract String row(Name name);

    abstract String brackets(String inside);

    abstract String minus();

    /** Plus or minus between terms. */
    abstract String binary(String sign);

    abstract String joined(List<String> factors, Sign sign);

    abstract String fraction(String numerator, String denominator);

    abstract String quotient(Quotient quotient, boolean isLast);

    abstract String power(String base, Expression exponent);

    abstract String transpose(String base);

    abstract String component(String base, List<Index> indices);

    abstract String exponential(Expression exponent);

    /** A function and its argument, in brackets unless the name ends in a space. */
    abstract String called(String function, String argument);

    abstract String root(Expression argument);

    /** The unit vector of a class. */
    abstract String unit(Index hot);

    abstract String sum(Sum sum);

    abstract String derivative(Derivative derivative);

    abstract String tuple(List<String> elements);

    abstract String indicator(Indicator indicator);

    abstract String cases(List<Branch> branches);
}
