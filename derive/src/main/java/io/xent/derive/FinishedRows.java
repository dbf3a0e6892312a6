package io.xent.derive;

import io.xent.derive.Rows.Row;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The rows of a text that are read to their end. What ends a row and says nothing is dropped, and a row that is the rest of the one before is put to it. */
final class FinishedRows {

    private final Source source;
    private final List<Row> rows = new ArrayList<>();

    FinishedRows(Source source) {
        this.source = source;
    }

    List<Row> list() {
        return rows;
    }

    /**
     * Adds a row, or goes on with the one before where this one is its rest.
     *
     * @return whether the row held something
     */
    boolean add(List<Token> found, Token end, boolean isParagraph) {
        List<Token> row = new ArrayList<>(found);
        dropEmptyRemarks(row);
        if (row.isEmpty()) {
            return false;
        }
        boolean isRest = !rows.isEmpty() && !isParagraph && isRest(row);
        List<Token> tokens = isRest ? reopened(row) : new ArrayList<>();
        tokens.addAll(row);
        tokens.add(new Token(Kind.END_OF_TEXT, "", end.span(), true));
        rows.add(new Row(tokens, isParagraph && !isRest));
        return true;
    }

    /** Brackets that held nothing but words, words that nothing follows, and the full stop at the end. */
    private static void dropEmptyRemarks(List<Token> row) {
        for (int i = row.size() - 2; i >= 0; i--) {
            if (row.get(i).is("(") && row.get(i + 1).is(")")
                    || row.get(i).is("[") && row.get(i + 1).is("]")) {
                row.remove(i + 1);
                row.remove(i);
                i = Math.min(i, row.size() - 1);
            }
        }
        while (!row.isEmpty() && isTrailing(row.get(row.size() - 1))) {
            row.remove(row.size() - 1);
        }
    }

    private static boolean isTrailing(Token token) {
        return token.is(",")
                || token.is(".")
                || token.is(";")
                || token.is(Kind.WORD)
                        && Words.isKeyword(token.text())
                        && !token.text().matches("otherwise|else");
    }

    private boolean isRest(List<Token> row) {
        List<Token> before = rows.get(rows.size() - 1).tokens();
        Token first = row.get(0);
        boolean startsWithSign = first.is("+") || first.is("*") || first.is("·") || first.is("/") || first.is("⊙");
        boolean startsWithMinus = first.is("-") && row.stream().noneMatch(token -> token.is("="));
        return waits(before.get(before.size() - 2)) || startsWithSign || startsWithMinus;
    }

    /** Whether a sign needs something after it. */
    static boolean waits(Token token) {
        return token.is("=")
                || token.is(":=")
                || token.is("+")
                || token.is("-")
                || token.is("*")
                || token.is("·")
                || token.is("/")
                || token.is("⊙")
                || token.is("≠");
    }

    /** The tokens of the row before, without the last, for its rest. */
    private List<Token> reopened(List<Token> rest) {
        List<Token> tokens = new ArrayList<>(rows.remove(rows.size() - 1).tokens());
        tokens.remove(tokens.size() - 1);
        Token first = rest.get(0);
        boolean isRepeated = first.is("=") || first.is("+");
        if (isRepeated && tokens.get(tokens.size() - 1).is(first.text())) {
            // a sign that a line ends with and the next begins with is one
            tokens.remove(tokens.size() - 1);
        }
        if (tokens.size() + rest.size() > Rows.MAX_TOKENS) {
            throw Rows.tooLong(source, first);
        }
        return tokens;
    }
}
