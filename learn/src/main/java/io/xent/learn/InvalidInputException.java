package io.xent.learn;

/**
 * Something the user gave cannot be used. The message is one line for them: what is wrong, where (file, line or row,
 * column), and what to do about it. Programs print it as it is, without a stack trace.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
