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
import io.xent.derive.Expression.Range;
import io.xent.derive.Expression.Sign;
import io.xent.derive.Expression.Sum;
import io.xent.derive.Expression.Transpose;
import io.xent.derive.Expression.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Formulas of every kind, as deep as asked, such as a text can say. */
final class RandomExpression {

    private static final String[] NAMES = {"p", "y", "z", "ŷ", "L", "W", "σ", "x'", "y_true", "loss", "q\u0304", "T"};
    private static final String[] LETTERS = {"i", "j", "k", "k'", "t", "2", "10", "α"};

    private final Random random;

    RandomExpression(Random random) {
        this.random = random;
    }

    Expression next(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(14)) {
            case 0 -> new Addition(some(depth, 2), Span.NONE);
            case 1 -> new Negation(next(depth - 1), Span.NONE);
            case 2, 3 -> new Product(some(depth, 2), Sign.values()[random.nextInt(Sign.values().length)], Span.NONE);
            case 4 -> new Quotient(next(depth - 1), next(depth - 1), Span.NONE);
            case 5 -> new Power(next(depth - 1), next(depth - 1), Span.NONE);
            case 6 -> call(depth);
            case 7 -> new Sum(index(), range(), next(depth - 1), Span.NONE);
            case 8 -> new Derivative(next(depth - 1), name(), Span.NONE);
            case 9 -> new Transpose(next(depth - 1), Span.NONE);
            case 10 -> new Tuple(some(depth, 2), Span.NONE);
            case 11 ->
                new Cases(
                        List.of(
                                new Branch(next(depth - 1), conditions()),
                                new Branch(next(depth - 1), conditions()),
                                new Branch(next(depth - 1), List.of())),
                        Span.NONE);
            case 12 -> component(depth);
            default -> leaf();
        };
    }

    private Expression component(int depth) {
        Expression of = next(depth - 1);
        // p_i is a name with an index
        return of instanceof Name ? of : new Component(of, indices(1 + random.nextInt(2)), Span.NONE);
    }

    private Expression call(int depth) {
        Function function = Function.values()[random.nextInt(Function.values().length)];
        Expression argument = function == Function.ONE_HOT ? new Name("t", List.of(), Span.NONE) : next(depth - 1);
        return new Call(function, argument, Span.NONE);
    }

    private List<Expression> some(int depth, int least) {
        List<Expression> some = new ArrayList<>();
        for (int i = least + random.nextInt(2); i > 0; i--) {
            some.add(next(depth - 1));
        }
        return some;
    }

    private Expression leaf() {
        return switch (random.nextInt(6)) {
            // 1 beside a bracket with a condition is the sign of an indicator
            case 0 -> new Literal(Rational.of(3 + 2 * random.nextInt(20), 1L << 2 * random.nextInt(2)), Span.NONE);
            case 1 -> new Indicator(conditions(), Span.NONE);
            default -> name();
        };
    }

    private Name name() {
        return new Name(NAMES[random.nextInt(NAMES.length)], indices(random.nextInt(3)), Span.NONE);
    }

    private List<Index> indices(int count) {
        List<Index> indices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indices.add(random.nextInt(8) == 0 ? new Index("t", List.of(index()), Span.NONE) : index());
        }
        return indices;
    }

    private Index index() {
        return Index.of(LETTERS[random.nextInt(LETTERS.length)]);
    }

    private Index letter() {
        Index index = index();
        return index.isNumber() ? Index.of("i") : index;
    }

    private Range range() {
        Optional<Index> from = random.nextInt(4) == 0 ? Optional.of(Index.of("1")) : Optional.empty();
        Optional<Index> to = random.nextInt(4) == 0 ? Optional.of(Index.of("K")) : Optional.empty();
        return new Range(from, to, random.nextInt(4) == 0 ? List.of(letter()) : List.of());
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 1 + random.nextInt(5) / 4; i > 0; i--) {
            conditions.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Condition.Different(letter(), index(), Span.NONE);
                        case 1 ->
                            new Condition.Value(new Name("y", List.of(letter()), Span.NONE), Rational.of(1), Span.NONE);
                        default -> new Condition.Same(letter(), index(), Span.NONE);
                    });
        }
        return conditions;
    }
}
