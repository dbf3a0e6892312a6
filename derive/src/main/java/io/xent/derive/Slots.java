package io.xent.derive;

import java.util.ArrayList;
import java.util.List;

/** What the indices of names stand for: a number, what a sum or a definition binds a letter to, the true class, or any member. */
final class Slots {
    private final Names names;

    Slots(Names names) {
        this.names = names;
    }

    /** The slots of a name's written indices. */
    List<Slot> of(Expression.Name name, Symbol symbol, Scope scope) {
        int most = symbol.role == Symbol.Role.SIZE ? 0 : symbol.dimensions.size();
        if (name.indices().size() > most) {
            String count = most == 0 ? "no index" : most == 1 ? "one index" : most + " indices";
            throw new Unreadable(
                    name.name() + " has " + count + " here, not "
                            + name.indices().size(),
                    name.span());
        }
        List<Slot> slots = new ArrayList<>();
        for (int s = 0; s < name.indices().size(); s++) {
            slots.add(slot(name.indices().get(s), symbol.dimensions.get(s), scope));
        }
        return slots;
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
        if (index.text().length() > 2) {
            throw new Unreadable("the index " + index.text() + " is too large: write at most 99", index.span());
        }
        int number = Integer.parseInt(index.text());
        if (number == 0) {
            throw new Unreadable("indices count from 1", index.span());
        }
        return number;
    }
}
