package io.xent.derive;

import io.xent.derive.Expression.Addition;
import io.xent.derive.Expression.Call;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Function;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Negation;
import io.xent.derive.Expression.Power;
import io.xent.derive.Expression.Product;
import io.xent.derive.Expression.Quotient;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import io.xent.derive.Expression.Transpose;

/** Where a formula stands in another; each place takes what the later ones take, and more. */
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
    BASE;

    /**
     * The last place that a formula fits without brackets.
     *
     * @param ofFractions that of fractions, which depends on how these are written
     */
    static Place widest(Expression expression, Place ofFractions) {
        if (expression instanceof Addition) {
            return ALONE;
        }
        if (expression instanceof Negation
                || expression instanceof Literal literal && literal.value().signum() < 0) {
            return TERM;
        }
        if (expression instanceof Quotient
                || expression instanceof Literal literal && !literal.value().isDecimal()) {
            return ofFractions;
        }
        if (expression instanceof Product product) {
            return product.sign() == Sign.BESIDE ? SIGNED : TERM;
        }
        if (expression instanceof Sum
                || expression instanceof Power
                || expression instanceof Transpose
                || expression instanceof Derivative
                || expression instanceof Indicator
                || isFlat(expression)) {
            return FACTOR;
        }
        return BASE;
    }

    private static boolean isFlat(Expression expression) {
        return expression instanceof Call call
                && (call.function() == Function.EXP
                        || call.function() == Function.LOG
                        || call.function() == Function.ONE_HOT);
    }
}
