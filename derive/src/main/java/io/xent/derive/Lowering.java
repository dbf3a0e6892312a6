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
            return lowerCall(call, scope);
        } else if (expression instanceof Expression.Transpose transpose) {
            return lower(transpose.of(), scope).transposed();
        } else if (expression instanceof Expression.Sum sum) {
            return lowerSum(sum, scope);
        } else if (expression instanceof Expression.Indicator indicator) {
            return Tensor.number(all(indicator.conditions(), scope));
        } else if (expression instanceof Expression.Cases cases) {
            return lowerCases(cases, scope);
        } else if (expression instanceof Expression.Derivative derivative) {
            return lowerDerivative(derivative, scope);
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
        if (missing < 0) {
            throw new Unreadable(name.name() + " has " + indexCount(symbol) + " here, not " + given, name.span());
        }
        List<Slot> slots = slots(name, symbol, scope);
        if (missing == 0) {
            return Tensor.number(new Term.Component(symbol, slots));
        }
        Dimension first = symbol.dimensions.get(given);
        if (missing == 2) {
            return new Tensor(
                    first, symbol.dimensions.get(given + 1), (row, column) -> component(symbol, slots, row, column));
        }
        return isRowOfMatrix(name)
                ? new Tensor(null, first, (row, column) -> component(symbol, slots, column))
                : new Tensor(first, null, (row, column) -> component(symbol, slots, row));
    }

    /** W_i is a row of W; z_n and w_i are columns, as vectors are. */
    private static boolean isRowOfMatrix(Expression.Name name) {
        return !name.indices().isEmpty() && Character.isUpperCase(name.name().charAt(0));
    }

    private static String indexCount(Symbol symbol) {
        int count = symbol.role == Symbol.Role.SIZE ? 0 : symbol.dimensions.size();
        return count == 0 ? "no index" : count == 1 ? "one index" : count + " indices";
    }

    private static Term component(Symbol symbol, List<Slot> slots, Slot... more) {
        List<Slot> all = new ArrayList<>(slots);
        all.addAll(List.of(more));
        return new Term.Component(symbol, all);
    }

    private List<Slot> slots(Expression.Name name, Symbol symbol, Scope scope) {
        List<Slot> slots = new ArrayList<>();
        for (int s = 0; s < name.indices().size(); s++) {
            slots.add(slot(name.indices().get(s), symbol.dimensions.get(s), scope));
        }
        return slots;
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
                        : Optional.of(new Tensor(Dimension.CLASS, Dimension.CLASS, Lowering::same));
            case "e" -> names.isKnown("e") ? Optional.empty() : Optional.of(Tensor.number(new Term.Exp(Term.ONE)));
            default -> Optional.empty();
        };
    }

    private static Term same(Slot left, Slot right) {
        return left.equals(right) ? Term.ONE : new Term.Same(left, right);
    }

    /** What an index stands for: a number, what a sum or a definition binds it to, the true class, or any member of the dimension. */
    Slot slot(Index index, Dimension dimension, Scope scope) {
        if (index.isNumber()) {
            return new Slot.Fixed(number(index), dimension);
        }
        Slot bound = index.indices().isEmpty() ? scope.get(index.text()) : null;
        if (bound != null) {
            if (bound.dimension() != dimension) {
                throw new Unreadable(
                        index + " counts " + bound.dimension().word + "s, but stands where a " + dimension.word
                                + " is expected",
                        index.span());
            }
            return bound;
        }
        if (dimension == Dimension.CLASS && names.isLabel(index.text())) {
            return new Slot.Label(index.indices().stream().findFirst().map(row -> slot(row, Dimension.ROW, scope)));
        }
        if (!index.indices().isEmpty()) {
            throw new Unreadable(index + " is an index of an index; only the true class, t_n, can be", index.span());
        }
        return new Slot.Free(index.text(), dimension);
    }

    static int number(Index index) {
        if (index.text().length() > 6) {
            throw new Unreadable("the index " + index.text() + " is too large", index.span());
        }
        int number = Integer.parseInt(index.text());
        if (number == 0) {
            throw new Unreadable("indices count from 1", index.span());
        }
        return number;
    }

    private Tensor lowerComponent(Expression.Component component, Scope scope) {
        Tensor of = lower(component.of(), scope);
        List<Index> indices = component.indices();
        if (of.isVector() && indices.size() == 1) {
            return Tensor.number(of.at(slot(indices.get(0), of.dimension(), scope)));
        }
        if (of.isMatrix() && indices.size() == 2) {
            return Tensor.number(
                    of.at(slot(indices.get(0), of.rows(), scope), slot(indices.get(1), of.columns(), scope)));
        }
        if (of.isMatrix() && indices.size() == 1) {
            Slot fixed = slot(indices.get(0), of.rows(), scope);
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
                terms[c] = Term.times(elements.get(c), same(row, new Slot.Fixed(c + 1, Dimension.CLASS)));
            }
            return Term.plus(terms);
        });
    }

    private static Tensor requireNumber(Tensor tensor, Expression expression) {
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

    private Tensor lowerCall(Expression.Call call, Scope scope) {
        if (call.function() == Expression.Function.ONE_HOT) {
            return lowerOneHot(call, scope);
        }
        Tensor of = lower(call.argument(), scope);
        return switch (call.function()) {
            case EXP -> mapped(of, Term.Exp::new);
            case LOG -> mapped(of, Term.Log::new);
            case SQRT -> mapped(of, term -> new Term.Power(term, new Term.Constant(Rational.of(1, 2))));
            case SOFTMAX -> softmax(of, call.span());
            case LOG_SUM_EXP -> mapped(products.total(mapped(of, Term.Exp::new), call.span()), Term.Log::new);
            case TOTAL -> products.everything(of, call.span());
            case DIAG -> diagonal(of, call.span());
            case ONE_HOT -> throw new IllegalStateException();
        };
    }

    /** Along the classes: a vector's components, or each row of a matrix. */
    private Tensor softmax(Tensor logits, Span span) {
        Tensor exponentials = mapped(logits, Term.Exp::new);
        Tensor total = products.total(exponentials, span);
        return new Tensor(
                logits.rows(),
                logits.columns(),
                (row, column) -> Term.times(
                        exponentials.at(row, column),
                        Term.inverse(logits.isMatrix() ? total.at(row, null) : total.term())));
    }

    private static Tensor diagonal(Tensor vector, Span span) {
        if (!vector.isVector()) {
            throw new Unreadable("diag needs a vector, this is " + vector.shape(), span);
        }
        return new Tensor(
                vector.dimension(), vector.dimension(), (row, column) -> Term.times(same(row, column), vector.at(row)));
    }

    private Tensor lowerOneHot(Expression.Call call, Scope scope) {
        if (!(call.argument() instanceof Expression.Name name) || name.indices().size() > 1) {
            throw new Unreadable("onehot needs the name of a class, as in onehot(t)", call.span());
        }
        Index index = new Index(name.name(), name.indices(), name.span());
        Slot slot = slot(index, Dimension.CLASS, scope);
        return new Tensor(Dimension.CLASS, null, (row, column) -> same(row, slot));
    }

    private Tensor lowerSum(Expression.Sum sum, Scope scope) {
        Index index = sum.index();
        if (index.isNumber() || !index.indices().isEmpty()) {
            throw new Unreadable("a sum needs a letter to run over", index.span());
        }
        Dimension dimension = names.dimensionOf(sum, scope);
        if (scope.get(index.text()) != null || open.contains(index.text())) {
            lints.add(new Report.Lint(
                    "the sum over " + index + " hides the " + index + " outside; another letter would be clearer",
                    index.span()));
        }
        Slot.Bound variable = budget.variable(dimension);
        Tensor body = lower(sum.body(), scope.with(index.text(), variable));
        List<Term> factors = new ArrayList<>();
        for (Index without : sum.range().without()) {
            factors.add(different(variable, slot(without, dimension, scope)));
        }
        names.leftOut(sum.range())
                .forEach(number -> factors.add(different(variable, new Slot.Fixed(number, dimension))));
        Term inRange = Term.times(factors.toArray(Term[]::new));
        return mapped(body, term -> Term.sum(variable, Term.times(inRange, term)));
    }

    private static Term different(Slot left, Slot right) {
        return Term.plus(Term.ONE, Term.minus(same(left, right)));
    }

    private Term all(List<Condition> conditions, Scope scope) {
        return Term.times(conditions.stream().map(c -> indicator(c, scope)).toArray(Term[]::new));
    }

    private Term indicator(Condition condition, Scope scope) {
        if (condition instanceof Condition.Value value) {
            return new Term.Equals(
                    requireNumber(lower(value.name(), scope), value.name()).term(), value.value());
        }
        Equality.Relation relation = relation(condition, scope);
        return relation.same() ? same(relation.left(), relation.right()) : different(relation.left(), relation.right());
    }

    /** The condition on two indices. */
    Equality.Relation relation(Condition condition, Scope scope) {
        if (condition instanceof Condition.Same same) {
            Dimension dimension = names.dimensionOf(same.left(), same.right(), scope);
            return new Equality.Relation(
                    slot(same.left(), dimension, scope), slot(same.right(), dimension, scope), true);
        } else if (condition instanceof Condition.Different different) {
            Dimension dimension = names.dimensionOf(different.left(), different.right(), scope);
            return new Equality.Relation(
                    slot(different.left(), dimension, scope), slot(different.right(), dimension, scope), false);
        }
        return ofTarget((Condition.Value) condition, scope);
    }

    /** y_i = 1 says that i is the true class, if the target is one-hot. */
    private Equality.Relation ofTarget(Condition.Value value, Scope scope) {
        Term of = requireNumber(lower(value.name(), scope), value.name()).term();
        boolean isZeroOrOne = value.value().isZero() || value.value().isOne();
        if (of instanceof Term.Component component
                && component.symbol().role == Symbol.Role.TARGET
                && isZeroOrOne
                && names.isOneHotStated()) {
            Slot last = component.slots().get(component.slots().size() - 1);
            return new Equality.Relation(
                    last, Symbol.labelOf(component.slots()), value.value().isOne());
        }
        throw new Unreadable(
                "a condition on indices is expected, as in i = t; for y_i = 1, say before that y is one-hot",
                value.span());
    }

    private Tensor lowerCases(Expression.Cases cases, Scope scope) {
        Tensor sum = null;
        Term open = Term.ONE;
        for (Expression.Branch branch : cases.branches()) {
            Term holds = all(branch.conditions(), scope);
            Term factor = Term.times(open, holds);
            Tensor value = mapped(lower(branch.value(), scope), term -> Term.times(factor, term));
            sum = sum == null
                    ? value
                    : products.zipped(sum, value, Term::plus, branch.value().span());
            open = Term.times(open, Term.plus(Term.ONE, Term.minus(holds)));
        }
        if (!isComplete(cases.branches())) {
            throw new Unreadable("these cases leave something open; add one for \"otherwise\"", cases.span());
        }
        return sum;
    }

    private static boolean isComplete(List<Expression.Branch> branches) {
        if (branches.stream().anyMatch(branch -> branch.conditions().isEmpty())) {
            return true;
        }
        List<Condition> single = branches.stream()
                .filter(branch -> branch.conditions().size() == 1)
                .map(branch -> branch.conditions().get(0))
                .toList();
        return single.stream().anyMatch(one -> single.stream().anyMatch(two -> areOpposite(one, two)));
    }

    private static boolean areOpposite(Condition one, Condition two) {
        if (one instanceof Condition.Same same && two instanceof Condition.Different different) {
            return List.of(same.left(), same.right()).equals(List.of(different.left(), different.right()))
                    || List.of(same.left(), same.right()).equals(List.of(different.right(), different.left()));
        }
        return one instanceof Condition.Value first
                && two instanceof Condition.Value second
                && first.name().equals(second.name())
                && first.value().isOne()
                && second.value().isZero();
    }

    private Tensor lowerDerivative(Expression.Derivative derivative, Scope scope) {
        Tensor of = lower(derivative.of(), scope);
        Expression.Name name = derivative.variable();
        Symbol variable = names.symbol(name);
        List<Slot> slots = slots(name, variable, scope);
        List<Dimension> open = variable.role == Symbol.Role.SIZE
                ? List.of()
                : variable.dimensions.subList(slots.size(), variable.dimensions.size());
        if (open.isEmpty()) {
            return mapped(of, term -> derivative(term, variable, slots));
        }
        if (of.isNumber() && open.size() == 2) {
            return new Tensor(
                    open.get(0), open.get(1), (row, column) -> derivative(of.term(), variable, slots, row, column));
        }
        if (of.isNumber() && isRowOfMatrix(name)) {
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
        Term.Component by = (Term.Component) component(variable, slots, more);
        return new Differentiation(by, budget).of(of);
    }
}
