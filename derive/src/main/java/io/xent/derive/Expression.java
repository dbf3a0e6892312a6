package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A formula as a person writes it: indexed ({@code Σ_k y_k log p_k}), in vectors ({@code Jᵀ g}, {@code p ⊙ g}), or mixed. What a name means is not
 * said here but by the definitions of a {@link Derivation}; nothing is simplified, so that it can be printed back as it was written.
 *
 * <p>Lists are immutable. Expressions equal each other when they say the same, wherever they stand (see {@link Span}).
 */
public sealed interface Expression {

    /** Its place in the text, {@link Span#NONE} if made by us. */
    Span span();

    /** What it is made of, in the order of writing; the variable of a {@link Derivative} is not among them. */
    default List<Expression> children() {
        return List.of();
    }

    /** The same formula over other parts: {@code children} replaces {@link #children()} one by one, the span stays. */
    default Expression withChildren(List<Expression> children) {
        return this;
    }

    /** A number as written: {@code 2}, {@code 0.5}. A fraction {@code 1/2} is a {@link Quotient}. */
    record Literal(Rational value, Span span) implements Expression {}

    /**
     * A name with indices, mostly none or one: {@code p_i}, {@code W_{ij}}, {@code T}, {@code K}; a row of a batch comes first, {@code z^{(n)}_k} is
     * {@code z} with {@code n, k}. Without the indices that its kind needs it stands for the vector or matrix. The names {@code 1} (a vector of
     * ones, {@code \mathbf{1}}) and {@code I} (the identity) are understood.
     */
    record Name(String name, List<Index> indices, Span span) implements Expression {
        /** Copies the list. */
        public Name {
            indices = List.copyOf(indices);
        }
    }

    /** A component of what has no name of its own: {@code (p − y)_i}, {@code softmax(z)_k}, {@code [Jᵀ g]_i}. */
    record Component(Expression of, List<Index> indices, Span span) implements Expression {
        /** Copies the list. */
        public Component {
            indices = List.copyOf(indices);
        }

        @Override
        public List<Expression> children() {
            return List.of(of);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Component(children.get(0), indices, span);
        }
    }

    /** A vector by its components, {@code (1, 1, 0)}. */
    record Tuple(List<Expression> elements, Span span) implements Expression {
        /** Copies the list. */
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Expression> children() {
            return elements;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Tuple(children, span);
        }
    }

    /** Terms added; a term with a minus sign is a {@link Negation}. At least two. */
    record Addition(List<Expression> terms, Span span) implements Expression {
        /** Copies the list. */
        public Addition {
            terms = List.copyOf(terms);
        }

        @Override
        public List<Expression> children() {
            return terms;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Addition(children, span);
        }
    }

    /** {@code −f}. */
    record Negation(Expression operand, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(operand);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Negation(children.get(0), span);
        }
    }

    /** Factors multiplied, all with the same sign; at least two. What a product of vectors means follows from the sign and the shapes. */
    record Product(List<Expression> factors, Sign sign, Span span) implements Expression {
        /** Copies the list. */
        public Product {
            factors = List.copyOf(factors);
        }

        @Override
        public List<Expression> children() {
            return factors;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Product(children, sign, span);
        }
    }

    /** The sign of a product. For numbers they all mean the same. */
    enum Sign {
        /** Written side by side: the matrix product, {@code Jᵀ g}, {@code (p − y) xᵀ}. */
        BESIDE,
        /** {@code ·}: for vectors the inner product, also {@code ⟨a, b⟩}. */
        DOT,
        /** {@code *} or {@code ×}: for two vectors of one length, component by component, as programs do. */
        STAR,
        /** {@code ⊙}, {@code ∘}: component by component. */
        ELEMENTWISE,
        /** {@code ⊗}: the outer product. */
        OUTER
    }

    /** {@code f / g}, {@code \frac{f}{g}}; for vectors component by component. */
    record Quotient(Expression numerator, Expression denominator, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(numerator, denominator);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Quotient(children.get(0), children.get(1), span);
        }
    }

    /** {@code f^g}, but not {@code e^f}, which is a {@link Call} of {@link Function#EXP}. */
    record Power(Expression base, Expression exponent, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(base, exponent);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Power(children.get(0), children.get(1), span);
        }
    }

    /** A function applied to its argument. */
    record Call(Function function, Expression argument, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(argument);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Call(function, children.get(0), span);
        }
    }

    /** The functions that formulas may call. */
    enum Function {
        /** e to the power of; of a vector, component by component. */
        EXP,
        /** The natural logarithm; of a vector, component by component. */
        LOG,
        /** e^{z_k} / Σ_j e^{z_j} over the components of a vector. */
        SOFTMAX,
        /** log Σ_k e^{z_k} over the components of a vector. */
        LOG_SUM_EXP,
        /** The vector that is 1 at the class of its argument, which is a name without indices, and 0 elsewhere. */
        ONE_HOT,
        /** The diagonal matrix of a vector. */
        DIAG,
        /** The sum of a vector's components: {@code sum(y)}, {@code Σy} with no index. */
        TOTAL,
        /** The square root. */
        SQRT
    }

    /** A transpose, {@code Jᵀ}. */
    record Transpose(Expression of, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(of);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Transpose(children.get(0), span);
        }
    }

    /** A sum over an index. */
    record Sum(Index index, Range range, Expression body, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(body);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Sum(index, range, children.get(0), span);
        }
    }

    /**
     * What a summed index runs over: everything that fits its use where no limits are written, less the indices left out ({@code k ≠ i}).
     *
     * @param from lower limit, if written
     * @param to upper limit, if written
     * @param without the indices left out
     */
    record Range(Optional<Index> from, Optional<Index> to, List<Index> without) {
        /** Everything. */
        public static final Range ALL = new Range(Optional.empty(), Optional.empty(), List.of());

        /** Copies the list. */
        public Range {
            without = List.copyOf(without);
        }

        /** Everything but these. */
        public static Range without(Index... indices) {
            return new Range(Optional.empty(), Optional.empty(), List.of(indices));
        }
    }

    /** 1 where all conditions hold, else 0: {@code δ_{ij}}, {@code [i ≠ j]}, {@code 1[i = t]}. */
    record Indicator(List<Condition> conditions, Span span) implements Expression {
        /** Copies the list. */
        public Indicator {
            conditions = List.copyOf(conditions);
        }
    }

    /** The first branch whose conditions all hold; a branch without conditions is "otherwise". */
    record Cases(List<Branch> branches, Span span) implements Expression {
        /** Copies the list. */
        public Cases {
            branches = List.copyOf(branches);
        }

        @Override
        public List<Expression> children() {
            return branches.stream().map(Branch::value).toList();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            List<Branch> made = new ArrayList<>();
            for (int b = 0; b < branches.size(); b++) {
                made.add(new Branch(children.get(b), branches.get(b).conditions()));
            }
            return new Cases(made, span);
        }
    }

    /** One branch of {@link Cases}. */
    record Branch(Expression value, List<Condition> conditions) {
        /** Copies the list. */
        public Branch {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A derivative: {@code ∂L/∂z_i}, {@code ∂/∂z_j (Σ_k y_k z_k)}, {@code ∂p/∂z} (a matrix: its rows are the components of what is differentiated).
     * A variable that has a definition of its own (p in ∂L/∂p_k) is taken as free.
     */
    record Derivative(Expression of, Name variable, Span span) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(of);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Derivative(children.get(0), variable, span);
        }
    }
}
