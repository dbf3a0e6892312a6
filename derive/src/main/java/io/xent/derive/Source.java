package io.xent.derive;

import java.util.Arrays;

/** A text and where its lines begin: offsets become lines and columns here. */
final class Source {

    private final String text;
    private final int[] starts;

    Source(String text) {
        this.text = text;
        int[] found = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                found = lines == found.length ? Arrays.copyOf(found, 2 * lines) : found;
                found[lines++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, lines);
    }

    String text() {
        return text;
    }

    String text(Span span) {
        return text.substring(span.start(), span.end());
    }

    int lines() {
        return starts.length;
    }

    /** The line that an offset lies in, counted from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The place of an offset in its line, in code points counted from 1. */
    int column(int offset) {
        return text.codePointCount(starts[line(offset) - 1], offset) + 1;
    }

    /** A line by its number, without its end. */
    String line(int number, boolean stripped) {
        int from = starts[number - 1];
        int to = number < starts.length ? starts[number] - 1 : text.length();
        String line = text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to);
        return stripped ? line.strip() : line;
    }
}
