package io.xent.derive;

import java.util.List;

/** One step of an {@link Explanation}: a heading, then text, formulas and numbers. */
public record Step(String title, List<Part> parts) {

    public Step {
        parts = List.copyOf(parts);
    }
}
