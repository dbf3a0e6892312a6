package io.xent.derive;

import java.util.HashMap;
import java.util.Map;

/** What index letters stand for at some place in a formula. */
final class Scope {
    static final Scope EMPTY = new Scope(Map.of());

    private final Map<String, Slot> slots;

    private Scope(Map<String, Slot> slots) {
        this.slots = slots;
    }

    Scope with(String letter, Slot slot) {
        Map<String, Slot> more = new HashMap<>(slots);
        more.put(letter, slot);
        return new Scope(more);
    }

    /** The slot of a letter, null if nothing here binds it. */
    Slot get(String letter) {
        return slots.get(letter);
    }
}
