package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns expressions into terms: looks up names, gives every index its dimension, and writes products of vectors out in components. */
final class Lowering {
    private final Names names;
    private final Set<String> open;
    private final Budget budget;
    private final List<Report.Lint> lints;
    private final Products products;
    private final Slots slots;
    private final Conditions conditions;
    private final Calls calls;
    private final Derivatives derivatives;

    /**
     * Lowers formulas of a chain.
     *
     * @param open the letters that the chain's left side leaves open
     * @param lints takes the remarks
     */
    Lowering(Names names, Set<String> open, Budget budget, List<Report.Lint> lints) {
        this.names = names;
        this.open = open;
        this.budget = budget;
        this.lints = lints;
        this.products = new Products(budget, lints);
        this.slots = new Slots(names);
        this.conditions = new Conditions(this, names, slots);
        this.calls = new Calls(this, slots, products);
        this.derivatives = new Derivatives(names, slots, budget);
    }

    Tensor lower(Expression expression, Scope scope) {
        budget.spend(1);
        if (expression instanceof Expression.Literal literal) {
            return Tensor.number(new Term.Constant(literal.value()));
        } else if (expression instanceof Expression.Name name) {
            return lowerName(name, scope);
        } else if (expression instanceof Expression.Component component) {
            return lowerComponent(component, scope);
        } else if (expression instanceof Expression.Tuple tuple) {
            return lowerTuple(tuple, scope);
        } else if (expression instanceof Expression.Addition addition) {
            return lowerAddition(addition, scope);
        } else if (expression instanceof Expression.Negation negation) {
            Tensor operand = lower(negation.operand(), scope);
            return mapped(operand, Term::minus);
        } else if (expression instanceof Expression.Product product) {
            return lowerProduct(product, scope);
        } else if (expression instanceof Expression.Quotient quotient) {
            Tensor denominator = lower(quotient.denominator(), scope);
            return products.elementwise(
                    lower(quotient.numerator(), scope), mapped(denominator, Term::inverse), quotient.span());
        } else if (expression instanceof Expression.Power power) {
            return lowerPower(power, scope);
        } else if (expression instanceof Expression.Call call) {
            return calls.of(call, scope);
        } else if (expression instanceof Expression.Transpose transpose) {
            return lower(transpose.of(), scope).transposed();
        } else if (expression instanceof Expression.Sum sum) {
            return lowerSum(sum, scope);
        } else if (expression instanceof Expression.Indicator indicator) {
            return Tensor.number(conditions.all(indicator.conditions(), scope));
        } else if (expression instanceof Expression.Cases cases) {
            return lowerCases(cases, scope);
        } else if (expression instanceof Expression.Derivative derivative) {
            return derivatives.of(derivative, lower(derivative.of(), scope), scope);
        }
        throw new IllegalStateException(expression.toString());
    }

    static Tensor mapped(Tensor tensor, java.util.function.UnaryOperator<Term> function) {
        return new Tensor(tensor.rows(), tensor.columns(), (row, column) -> function.apply(tensor.at(row, column)));
    }

    private Tensor lowerName(Expression.Name name, Scope scope) {
        if (name.indices().isEmpty()) {
            Optional<Tensor> constant = constant(name, scope);
            if (constant.isPresent()) {
                return constant.get();
            }
        }
        Symbol symbol = names.symbol(name);
        int given = name.indices().size();
        int missing = symbol.role == Symbol.Role.SIZE ? 0 : symbol.dimensions.size() - given;
        List<Slot> at = slots.of(name, symbol, scope);
        if (missing == 0) {
            return Tensor.number(new Term.Component(symbol, at));
        }
        Dimension first = symbol.dimensions.get(given);
        if (missing == 2) {
            return new Tensor(
                    first, symbol.dimensions.get(given + 1), (row, column) -> component(symbol, at, row, column));
        }
        return isRowOfMatrix(name)
                ? new Tensor(null, first, (row, column) -> component(symbol, at, column))
                : new Tensor(first, null, (row, column) -> component(symbol, at, row));
    }

    /** W_i is a row of W; z_n and w_i are columns, as vectors are. */
    static boolean isRowOfMatrix(Expression.Name name) {
        return !name.indices().isEmpty() && Character.isUpperCase(name.name().charAt(0));
    }

    static Term component(Symbol symbol, List<Slot> slots, Slot... more) {
        List<Slot> all = new ArrayList<>(slots);
        all.addAll(List.of(more));
        return new Term.Component(symbol, all);
    }

    private Optional<Tensor> constant(Expression.Name name, Scope scope) {
        if (scope.get(name.name()) != null) {
            throw new Unreadable(name.name() + " is an index here, not a number", name.span());
        }
        return switch (name.name()) {
            case "1" -> Optional.of(new Tensor(Dimension.CLASS, null, (row, column) -> Term.ONE));
            case "I" ->
                names.isKnown("I")
                        ? Optional.empty()
                        : Optional.of(new Tensor(Dimension.CLASS, Dimension.CLASS, Term::same));
            case "e" -> names.isKnown("e") ? Optional.empty() : Optional.of(Tensor.number(new Term.Exp(Term.ONE)));
            default -> Optional.empty();
        };
    }

