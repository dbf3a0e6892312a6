package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;

/**
 * The rows of LIBSVM files: {@code label index:value index:value … # comment}, indices ascending. If any index is 0 they
 * count from 0, else from 1.
 */
final class LibsvmRows {

    /** What follows from a wild index would not fit: coefficients are kept for each index and class. */
    static final int GREATEST_INDEX = 100_000_000;

    /** Takes the features of row after row. */
    interface Target {
        void add(int index, double value);

        void endRow();
    }

    private final NumbersBuilder labels = new NumbersBuilder();
    private final Target features;
    private boolean fromZero;
    private int greatest;
    private int count;
    private int queries;

    private String line;
    private Path file;
    private long number;

    LibsvmRows(Target features) {
        this.features = features;
    }

    /** Adds a line, unless it is empty or a comment. */
    void add(String text, Path source, long lineNumber) {
        int comment = text.indexOf('#');
        line = comment < 0 ? text : text.substring(0, comment);
        file = source;
        number = lineNumber;
        int at = skipBlanks(0);
        if (at == line.length()) {
            return;
        }
        int end = tokenEnd(at);
        labels.add(label(line.substring(at, end)));
        int last = -1;
        for (at = skipBlanks(end); at < line.length(); at = skipBlanks(end)) {
            end = tokenEnd(at);
            last = pair(at, end, last);
        }
        features.endRow();
        count++;
    }

    private int pair(int at, int end, int last) {
        int colon = line.indexOf(':', at);
        if (colon < 0 || colon >= end) {
            throw fault("'" + shown(at, end) + "' is not index:value", "write each feature as 3:0.5");
        }
        if (line.startsWith("qid", at) && colon == at + 3) {
            queries++;
            return last;
        }
        int index = index(at, colon);
        if (index <= last) {
            throw fault("index " + index + " follows " + last, "sort the indices and give each once");
        }
        features.add(index, value(colon + 1, end));
        fromZero |= index == 0;
        greatest = Math.max(greatest, index);
        return index;
    }

    private int index(int at, int end) {
        long index = end > at && end - at <= 10 ? 0 : -1;
        for (int i = at; i < end && index >= 0; i++) {
            char c = line.charAt(i);
            index = c >= '0' && c <= '9' ? index * 10 + (c - '0') : -1;
        }
        if (index < 0 || index > GREATEST_INDEX) {
            throw fault(
                    "'" + shown(at, end) + "' is not an index",
                    "indices are whole numbers from 0 or 1 to " + GREATEST_INDEX);
        }
        return (int) index;
    }

    private double value(int at, int end) {
        double value = NumberText.parse(line.substring(at, end));
        if (Double.isNaN(value)) {
            throw fault(
                    "the value '" + shown(at, end) + "' is not a finite number", "correct it or leave the pair out");
        }
        return value;
    }

    private double label(String text) {
        double label = NumberText.parse(text);
        if (text.indexOf(',') >= 0) {
            throw fault("the row has several labels, '" + KindDecision.shown(text) + "'", "give each row one label");
        } else if (Double.isNaN(label)) {
            throw fault("the label '" + KindDecision.shown(text) + "' is not a number", "number the classes");
        }
        return label;
    }

    private String shown(int from, int to) {
        return KindDecision.shown(line.substring(from, to));
    }

    private int skipBlanks(int at) {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private int tokenEnd(int at) {
        while (at < line.length() && line.charAt(at) > ' ') {
            at++;
        }
        return at;
    }

    private InvalidInputException fault(String what, String remedy) {
        return new InvalidInputException(file + ": line " + number + ": " + what + "; " + remedy);
    }

    int count() {
        return count;
    }

    /** How many query ids were left out. */
    int queries() {
        return queries;
    }

    double[] labels() {
        return labels.build();
    }

    /** The index that features are counted from. */
    int first() {
        return fromZero ? 0 : 1;
    }

    /** How many features there are. */
    int width() {
        return greatest + 1 - first();
    }
}
