package io.xent.derive;

import java.util.List;

/**
 * A formula that holds for every number of classes, in the plain notation that derivations are written in: the first line
 * such as {@code ∂L/∂z_j = p_j − y_j}, further ones going on with {@code = …}.
 */
public record Formula(List<String> lines) implements Part {

    public Formula {
        lines = List.copyOf(lines);
    }

    Formula(String... lines) {
        this(List.of(lines));
    }
}
