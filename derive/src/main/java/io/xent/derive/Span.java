package io.xent.derive;

/**
 * Where in the reader's text something stands: the characters from {@code start} up to {@code end}, counted from 0 over the whole text.
 *
 * <p>All spans equal each other. Two expressions are the same when they say the same, wherever they stand; with this, the records of
 * {@link Expression} compare so without each writing its own {@code equals}. Compare {@link #start} and {@link #end} to ask for the place.
 *
 * @param start first character
 * @param end the character after the last
 */
public record Span(int start, int end) {

    /** The place of what no text says, because we made it. */
    public static final Span NONE = new Span(-1, -1);

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return start < 0;
    }

    /** The span from the beginning of this one to the end of the other; where one is {@link #NONE}, the other. */
    public Span to(Span last) {
        if (isNone()) {
            return last;
        }
        return last.isNone() ? this : new Span(Math.min(start, last.start), Math.max(end, last.end));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
