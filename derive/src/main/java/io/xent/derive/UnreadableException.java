package io.xent.derive;

/**
 * A text that is not understood: what is wrong and where. The message is one sentence that says what would be understood;
 * it does not repeat the place.
 */
public final class UnreadableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private static final int MAX_LENGTH = 300;

    private final int line;
    private final int column;
    private final int width;

    UnreadableException(Source source, Span span, String message) {
        super(oneLine(message));
        line = source.line(span.start());
        column = source.column(span.start());
        width = Math.max(
                1, source.text(new Span(span.start(), endOnLine(source, span))).length());
    }

    /** What is quoted from the text may hold anything. */
    private static String oneLine(String message) {
        String clean = message.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "…";
    }

    private static int endOnLine(Source source, Span span) {
        int newline = source.text().indexOf('\n', span.start());
        int to = Math.min(span.end(), source.text().length());
        return newline < 0 ? to : Math.max(span.start(), Math.min(to, newline));
    }

    /** The line of the text, counted from 1. */
    public int line() {
        return line;
    }

    /** The place in the line, in code points counted from 1. */
    public int column() {
        return column;
    }

    /** How many characters of the line are meant, at least 1. */
    public int width() {
        return width;
    }
}
