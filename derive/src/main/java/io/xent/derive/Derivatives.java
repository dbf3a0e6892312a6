package io.xent.derive;

import java.util.List;

/** Derivatives by a component, a vector or a matrix, each component taken by itself. */
final class Derivatives {
    private final Names names;
    private final Slots slots;
    private final Budget budget;

    Derivatives(Names names, Slots slots, Budget budget) {
        this.names = names;
        this.slots = slots;
        this.budget = budget;
    }

    /** The derivative of what {@code of} is. */
    Tensor of(Expression.Derivative derivative, Tensor of, Scope scope) {
        Expression.Name name = derivative.variable();
        Symbol variable = names.symbol(name);
        List<Slot> slots = this.slots.of(name, variable, scope);
        List<Dimension> open = variable.role == Symbol.Role.SIZE
                ? List.of()
                : variable.dimensions.subList(slots.size(), variable.dimensions.size());
        if (open.isEmpty()) {
            return Lowering.mapped(of, term -> derivative(term, variable, slots));
        }
        if (of.isNumber() && open.size() == 2) {
            return new Tensor(
                    open.get(0), open.get(1), (row, column) -> derivative(of.term(), variable, slots, row, column));
        }
        if (of.isNumber() && Lowering.isRowOfMatrix(name)) {
            return new Tensor(null, open.get(0), (row, column) -> derivative(of.term(), variable, slots, column));
        }
        if (of.isNumber()) {
            return new Tensor(open.get(0), null, (row, column) -> derivative(of.term(), variable, slots, row));
        }
        if (of.isVector() && open.size() == 1) {
            return new Tensor(
                    of.dimension(), open.get(0), (row, column) -> derivative(of.at(row), variable, slots, column));
        }
        throw new Unreadable(
                "the derivative of " + of.shape() + " by a matrix has more than two indices; write it by components",
                derivative.span());
    }

    private Term derivative(Term of, Symbol variable, List<Slot> slots, Slot... more) {
        Term.Component by = (Term.Component) Lowering.component(variable, slots, more);
        return new Differentiation(by, budget).of(of);
    }
}
