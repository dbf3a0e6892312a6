package io.xent.derive;

import java.util.ArrayList;
import java.util.List;

/**
 * One change to a formula.
 *
 * @param written what stands there
 * @param instead what to write
 * @param whole the formula with the change made
 * @param message the change in words
 * @param size how large it is, to prefer small ones
 */
record Edit(Expression written, Expression instead, Expression whole, String message, int size) {

    static Edit of(Expression written, Expression instead, String message, int size) {
        return new Edit(written, instead, instead, message, size);
    }

    /** The same change inside a larger formula, where it is in the child of this number. */
    Edit inside(Expression parent, int child) {
        List<Expression> children = new ArrayList<>(parent.children());
        children.set(child, whole);
        return new Edit(written, instead, parent.withChildren(children), message, size);
    }

    Mend mend() {
        return new Mend(written, instead, whole, message);
    }
}
