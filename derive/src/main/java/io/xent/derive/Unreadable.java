package io.xent.derive;

/** An expression that has no meaning here; says what is wrong with it, where, and what to write instead. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Span span;

    Unreadable(String message, Span span) {
        super(message);
        this.span = span;
    }

    Span span() {
        return span;
    }
}
