package io.xent.derive;

/** A formula that the canonical form cannot hold; it can only be tested with numbers. The message says what it contains. */
final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1;

    Beyond(String message) {
        super(message, null, false, false);
    }
}
