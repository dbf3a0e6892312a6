package io.xent.derive;

/** The functions that formulas call, written out in components. */
final class Calls {
    private final Lowering lowering;
    private final Slots slots;
    private final Products products;

    Calls(Lowering lowering, Slots slots, Products products) {
        this.lowering = lowering;
        this.slots = slots;
        this.products = products;
    }

    Tensor of(Expression.Call call, Scope scope) {
        if (call.function() == Expression.Function.ONE_HOT) {
            return oneHot(call, scope);
        }
        Tensor of = lowering.lower(call.argument(), scope);
        return switch (call.function()) {
            case EXP -> Lowering.mapped(of, Term.Exp::new);
            case LOG -> Lowering.mapped(of, Term.Log::new);
            case SQRT -> Lowering.mapped(of, term -> new Term.Power(term, new Term.Constant(Rational.of(1, 2))));
            case SOFTMAX -> softmax(of, call.span());
            case LOG_SUM_EXP ->
                Lowering.mapped(products.total(Lowering.mapped(of, Term.Exp::new), call.span()), Term.Log::new);
            case TOTAL -> products.everything(of, call.span());
            case DIAG -> diagonal(of, call.span());
            case ONE_HOT -> throw new IllegalStateException();
        };
    }

    /** Along the classes: a vector's components, or each row of a matrix. */
    private Tensor softmax(Tensor logits, Span span) {
        Tensor exponentials = Lowering.mapped(logits, Term.Exp::new);
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
                vector.dimension(),
                vector.dimension(),
                (row, column) -> Term.times(Term.same(row, column), vector.at(row)));
    }

    private Tensor oneHot(Expression.Call call, Scope scope) {
        if (!(call.argument() instanceof Expression.Name name) || name.indices().size() > 1) {
            throw new Unreadable("onehot needs the name of a class, as in onehot(t)", call.span());
        }
        Index index = new Index(name.name(), name.indices(), name.span());
        Slot slot = slots.slot(index, Dimension.CLASS, scope);
        return new Tensor(Dimension.CLASS, null, (row, column) -> Term.same(row, slot));
    }
}
