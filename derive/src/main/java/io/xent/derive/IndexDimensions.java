package io.xent.derive;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What indices count, where nothing binds them to it: told from where they stand. */
final class IndexDimensions {
    private final Names names;
    private final Roles roles;

    IndexDimensions(Names names, Roles roles) {
        this.names = names;
        this.roles = roles;
    }

    /** What a sum runs over: what its upper limit counts, else what its index counts in its body, else what the letter counts elsewhere. */
    Dimension of(Expression.Sum sum, Scope scope) {
        Optional<Dimension> limit = sum.range().to().flatMap(to -> roles.limit(to.text()));
        return limit.or(() -> inside(sum.body(), sum.index().text()))
                .orElseGet(() -> roles.letter(sum.index().text()));
    }

    /** What two compared indices count. */
    Dimension of(Index left, Index right, Scope scope) {
        for (Index index : List.of(left, right)) {
            Slot slot = scope.get(index.text());
            if (slot != null) {
                return slot.dimension();
            }
        }
        return roles.letter(left.isNumber() ? right.text() : left.text());
    }

    private Optional<Dimension> inside(Expression expression, String letter) {
        Expression.Name name = expression instanceof Expression.Name n
                ? n
                : expression instanceof Expression.Derivative d ? d.variable() : null;
        if (name != null
                && name.indices().stream().anyMatch(index -> index.text().equals(letter))) {
            List<Dimension> dimensions = names.symbol(name).dimensions;
            for (int i = 0; i < Math.min(name.indices().size(), dimensions.size()); i++) {
                if (name.indices().get(i).text().equals(letter)) {
                    return Optional.of(dimensions.get(i));
                }
            }
        }
        return expression.children().stream()
                .map(child -> inside(child, letter))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The numbers that a sum's limits leave out: below the lower limit. */
    List<Integer> leftOut(Expression.Range range) {
        if (range.from().isEmpty()) {
            return List.of();
        }
        Index from = range.from().get();
        if (!from.isNumber()) {
            throw new Unreadable("a sum starts from a number here, mostly 1", from.span());
        }
        int first = Slots.number(from);
        if (first > 9) {
            throw new Unreadable("a sum that starts from " + first + " is not understood", from.span());
        }
        return IntStream.range(1, first).boxed().toList();
    }

    /** What a letter counts wherever it stands at a name with a usual meaning. */
    Dimension letter(String letter) {
        return roles.letter(letter);
    }
}
