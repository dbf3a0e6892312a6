package io.xent.derive;

import io.xent.derive.Expression.Addition;
import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Cases;
import io.xent.derive.Expression.Component;
import io.xent.derive.Expression.Derivative;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Writes formulas. What is common to all notations is here: where brackets are needed, so that a reader takes it the way it is meant;
 * how each piece looks is said by the notation.
 */
abstract class Notation {

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
        Place needed = Place.widest(expression, fractionPlace());
        boolean runsOn = !isLast && runsOn(expression);
        return place.compareTo(needed) > 0 || runsOn
                ? brackets(decorated(expression, plain(expression, true)))
                : decorated(expression, plain(expression, isLast));
    }

    /** The text of a part, with anything that a notation wants around it. */
    String decorated(Expression expression, String text) {
        return text;
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
            return negation(negation, isLast);
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

    /** A product with a sign needs no brackets after a minus, nor does a fraction: it is negated whichever way it is read. */
    private String negation(Negation negation, boolean isLast) {
        Expression operand = negation.operand();
        boolean isProduct = Place.widest(operand, fractionPlace()) == Place.TERM && !(operand instanceof Negation);
        return minus() + write(operand, isProduct ? Place.TERM : Place.SIGNED, isLast);
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
            return tuple(tuple.elements());
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
        if (value.signum() < 0) {
            return minus() + literal(value.negated());
        }
        return value.isDecimal()
                ? number(value.toDecimal())
                : fraction(
                        number(value.numerator().toString()),
                        number(value.denominator().toString()));
    }

    /** Indices side by side where each is a letter by itself, else with commas. */
    final String list(List<Index> indices) {
        return String.join(
                indices.stream().allMatch(this::isLetter) ? "" : indexComma(),
                indices.stream().map(this::index).toList());
    }

    /** Whether it can stand beside others with nothing between them. */
    boolean isLetter(Index index) {
        return index.text().length() == 1
                && !index.isNumber()
                && index.indices().isEmpty();
    }

    /** Between indices that are no letters. */
    String indexComma() {
        return comma();
    }

    private String tuple(List<Expression> elements) {
        return brackets(String.join(comma(), elements.stream().map(this::write).toList()));
    }

    /** What stands below the sign of a sum, with these signs for equal and not equal. */
    final String below(Sum sum, String equal, String unequal) {
        String index = index(sum.index());
        List<String> below = new ArrayList<>();
        sum.range().from().ifPresent(from -> below.add(index + equal + index(from)));
        sum.range().without().forEach(other -> below.add(index + unequal + index(other)));
        return below.isEmpty() ? index : String.join(comma(), below);
    }

    /** Conditions with commas between them. */
    final String conditions(List<Condition> conditions) {
        return String.join(comma(), conditions.stream().map(this::condition).toList());
    }

    /** A condition in signs. */
    final String condition(Condition condition) {
        if (condition instanceof Condition.Same same) {
            return index(same.left()) + relation("=") + index(same.right());
        }
        if (condition instanceof Condition.Different different) {
            return index(different.left()) + relation("≠") + index(different.right());
        }
        Condition.Value value = (Condition.Value) condition;
        return name(value.name()) + relation("=") + literal(value.value());
    }

    abstract Place fractionPlace();

    abstract String number(String digits);

    abstract String name(Name name);

    abstract String index(Index index);

    /** Between the parts of a list. */
    abstract String comma();

    /** = or ≠ between indices. */
    abstract String relation(String sign);

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

    abstract String indicator(Indicator indicator);

    abstract String cases(List<Branch> branches);
}
