package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gathers tokens into rows, one statement each: a line of text, or up to {@code \\} where an environment of LaTeX is open. A row goes on
 * while a bracket is open or a sign waits for its right side. Words in formulas are dropped here but for those that mean something.
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

    private static final Set<String> ASSUMING = Set.of("assume", "assuming", "suppose", "given", "since", "because");

    private static final Set<String> FILLERS = Set.of(
            "the",
            "fact",
            "that",
            "we",
            "know",
            "all",
            "each",
            "any",
            "is",
            "it",
            "have",
            "case",
            "of",
            "here",
            "assumption",
            "if",
            "since",
            "because",
            "for",
            "when",
            "where",
            "and",
            "using",
            "with",
            "given");

    private final Source source;
    private final List<Row> rows = new ArrayList<>();
    private final Deque<Token> environments = new ArrayDeque<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private List<Token> row = new ArrayList<>();
    private boolean isSpaced;
    private boolean isParagraph = true;
    private int newlines;

    private Rows(Source source) {
        this.source = source;
    }

    /** The rows that hold something; at least one, which is empty if the text is. */
    static List<Row> of(Source source) {
        Rows rows = new Rows(source);
        List<Token> tokens = Lexer.tokens(source);
        for (int i = 0; i < tokens.size(); i++) {
            i += rows.add(tokens, i);
        }
        if (rows.rows.isEmpty()) {
            rows.rows.add(new Row(List.of(tokens.get(tokens.size() - 1)), true));
        }
        return rows.rows;
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
        return token.text().endsWith("at") ? columns(tokens, at) : 0;
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
        if (isCondition && !row.get(row.size() - 1).is(",") && !waits(row.get(row.size() - 1))) {
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

    private void keep(Token token) {
        if (row.size() >= MAX_TOKENS) {
            throw new UnreadableException(
                    source, token.span(), "this row is longer than " + MAX_TOKENS + " words and signs");
        }
        row.add(isSpaced && !token.isSpaced() ? new Token(token.kind(), token.text(), token.span(), true) : token);
        isSpaced = false;
    }

    /** Words mean something where they are a subscript, a function, or say that a condition follows. */
    private void text(Token token) {
        String words = token.text().strip();
        int size = row.size();
        boolean isScript = size > 0 && row.get(size - 1).is("_")
                || size > 1 && row.get(size - 1).is("{") && row.get(size - 2).is("_");
        if (isScript) {
            keep(token);
        } else if (Words.function(words) != null || new Words().isName(words) && words.length() > 1) {
            keep(new Token(Kind.WORD, words, token.span(), true));
        } else if (isAssuming()) {
            properties(token);
        } else {
            String keyword = keyword(words.toLowerCase(Locale.ROOT));
            if (keyword != null) {
                keep(new Token(Kind.WORD, keyword, token.span(), true));
            }
        }
        isSpaced = true;
    }

    private boolean isAssuming() {
        return !row.isEmpty() && row.stream().anyMatch(kept -> kept.is(Kind.WORD) && ASSUMING.contains(kept.text()));
    }

    /** The words of an assumption, "is one-hot", are signs and words like those outside of {@code \\text}. */
    private void properties(Token token) {
        for (Token word : Lexer.tokens(new Source(token.text()))) {
            if (!word.is(Kind.END_OF_TEXT)) {
                int start = token.span().start();
                keep(new Token(
                        word.kind(),
                        word.text(),
                        new Span(
                                start + word.span().start(), start + word.span().end()),
                        true));
            }
        }
    }

    /** The keyword that the words come down to, or null where they are a remark. */
    private static String keyword(String words) {
        String keyword = null;
        for (String word : words.split("[^a-z]+")) {
            if (word.isEmpty()) {
                continue;
            }
            if (keyword == null && Words.isKeyword(word)) {
                keyword = word;
            } else if (!FILLERS.contains(word)) {
                return null;
            }
        }
        return keyword;
    }

    /** Ends the row here, or goes on with the one before where this one is its rest. */
    private void finish(Token end) {
        dropEmptyRemarks();
        boolean isRest = !row.isEmpty() && !rows.isEmpty() && !isParagraph && isRest();
        if (row.isEmpty()) {
            return;
        }
        List<Token> tokens = new ArrayList<>();
        if (isRest) {
            tokens.addAll(rows.remove(rows.size() - 1).tokens());
            tokens.remove(tokens.size() - 1);
            boolean isRepeated = row.get(0).is("=") || row.get(0).is("+");
            if (isRepeated && tokens.get(tokens.size() - 1).is(row.get(0).text())) {
                // a sign that a line ends with and the next begins with is one
                tokens.remove(tokens.size() - 1);
            }
            if (tokens.size() + row.size() > MAX_TOKENS) {
                throw new UnreadableException(
                        source, row.get(0).span(), "this row is longer than " + MAX_TOKENS + " words and signs");
            }
        }
        tokens.addAll(row);
        tokens.add(new Token(Kind.END_OF_TEXT, "", end.span(), true));
        rows.add(new Row(tokens, isParagraph && !isRest));
        row = new ArrayList<>();
        isParagraph = false;
    }

    private boolean isRest() {
        List<Token> before = rows.get(rows.size() - 1).tokens();
        Token first = row.get(0);
        boolean startsWithSign = first.is("+") || first.is("*") || first.is("·") || first.is("/") || first.is("⊙");
        boolean startsWithMinus = first.is("-") && row.stream().noneMatch(token -> token.is("="));
        return waits(before.get(before.size() - 2)) || startsWithSign || startsWithMinus;
    }

    /** Whether a sign needs something after it. */
    private static boolean waits(Token token) {
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

    /** Brackets that held nothing but words, words that nothing follows, and the full stop at the end. */
    private void dropEmptyRemarks() {
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
}
