package io.xent.derive;

import java.util.List;
import java.util.function.BinaryOperator;

/** Products and sums of numbers, vectors and matrices, written out in components. */
final class Products {
    private final Budget budget;
    private final List<Report.Lint> lints;

    Products(Budget budget, List<Report.Lint> lints) {
        this.budget = budget;
        this.lints = lints;
    }

    Tensor of(Tensor left, Tensor right, Expression.Sign sign, Span span) {
        if (left.isNumber() || right.isNumber()) {
            return elementwise(left, right, span);
        }
        return switch (sign) {
            case ELEMENTWISE -> elementwise(left, right, span);
            case OUTER -> outer(left, right, span);
            case STAR -> left.hasShapeOf(right) ? elementwise(left, right, span) : contracted(left, right, span);
            case DOT, BESIDE ->
                left.isVector() && left.hasShapeOf(right)
                        ? likeVectors(left, right, sign, span)
                        : contracted(left, right, span);
        };
    }

    private Tensor likeVectors(Tensor left, Tensor right, Expression.Sign sign, Span span) {
        if (sign == Expression.Sign.DOT) {
            return contracted(
                    left.isColumn() ? left.transposed() : left, right.isRow() ? right.transposed() : right, span);
        }
        lints.add(new Report.Lint(
                "two vectors side by side are multiplied component by component here; ⊙ says so", span));
        return elementwise(left, right, span);
    }

    private Tensor outer(Tensor left, Tensor right, Span span) {
        if (!left.isVector() || !right.isVector()) {
            throw new Unreadable("⊗ needs two vectors, here are " + left.shape() + " and " + right.shape(), span);
        }
        return new Tensor(
                left.dimension(), right.dimension(), (row, column) -> Term.times(left.at(row), right.at(column)));
    }

    /** The matrix product: columns of the left against rows of the right. */
    private Tensor contracted(Tensor left, Tensor right, Span span) {
        if (left.columns() == null && right.rows() == null) {
            return outer(left, right, span);
        }
        if (left.columns() == null || left.columns() != right.rows()) {
            throw new Unreadable(doNotFit(left, right), span);
        }
        return new Tensor(left.rows(), right.columns(), (row, column) -> {
            Slot.Bound over = budget.variable(left.columns());
            return Term.sum(over, Term.times(left.at(row, over), right.at(over, column)));
        });
    }

    private static String doNotFit(Tensor left, Tensor right) {
        String shapes = left.shape() + " times " + right.shape() + " does not fit";
        if (left.isColumn() && right.isColumn()) {
            return shapes + "; transpose one of them";
        }
        boolean transposedFits = left.rows() != null && left.rows() == right.rows();
        return transposedFits ? shapes + "; transpose the first" : shapes;
    }

    Tensor elementwise(Tensor left, Tensor right, Span span) {
        return zipped(left, right, Term::times, span);
    }

    /** Component by component; a number goes with every component, a vector with every row or column of a matrix that it fits. */
    Tensor zipped(Tensor left, Tensor right, BinaryOperator<Term> operation, Span span) {
        if (right.isNumber()) {
            return Lowering.mapped(left, term -> operation.apply(term, right.term()));
        }
        if (left.isNumber()) {
            return Lowering.mapped(right, term -> operation.apply(left.term(), term));
        }
        boolean rowsFit = left.rows() == null || right.rows() == null || left.rows() == right.rows();
        boolean columnsFit = left.columns() == null || right.columns() == null || left.columns() == right.columns();
        boolean areCrossed = left.isVector() && right.isVector() && !left.hasShapeOf(right);
        if (!rowsFit || !columnsFit || areCrossed) {
            throw new Unreadable(
                    left.shape() + " and " + right.shape() + " do not go together component by component", span);
        }
        return new Tensor(
                left.rows() != null ? left.rows() : right.rows(),
                left.columns() != null ? left.columns() : right.columns(),
                (row, column) -> operation.apply(
                        left.at(left.rows() == null ? null : row, left.columns() == null ? null : column),
                        right.at(right.rows() == null ? null : row, right.columns() == null ? null : column)));
    }

    /** The sum over a vector's components, or over each row of a matrix. */
    Tensor total(Tensor of, Span span) {
        if (of.isNumber()) {
            throw new Unreadable(
                    "a vector is expected here, this is a number; for a sum over an index write sum_k", span);
        }
        if (of.isVector()) {
            Slot.Bound over = budget.variable(of.dimension());
            return Tensor.number(Term.sum(over, of.at(over)));
        }
        return new Tensor(of.rows(), null, (row, column) -> {
            Slot.Bound over = budget.variable(of.columns());
            return Term.sum(over, of.at(row, over));
        });
    }

    /** The sum over all components. */
    Tensor everything(Tensor of, Span span) {
        Tensor total = total(of, span);
        return total.isNumber() ? total : total(total, span);
    }
}
