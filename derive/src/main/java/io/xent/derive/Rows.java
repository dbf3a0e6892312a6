package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Gathers tokens into rows, one statement each: a line of text, or up to {@code \\} where an environment of LaTeX is open. A row goes on
 * while a bracket is open.
 */
final class Rows {

    /**
     * One row.
     *
     * @param tokens its tokens, the last of them {@link Kind#END_OF_TEXT}
     * @param isParagraph whether a blank line or the beginning of the text comes before it
     */
    record Row(List<Token> tokens, boolean isParagraph) {}

    /** People write a hundred; keeps what the judge gets within what it can do. */
    static final int MAX_TOKENS = 1500;

    private static final Set<String> LAYOUT = Set.of(
            "align",
            "aligned",
            "alignat",
            "alignedat",
            "equation",
            "gather",
            "gathered",
            "split",
            "multline",
            "eqnarray",
            "displaymath",
            "math",
            "flalign",
            "center",
            "document");

    private final Source source;
    private final FinishedRows finished;
    private final Deque<Token> environments = new ArrayDeque<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private final List<Token> row = new ArrayList<>();
    private boolean isSpaced;
    private boolean isParagraph = true;
    private int newlines;

    private Rows(Source source) {
        this.source = source;
        this.finished = new FinishedRows(source);
    }

    /** The rows that hold something; at least one, which is empty if the text is. */
    static List<Row> of(Source source) {
        Rows rows = new Rows(source);
        List<Token> tokens = Lexer.tokens(source);
        for (int i = 0; i < tokens.size(); i++) {
            i += rows.add(tokens, i);
        }
        List<Row> found = rows.finished.list();
        return found.isEmpty() ? List.of(new Row(List.of(tokens.get(tokens.size() - 1)), true)) : found;
    }

