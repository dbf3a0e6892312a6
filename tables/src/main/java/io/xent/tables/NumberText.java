package io.xent.tables;

import java.nio.charset.StandardCharsets;

/**
 * Reads finite decimal numbers such as -1, 2.50, .5, 1e-3 or 1_000: an optional sign, digits with at most one point among
 * them, an optional exponent; an underscore may stand between digits, as DuckDB has it. Correctly rounded.
 */
final class NumberText {

    /** Powers of ten that are doubles. */
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final String text;
    private int at;
    private long digits;
    private int count;
    private int significant;

    private NumberText(String text) {
        this.text = text;
    }

    /** The number, or NaN where the text is none or it is beyond the largest double. */
    static double parse(String text) {
        return new NumberText(text).parse();
    }

    /**
     * The number that bytes of UTF-8 spell, blanks around it aside, or NaN as above. Most numbers are digits with a point among
     * them, and of those no text is made.
     */
    static double parse(byte[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        long digits = 0;
        int point = to;
        for (int i = first; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[i] == '.' && point == to) {
                point = i;
            } else {
                point = -1;
                break;
            }
        }
        int count = to - first - (point < to ? 1 : 0);
        if (point < 0 || count < 1 || count > 15) {
            return parse(new String(text, from, to - from, StandardCharsets.UTF_8).strip());
        }
        double value = digits / POWERS[Math.max(0, to - point - 1)];
        return first > from ? -value : value;
    }

    private double parse() {
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        digits();
        int decimals = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            int before = count;
            digits();
            decimals = count - before;
        }
        if (count == 0 || !exponent()) {
            return Double.NaN;
        }
        if (significant <= 15 && decimals < POWERS.length && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            // Both are exact, so that the quotient is rounded once
            double value = digits / POWERS[decimals];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(text.indexOf('_') < 0 ? text : text.replace("_", ""));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Takes digits; leaves {@code at} behind the last. */
    private void digits() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                count++;
                significant += significant > 0 || c > '0' ? 1 : 0;
                digits = significant <= 15 ? digits * 10 + (c - '0') : digits;
            } else if (c != '_' || !isDigit(at - 1) || !isDigit(at + 1)) {
                return;
            }
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index >= 0 && index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    /** Takes the exponent, if there is one; returns whether that is the end of the text. */
    private boolean exponent() {
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int from = at;
            while (isDigit(at)) {
                at++;
            }
            return at > from && at == text.length();
        }
        return at == text.length();
    }
}
