package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random formulas over classes, and random ways to write the same formula otherwise, each of which is an identity for every number of classes. */
final class RandomFormulas {
    private final Random random;
    private int letters;

    RandomFormulas(Random random) {
        this.random = random;
    }

    static Expression.Name name(String name, String index) {
        return new Expression.Name(name, List.of(Index.of(index)), Span.NONE);
    }

    static Expression number(long value) {
        return new Expression.Literal(Rational.of(value), Span.NONE);
    }

    static Expression times(Expression... factors) {
        return new Expression.Product(List.of(factors), Expression.Sign.BESIDE, Span.NONE);
    }

    static Expression plus(Expression... terms) {
        return new Expression.Addition(List.of(terms), Span.NONE);
    }

    static Expression minus(Expression term) {
        return new Expression.Negation(term, Span.NONE);
    }

    static Expression exp(Expression argument) {
        return new Expression.Call(Expression.Function.EXP, argument, Span.NONE);
    }

    static Expression log(Expression argument) {
        return new Expression.Call(Expression.Function.LOG, argument, Span.NONE);
    }

    static Expression sum(String index, Expression body, String... without) {
        Expression.Range range = Expression.Range.without(
                List.of(without).stream().map(Index::of).toArray(Index[]::new));
        return new Expression.Sum(Index.of(index), range, body, Span.NONE);
    }

    static Expression delta(String left, String right) {
        return new Expression.Indicator(
                List.of(new Condition.Same(Index.of(left), Index.of(right), Span.NONE)), Span.NONE);
    }

    String freshLetter() {
        return "k" + ++letters;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A formula of some depth in which these letters are open. */
    Expression formula(int depth, List<String> open) {
        if (depth == 0) {
            return leaf(open);
        }
        return switch (random.nextInt(7)) {
            case 0 -> plus(formula(depth - 1, open), formula(depth - 1, open));
            case 1, 2 -> times(formula(depth - 1, open), formula(depth - 1, open));
            case 3 -> minus(formula(depth - 1, open));
            case 4 -> new Expression.Quotient(formula(depth - 1, open), divisor(open), Span.NONE);
            default -> summed(depth, open);
        };
    }

    private Expression summed(int depth, List<String> open) {
        String index = freshLetter();
        List<String> more = new ArrayList<>(open);
        more.add(index);
        Expression body = times(name(random.nextBoolean() ? "y" : "p", index), formula(depth - 1, more));
        return random.nextBoolean() ? sum(index, body) : sum(index, body, oneOf(open));
    }

    private Expression divisor(List<String> open) {
        String index = freshLetter();
        return random.nextBoolean() ? name("p", oneOf(open)) : sum(index, exp(name("z", index)));
    }

    private Expression leaf(List<String> open) {
        String index = oneOf(open);
        return switch (random.nextInt(8)) {
            case 0, 1 -> name("p", index);
            case 2, 3 -> name("y", index);
            case 4 -> name("z", index);
            case 5 -> log(name("p", index));
            case 6 -> delta(index, oneOf(open));
            default -> number(1 + random.nextInt(3));
        };
    }

    /** The formula written otherwise at several places. */
    Expression rewritten(Expression e) {
        List<Expression> children = e.children().stream().map(this::rewritten).toList();
        Expression inner = e.withChildren(children);
        return random.nextInt(3) == 0 ? identity(inner) : inner;
    }

    private Expression identity(Expression e) {
        if (e instanceof Expression.Name name && name.name().equals("p")) {
            String k = freshLetter();
            String i = name.indices().get(0).text();
            return random.nextBoolean()
                    ? new Expression.Quotient(exp(name("z", i)), sum(k, exp(name("z", k))), Span.NONE)
                    : exp(log(name));
        }
        if (e instanceof Expression.Name name) {
            String k = freshLetter();
            String i = name.indices().get(0).text();
            return sum(k, times(delta(k, i), name(name.name(), k)));
        }
        if (e instanceof Expression.Call call && call.function() == Expression.Function.LOG) {
            if (call.argument() instanceof Expression.Name p) {
                String k = freshLetter();
                return plus(name("z", p.indices().get(0).text()), minus(log(sum(k, exp(name("z", k))))));
            }
        }
        if (e instanceof Expression.Sum sum && sum.range().without().size() == 1) {
            String k = sum.index().text();
            String i = sum.range().without().get(0).text();
            return plus(sum(k, sum.body()), minus(Renaming.of(sum.body(), k, i, n -> true)));
        }
        if (e instanceof Expression.Product product
                && product.factors().get(0) instanceof Expression.Addition a
                && a.terms().size() == 2) {
            Expression rest = product.factors().get(1);
            return plus(times(a.terms().get(0), rest), times(rest, a.terms().get(1)));
        }
        String k = freshLetter();
        return switch (random.nextInt(3)) {
            case 0 -> times(sum(k, name("p", k)), e);
            case 1 -> minus(minus(e));
            default -> plus(e, name("y", "i"), minus(name("y", "i")));
        };
    }
}
