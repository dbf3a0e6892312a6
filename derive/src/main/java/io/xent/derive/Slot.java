package io.xent.derive;

import java.util.Optional;

/** What stands at an index of a {@link Term}: a letter of the author, a number, a summed variable, or the true class. */
sealed interface Slot {

    Dimension dimension();

    /** Whether it stays the same all through a formula, unlike a summed variable and what depends on one. */
    default boolean isPoint() {
        return true;
    }

    /** A letter that no sum binds: the formula is claimed for all its values. */
    record Free(String letter, Dimension dimension) implements Slot {
        @Override
        public String toString() {
            return letter;
        }
    }

    /** A certain class, row or feature, from 1. */
    record Fixed(int number, Dimension dimension) implements Slot {
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** The variable of a sum. While formulas are built every sum has an id of its own. */
    record Bound(int id, Dimension dimension) implements Slot {
        @Override
        public boolean isPoint() {
            return false;
        }

        @Override
        public String toString() {
            return "#" + id;
        }
    }

    /** The true class, of a row if there are rows. */
    record Label(Optional<Slot> row) implements Slot {
        @Override
        public Dimension dimension() {
            return Dimension.CLASS;
        }

        @Override
        public boolean isPoint() {
            return row.isEmpty() || row.get().isPoint();
        }

        @Override
        public String toString() {
            return row.isEmpty() ? "t" : "t_" + row.get();
        }
    }

    /** This slot with one replaced wherever it stands. */
    default Slot with(Slot old, Slot replacement) {
        if (equals(old)) {
            return replacement;
        }
        if (this instanceof Label label && label.row().isPresent()) {
            return new Label(Optional.of(label.row().get().with(old, replacement)));
        }
        return this;
    }
}