    private Tensor lowerComponent(Expression.Component component, Scope scope) {
        Tensor of = lower(component.of(), scope);
        List<Index> indices = component.indices();
        if (of.isVector() && indices.size() == 1) {
            return Tensor.number(of.at(slots.slot(indices.get(0), of.dimension(), scope)));
        }
        if (of.isMatrix() && indices.size() == 2) {
            return Tensor.number(of.at(
                    slots.slot(indices.get(0), of.rows(), scope), slots.slot(indices.get(1), of.columns(), scope)));
        }
        if (of.isMatrix() && indices.size() == 1) {
            Slot fixed = slots.slot(indices.get(0), of.rows(), scope);
            return new Tensor(null, of.columns(), (row, column) -> of.at(fixed, column));
        }
        throw new Unreadable("this is " + of.shape() + " and has no component " + indices, component.span());
    }

    private Tensor lowerTuple(Expression.Tuple tuple, Scope scope) {
        List<Term> elements = tuple.elements().stream()
                .map(element -> requireNumber(lower(element, scope), element).term())
                .toList();
        return new Tensor(Dimension.CLASS, null, (row, column) -> {
            Term[] terms = new Term[elements.size()];
            for (int c = 0; c < terms.length; c++) {
                terms[c] = Term.times(elements.get(c), Term.same(row, new Slot.Fixed(c + 1, Dimension.CLASS)));
            }
            return Term.plus(terms);
        });
    }

    static Tensor requireNumber(Tensor tensor, Expression expression) {
        if (!tensor.isNumber()) {
            throw new Unreadable("a number is expected here, this is " + tensor.shape(), expression.span());
        }
        return tensor;
    }

    private Tensor lowerAddition(Expression.Addition addition, Scope scope) {
        Tensor sum = null;
        for (Expression part : addition.terms()) {
            Tensor term = lower(part, scope);
            requireOneKind(sum, term, part.span());
            sum = sum == null ? term : products.zipped(sum, term, Term::plus, part.span());
        }
        return sum;
    }

    /** A number may be added to every component, 1 − p; but p_i − y mixes one component with a whole vector. */
    private void requireOneKind(Tensor sum, Tensor term, Span span) {
        if (sum == null || sum.isNumber() == term.isNumber()) {
            return;
        }
        Tensor number = sum.isNumber() ? sum : term;
        Tensor array = sum.isNumber() ? term : sum;
        for (Slot point : Points.of(number.term(), budget)) {
            if (point instanceof Slot.Free
                    && (point.dimension() == array.rows() || point.dimension() == array.columns())) {
                throw new Unreadable(
                        "a component, with the index " + point + ", and " + array.shape()
                                + " cannot be added; give both an index or none",
                        span);
            }
        }
    }

    private Tensor lowerProduct(Expression.Product product, Scope scope) {
        Tensor result = null;
        for (Expression part : product.factors()) {
            Tensor factor = lower(part, scope);
            result = result == null ? factor : products.of(result, factor, product.sign(), product.span());
        }
        return result;
    }

    private Tensor lowerPower(Expression.Power power, Scope scope) {
        Tensor base = lower(power.base(), scope);
        Tensor exponent = requireNumber(lower(power.exponent(), scope), power.exponent());
        if (base.isMatrix()) {
            throw new Unreadable("a power of a matrix is not understood", power.span());
        }
        return mapped(base, term -> new Term.Power(term, exponent.term()));
    }

    private Tensor lowerSum(Expression.Sum sum, Scope scope) {
        Index index = sum.index();
        if (index.isNumber() || !index.indices().isEmpty()) {
            throw new Unreadable("a sum needs a letter to run over", index.span());
        }
        Dimension dimension = names.indexDimensions().of(sum, scope);
        if (scope.get(index.text()) != null || open.contains(index.text())) {
            lints.add(new Report.Lint(
                    "the sum over " + index + " hides the " + index + " outside; another letter would be clearer",
                    index.span()));
        }
        Slot.Bound variable = budget.variable(dimension);
        Tensor body = lower(sum.body(), scope.with(index.text(), variable));
        List<Term> factors = new ArrayList<>();
        for (Index without : sum.range().without()) {
            factors.add(Term.different(variable, slots.slot(without, dimension, scope)));
        }
        names.indexDimensions()
                .leftOut(sum.range())
                .forEach(number -> factors.add(Term.different(variable, new Slot.Fixed(number, dimension))));
        Term inRange = Term.times(factors.toArray(Term[]::new));
        return mapped(body, term -> Term.sum(variable, Term.times(inRange, term)));
    }

    /** A condition under which a line is said, or that an assumption states. */
    Equality.Relation relation(Condition condition, Scope scope) {
        return conditions.relation(condition, scope);
    }

    private Tensor lowerCases(Expression.Cases cases, Scope scope) {
        Tensor sum = null;
        Term open = Term.ONE;
        for (Expression.Branch branch : cases.branches()) {
            Term holds = conditions.all(branch.conditions(), scope);
            Term factor = Term.times(open, holds);
            Tensor value = mapped(lower(branch.value(), scope), term -> Term.times(factor, term));
            sum = sum == null
                    ? value
                    : products.zipped(sum, value, Term::plus, branch.value().span());
            open = Term.times(open, Term.plus(Term.ONE, Term.minus(holds)));
        }
        if (!Conditions.isComplete(cases.branches())) {
            throw new Unreadable("these cases leave something open; add one for \"otherwise\"", cases.span());
        }
        return sum;
    }
}