    /** Takes a token and says how many more it took. */
    private int add(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case NEWLINE -> newline(token);
            case ROW -> row(token);
            case DISPLAY -> display(token);
            case TEXT -> text(token);
            case BEGIN -> {
                return begin(tokens, at);
            }
            case END -> end(token);
            case END_OF_TEXT -> endOfText(token);
            default -> sign(tokens, at);
        }
        newlines = token.is(Kind.NEWLINE) ? newlines : 0;
        return 0;
    }

    private void newline(Token token) {
        newlines++;
        isSpaced = true;
        if (open.isEmpty() && environments.isEmpty()) {
            isParagraph |= newlines > 1 && row.isEmpty();
            finish(token);
        }
    }

    /** Ends a row; inside of cases and matrices it is a sign, inside of brackets nothing. */
    private void row(Token token) {
        Token inner = open.peek();
        if (inner == null) {
            finish(token);
        } else if (inner.is(Kind.BEGIN) || inner.is("{")) {
            keep(token);
        } else {
            isSpaced = true;
        }
    }

    private void display(Token token) {
        requireClosed();
        boolean closes = token.text().equals("\\]") || token.text().equals("$$") && isDisplay(environments.peek());
        if (closes && isDisplay(environments.peek())) {
            environments.pop();
        } else if (closes) {
            throw new UnreadableException(source, token.span(), "this ends a formula that has not begun");
        } else {
            environments.push(token);
        }
        finish(token);
    }

    private static boolean isDisplay(Token token) {
        return token != null && token.is(Kind.DISPLAY);
    }

    private int begin(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.text().equals("array")
                && !row.isEmpty()
                && row.get(row.size() - 1).is("\\{")) {
            // \left\{ \begin{array}{ll} … \end{array} \right. are cases
            row.remove(row.size() - 1);
            open.pop();
            open(new Token(Kind.BEGIN, "cases", token.span(), true));
            return columns(tokens, at);
        }
        if (token.text().endsWith("cases") || token.text().endsWith("matrix")) {
            open(token);
            return 0;
        }
        layout(token);
        return token.text().endsWith("at") ? columns(tokens, at) : 0;
    }

    /** Opens an environment whose lines are rows. */
    private void layout(Token token) {
        if (!LAYOUT.contains(token.text())) {
            throw new UnreadableException(
                    source, token.span(), "the environment '" + token.text() + "' is not understood");
        }
        requireClosed();
        if (environments.size() > 20) {
            throw new UnreadableException(source, token.span(), "too many environments inside each other");
        }
        finish(token);
        environments.push(token);
    }

    /** How many tokens the {@code {ll}} of an array takes. */
    private static int columns(List<Token> tokens, int at) {
        int end = at + 1;
        if (!tokens.get(end).is("{")) {
            return 0;
        }
        while (!tokens.get(end).is("}") && !tokens.get(end).is(Kind.END_OF_TEXT)) {
            end++;
        }
        return end - at;
    }

    private void end(Token token) {
        Token inner = open.peek();
        if (inner != null
                && inner.is(Kind.BEGIN)
                && (inner.text().equals(token.text()) || token.text().equals("array"))) {
            open.pop();
            keep(new Token(Kind.END, inner.text(), token.span(), true));
            return;
        }
        requireClosed();
        if (environments.isEmpty() || !environments.peek().text().equals(token.text())) {
            throw new UnreadableException(
                    source, token.span(), "\\end{" + token.text() + "} without its \\begin{" + token.text() + "}");
        }
        environments.pop();
        finish(token);
    }

    private void endOfText(Token token) {
        requireClosed();
        if (!environments.isEmpty()) {
            throw new UnreadableException(source, environments.peek().span(), "this is not ended");
        }
        finish(token);
    }

    private void sign(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.is("&") && (open.isEmpty() || !open.peek().is(Kind.BEGIN))) {
            isSpaced = true;
        } else if (token.is("quad")) {
            separate(tokens, at);
        } else if (Cursor.isOpening(token)) {
            open(token);
        } else {
            if (Cursor.isClosing(token)) {
                close(token);
            }
            keep(token);
        }
    }

    /** A wide space before a condition is a comma: {@code p_i (1 - p_i) \quad i = j}. */
    private void separate(List<Token> tokens, int at) {
        isSpaced = true;
        int next = at + 1;
        while (tokens.get(next).is("quad") || tokens.get(next).is("&")) {
            next++;
        }
        boolean isCondition = tokens.get(next).is(Kind.WORD)
                && tokens.get(next).text().length() == 1
                && (tokens.get(next + 1).is("=") || tokens.get(next + 1).is("≠"))
                && !row.isEmpty();
        if (isCondition && !row.get(row.size() - 1).is(",") && !FinishedRows.waits(row.get(row.size() - 1))) {
            keep(new Token(Kind.SIGN, ",", tokens.get(at).span(), true));
        }
    }

    private void open(Token token) {
        open.push(token);
        if (open.size() > Cursor.MAX_DEPTH) {
            throw new UnreadableException(source, token.span(), "nested deeper than " + Cursor.MAX_DEPTH + " levels");
        }
        keep(token);
    }

    private void close(Token token) {
        Token opening = open.peek();
        boolean fits = opening != null
                && !opening.is(Kind.BEGIN)
                && Cursor.closing(opening).equals(token.text());
        if (!fits) {
            throw new UnreadableException(
                    source,
                    token.span(),
                    opening == null
                            ? "nothing is open that '" + token.text() + "' could close"
                            : "'" + token.text() + "' does not close the " + Cursor.found(opening) + " before it");
        }
        open.pop();
    }

    private void requireClosed() {
        if (!open.isEmpty()) {
            throw new UnreadableException(source, open.peek().span(), Cursor.found(open.peek()) + " is not closed");
        }
    }

    static UnreadableException tooLong(Source source, Token token) {
        return new UnreadableException(
                source, token.span(), "this row is longer than " + MAX_TOKENS + " words and signs");
    }

    private void keep(Token token) {
        if (row.size() >= MAX_TOKENS) {
            throw tooLong(source, token);
        }
        row.add(isSpaced && !token.isSpaced() ? new Token(token.kind(), token.text(), token.span(), true) : token);
        isSpaced = false;
    }

    /** Keeps what the words mean. */
    private void text(Token token) {
        SpokenWords.tokens(token, row).forEach(this::keep);
        isSpaced = true;
    }

    /** Ends the row here. */
    private void finish(Token end) {
        if (finished.add(row, end, isParagraph)) {
            isParagraph = false;
        }
        row.clear();
    }
}
