package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * What a name means: an array of numbers over some dimensions. With a definition it stands for a formula; without, for any numbers.
 * Symbols are compared by identity.
 */
final class Symbol {

    /** The part that the symbol plays. */
    enum Role {
        LOGITS,
        PROBABILITIES,
        TARGET,
        LOSS,
        TEMPERATURE,
        SIZE,
        OTHER
    }

    /** The components of a defined symbol. */
    interface Definition {
        Term at(List<Slot> slots);
    }

    final String name;
    final List<Dimension> dimensions;
    final Role role;
    private Definition definition;
    private Definition rewriting;
    private boolean isAbbreviation;
    private boolean isChosen;

    private static final List<Symbol> SIZES = java.util.Arrays.stream(Dimension.values())
            .map(dimension -> new Symbol(dimension.size, Role.SIZE, List.of(dimension)))
            .toList();

    Symbol(String name, Role role, List<Dimension> dimensions) {
        this.name = name;
        this.role = role;
        this.dimensions = List.copyOf(dimensions);
    }

    void define(Definition meaning) {
        this.definition = meaning;
    }

    /**
     * Says what to replace the symbol by where formulas are compared. A bias b of z = Wx + b becomes z − Wx: as b is any numbers, so is z, and
     * formulas in z need not be taken apart.
     */
    void rewrite(Definition meaning) {
        this.rewriting = meaning;
    }

    /** What stands for the component in canonical forms; null if it stands for itself. */
    Term comparableAt(List<Slot> slots) {
        Definition meaning = rewriting != null ? rewriting : isAbbreviation ? null : definition;
        return meaning == null ? null : meaning.at(slots);
    }

    /** What gives the component its value where numbers are chosen; null if its own number is chosen. */
    Term computableAt(List<Slot> slots) {
        Definition meaning = rewriting != null ? rewriting : isChosen ? null : definition;
        return meaning == null ? null : meaning.at(slots);
    }

    /**
     * Has canonical forms keep the symbol as it is, although derivatives go through its definition: logits z = Wx + b. What holds for any z holds
     * for these.
     *
     * @param isChosen whether the symbol can also be any number, because a bias makes up for the rest
     */
    void abbreviate(boolean isChosen) {
        this.isAbbreviation = true;
        this.isChosen = isChosen;
    }

    boolean isDefined() {
        return definition != null;
    }

    Term definitionAt(List<Slot> slots) {
        return definition.at(slots);
    }

    /** Whether every component is a positive number (a target: not negative), so that its logarithm can be taken apart. */
    boolean isPositive() {
        return role == Role.TARGET || role == Role.TEMPERATURE || role == Role.SIZE;
    }

    /** How many members a dimension has. Such a symbol has no indices; its one dimension is what it counts. */
    static Symbol size(Dimension dimension) {
        return SIZES.get(dimension.ordinal());
    }

    /** The true class of the row that a target's component belongs to. */
    static Slot labelOf(List<Slot> slots) {
        return new Slot.Label(slots.size() > 1 ? Optional.of(slots.get(0)) : Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
