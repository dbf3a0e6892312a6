package io.xent.derive;

import java.util.List;

/** One of the quantities that canonical forms are polynomials in. Equal generators are the same quantity; different ones are not assumed related. */
sealed interface Generator {

    /** A component of an undefined symbol: z_i, y_k, T. */
    record Atom(Symbol symbol, List<Slot> slots) implements Generator {
        @Override
        public String toString() {
            return symbol + (slots.isEmpty() ? "" : slots.toString());
        }
    }

    /** e to the power of a monomial over a whole number: e^{z_k/T} is a_k. */
    record Exponential(Monomial of, java.math.BigInteger over) implements Generator {
        @Override
        public String toString() {
            return "exp(" + of + "/" + over + ")";
        }
    }

    /** Σ over one variable of an {@link Exponential}; that variable is {@link #OWN}. Z = Σ_k e^{z_k/T} is one. */
    record Partition(Dimension dimension, Exponential of) implements Generator {
        /** The number of a partition's summed variable. */
        static final int OWN = -1;

        @Override
        public String toString() {
            return "Z<" + of + ">";
        }
    }

    /** Σ over variables numbered from 0 of a monomial that does not fall apart into factors without common variables. */
    record Moment(List<Slot.Bound> variables, Monomial of) implements Generator {
        @Override
        public String toString() {
            return "M" + variables + "<" + of + ">";
        }
    }

    /** The logarithm of another generator, or of a prime number as an atom. */
    record Logarithm(Generator of) implements Generator {
        @Override
        public String toString() {
            return "log " + of;
        }
    }

    /** A prime number inside a logarithm. */
    record Prime(java.math.BigInteger value) implements Generator {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** 1 if two slots coincide; only while one of them is summed or is the true class of a summed row. */
    record Delta(Slot left, Slot right) implements Generator {
        @Override
        public String toString() {
            return "[" + left + "=" + right + "]";
        }
    }

    /** Whether the slot occurs in it. */
    default boolean mentions(Slot slot) {
        if (this instanceof Atom atom) {
            return atom.slots().stream().anyMatch(s -> mentions(s, slot));
        } else if (this instanceof Exponential exponential) {
            return exponential.of().mentions(slot);
        } else if (this instanceof Partition partition) {
            return partition.of().mentions(slot);
        } else if (this instanceof Moment moment) {
            return moment.of().mentions(slot);
        } else if (this instanceof Logarithm logarithm) {
            return logarithm.of().mentions(slot);
        } else if (this instanceof Delta delta) {
            return mentions(delta.left(), slot) || mentions(delta.right(), slot);
        }
        return false;
    }

    private static boolean mentions(Slot where, Slot slot) {
        return where.equals(slot)
                || where instanceof Slot.Label label
                        && label.row().isPresent()
                        && mentions(label.row().get(), slot);
    }
}
