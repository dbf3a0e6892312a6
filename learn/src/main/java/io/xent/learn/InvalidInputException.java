package io.xent.learn;

import java.util.HexFormat;

/**
 * Something the user gave cannot be used. The message is one line for them: what is wrong, where (file, line or row,
 * column), and what to do about it. Programs print it as it is, without a stack trace. Control characters in it, which
 * names of columns and files may have, are written as escapes ({@code \n}, {@code \u001b}).
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(printable(message));
    }

    public InvalidInputException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    private static String printable(String message) {
        StringBuilder line = new StringBuilder(message.length());
        message.chars().forEach(c -> {
            if (c == '\n') {
                line.append("\\n");
            } else if (c == '\t') {
                line.append("\\t");
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                line.append("\\u" + HexFormat.of().toHexDigits((char) c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }
}
