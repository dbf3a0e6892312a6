package io.xent.derive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes to how vectors and matrices are multiplied: a transpose, the order, the sign of the product. */
final class VectorEdits {
    private final Names names;

    VectorEdits(Names names) {
        this.names = names;
    }

    void add(Expression expression, List<Edit> edits) {
        if (expression instanceof Expression.Transpose transpose) {
            edits.add(Edit.of(transpose, transpose.of(), "the transpose is too much", 1));
        } else if (isArray(expression) && !(expression instanceof Expression.Product)) {
            edits.add(Edit.of(expression, transposed(expression), "a transpose is missing", 1));
        }
        if (expression instanceof Expression.Product product
                && product.factors().stream().anyMatch(this::isArray)) {
            product(product, edits);
        }
    }

    private void product(Expression.Product product, List<Edit> edits) {
        for (Expression.Sign sign :
                List.of(Expression.Sign.BESIDE, Expression.Sign.ELEMENTWISE, Expression.Sign.OUTER)) {
            if (sign != product.sign()) {
                edits.add(Edit.of(
                        product, new Expression.Product(product.factors(), sign, product.span()), named(sign), 1));
            }
        }
        jacobian(product, edits);
        if (product.factors().size() != 2) {
            return;
        }
        List<Expression> swapped = new ArrayList<>(product.factors());
        Collections.reverse(swapped);
        edits.add(matrixProduct(
                product,
                List.of(transposed(swapped.get(0)), swapped.get(1)),
                "the matrix product with the transpose is meant",
                2));
        edits.add(matrixProduct(product, swapped, "the factors of a matrix product stand the other way round", 2));
        edits.add(matrixProduct(
                product,
                List.of(transposed(swapped.get(0)), transposed(swapped.get(1))),
                "the whole product should be transposed",
                2));
        edits.add(matrixProduct(
                product,
                List.of(swapped.get(0), transposed(swapped.get(1))),
                "the whole product should be transposed",
                2));
        edits.add(matrixProduct(
                product,
                List.of(product.factors().get(0), transposed(product.factors().get(1))),
                "the outer product, with the second transposed, is meant",
                2));
    }

    /** p ⊙ (1 − p), the Jacobian's diagonal, where the whole Jacobian diag(p) − p pᵀ is needed. */
    private void jacobian(Expression.Product product, List<Edit> edits) {
        for (Expression factor : product.factors()) {
            if (factor instanceof Expression.Name p && names.isProbabilities(p.name())) {
                List<Expression> others = new ArrayList<>(product.factors());
                others.remove(p);
                if (others.size() > 1 && others.removeIf(other -> isOneMinus(other, p))) {
                    Expression rest = others.size() == 1
                            ? others.get(0)
                            : new Expression.Product(others, product.sign(), product.span());
                    Expression whole = new Expression.Product(
                            List.of(jacobianOf(p), rest), Expression.Sign.BESIDE, product.span());
                    edits.add(Edit.of(product, whole, "the whole Jacobian is needed, not only its diagonal", 3));
                }
            }
        }
    }

    private static boolean isOneMinus(Expression expression, Expression.Name p) {
        return expression instanceof Expression.Addition addition
                && addition.terms().size() == 2
                && addition.terms().get(0) instanceof Expression.Literal one
                && one.value().isOne()
                && addition.terms().get(1) instanceof Expression.Negation negation
                && negation.operand().equals(p);
    }

    private static Expression jacobianOf(Expression.Name p) {
        Expression diagonal = new Expression.Call(Expression.Function.DIAG, p, Span.NONE);
        Expression outer = new Expression.Product(
                List.of(p, new Expression.Transpose(p, Span.NONE)), Expression.Sign.BESIDE, Span.NONE);
        return new Expression.Addition(List.of(diagonal, new Expression.Negation(outer, Span.NONE)), Span.NONE);
    }

    private static Edit matrixProduct(Expression.Product product, List<Expression> factors, String message, int size) {
        return Edit.of(product, new Expression.Product(factors, Expression.Sign.BESIDE, product.span()), message, size);
    }

    private static String named(Expression.Sign sign) {
        return switch (sign) {
            case BESIDE -> "the matrix product is meant, which sums";
            case ELEMENTWISE -> "the product component by component is meant";
            default -> "the outer product is meant";
        };
    }

    private static Expression transposed(Expression expression) {
        return expression instanceof Expression.Transpose transpose
                ? transpose.of()
                : new Expression.Transpose(expression, expression.span());
    }

    /** Whether this is a vector or a matrix as far as its names tell. */
    private boolean isArray(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return names.isArray(name);
        } else if (expression instanceof Expression.Derivative derivative) {
            return isArray(derivative.of()) || isArray(derivative.variable());
        } else if (expression instanceof Expression.Component || expression instanceof Expression.Literal) {
            return false;
        } else if (expression instanceof Expression.Call call) {
            boolean isNumber =
                    call.function() == Expression.Function.TOTAL || call.function() == Expression.Function.LOG_SUM_EXP;
            return !isNumber && isArray(call.argument());
        }
        return expression.children().stream().anyMatch(this::isArray);
    }
}
