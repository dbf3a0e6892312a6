package io.xent.derive;

import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads names with what hangs on them, hats, primes, labels and indices, and indices by themselves. */
final class NameParser {

    private static final Set<String> ACCENTS =
            Set.of("hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot");
    private static final Set<String> STYLES =
            Set.of("mathbf", "boldsymbol", "bm", "pmb", "mathcal", "mathscr", "mathfrak", "mathbb", "mathds", "mathrm");

    private static final int MAX_INDICES = 3;

    private final Cursor cursor;
    private final Words words;

    NameParser(Cursor cursor, Words words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** Whether a name can begin here. */
    boolean isAtName() {
        Token token = cursor.peek();
        return token.is(Kind.WORD) && !Words.isKeyword(token.text())
                || token.is(Kind.COMMAND) && (ACCENTS.contains(token.text()) || STYLES.contains(token.text()));
    }

    /** A name and all that hangs on it. */
    Name name() {
        Token first = cursor.peek();
        StringBuilder name = new StringBuilder(base());
        primes(name);
        List<Index> rows = new ArrayList<>();
        List<Index> indices = new ArrayList<>();
        for (boolean isMore = true; isMore; ) {
            isMore = row(rows) || label(name, indices) || subscripts(name.toString(), indices) || brackets(indices);
        }
        rows.addAll(indices);
        if (rows.size() > MAX_INDICES) {
            throw cursor.error(cursor.since(first), "more than " + MAX_INDICES + " indices are not understood");
        }
        String whole = name.toString().endsWith("_hat")
                ? Spelling.hatted(name.substring(0, name.length() - 4))
                : name.toString();
        return new Name(whole, rows, cursor.since(first));
    }

    /** The letters of a name: {@code y}, {@code \hat{y}}, {@code \mathbf{W}}, {@code loss}. */
    String base() {
        Token token = cursor.peek();
        if (token.is(Kind.COMMAND)) {
            cursor.take();
            String argument = argument(token);
            return ACCENTS.contains(token.text()) ? accented(token.text(), argument) : argument;
        }
        if (!token.is(Kind.WORD)) {
            throw cursor.error(token, "expected a name, not " + Cursor.found(token));
        }
        if (!words.isKnown(token.text())) {
            separate(token);
        }
        return Words.canonical(cursor.take().text());
    }

    /** Two letters side by side are two names, as in {@code Wx}; more are a word that nobody has explained. */
    private void separate(Token token) {
        if (token.text().length() > 2 || !Character.isLetter(token.text().charAt(0))) {
            if (token.text().equals("max")) {
                throw cursor.error(
                        token,
                        "a maximum is not understood; give it a name: a softmax stays the same whatever is subtracted");
            }
            throw cursor.error(
                    token,
                    "'" + token.text() + "' is not understood: define it first, separate names that are multiplied by"
                            + " spaces, or put words after % or inside \\text{}");
        }
        cursor.split(1);
    }

    /** What a hat or a style is put over: a name in braces, or the letter that follows. */
    private String argument(Token command) {
        boolean isBraced = cursor.skip("{");
        Token token = cursor.peek();
        if (token.is(Kind.NUMBER) && token.text().equals("1")) {
            cursor.take();
            close(isBraced);
            return "1";
        }
        if (!isBraced && token.is(Kind.WORD) && token.text().length() > 1 && !words.isName(token.text())) {
            cursor.split(1);
        }
        if (!isAtName()) {
            throw cursor.error(token, "\\" + command.text() + " needs a name, not " + Cursor.found(token));
        }
        cursor.enter();
        StringBuilder name = new StringBuilder(base());
        cursor.leave();
        primes(name);
        close(isBraced);
        return name.toString();
    }

    private void close(boolean isBraced) {
        if (isBraced) {
            cursor.expect("}", "after the name");
        }
    }

    private static String accented(String accent, String name) {
        return switch (accent) {
            case "hat", "widehat" -> Spelling.hatted(name);
            case "bar", "overline" -> name + '\u0304';
            case "tilde", "widetilde" -> name + '\u0303';
            case "dot" -> name + '\u0307';
            default -> name;
        };
    }

    private void primes(StringBuilder name) {
        while (true) {
            if (cursor.skip("′")) {
                name.append('\'');
            } else if (cursor.isAt("^") && cursor.peek(1).is("′")) {
                cursor.take();
            } else if (cursor.isAt("^")
                    && cursor.peek(1).is("{")
                    && cursor.peek(2).is("′")
                    && cursor.peek(3).is("}")) {
                cursor.take();
                cursor.take();
                cursor.take();
                cursor.take();
                name.append('\'');
            } else {
                return;
            }
        }
    }

    /** The row of a batch: {@code ^{(n)}}. */
    private boolean row(List<Index> rows) {
        boolean isBraced = cursor.isAt("^") && cursor.peek(1).is("{") && isRow(2, "}");
        boolean isPlain = cursor.isAt("^") && isRow(1, "") && rows.isEmpty();
        if (!isBraced && !isPlain) {
            return false;
        }
        cursor.take();
        cursor.skip("{");
        cursor.expect("(", "before the row");
        rows.add(index());
        cursor.expect(")", "after the row");
        if (isBraced) {
            cursor.expect("}", "after the row");
        }
        return true;
    }

    /** Whether brackets with an index and nothing else stand there. */
    private boolean isRow(int ahead, String after) {
        if (!cursor.peek(ahead).is("(")) {
            return false;
        }
        Token letter = cursor.peek(ahead + 1);
        boolean isLetter = letter.is(Kind.WORD) && words.isName(letter.text()) && !letter.isWord("T");
        int end = ahead + 2;
        while (cursor.peek(end).is("′")) {
            end++;
        }
        if (cursor.peek(end).is("_")) {
            end = cursor.peek(end + 1).is("{") ? cursor.through(end + 1) : end + 2;
        }
        boolean isClosed = cursor.peek(end).is(")")
                && (after.isEmpty() || cursor.peek(end + 1).is(after));
        return isClosed && (isLetter || letter.is(Kind.NUMBER));
    }

    /** A subscript that is part of the name: {@code y_{\text{true}}}, {@code L_CE}; indices may follow: {@code y_{\text{true}, i}}. */
    private boolean label(StringBuilder name, List<Index> indices) {
        if (!cursor.isAt("_")) {
            return false;
        }
        boolean isBraced = cursor.peek(1).is("{");
        Token token = cursor.peek(isBraced ? 2 : 1);
        boolean isLabel = token.is(Kind.TEXT) || token.is(Kind.WORD) && Words.isLabel(token.text());
        if (!isLabel || isBraced && !cursor.peek(3).is("}") && !cursor.peek(3).is(",")) {
            return false;
        }
        String label = token.text().strip();
        if (!label.matches("[A-Za-z]+")) {
            throw cursor.error(token, "a subscript in words is part of a name and needs letters only");
        }
        for (int i = isBraced ? 3 : 2; i > 0; i--) {
            cursor.take();
        }
        name.append('_').append(label);
        if (isBraced && cursor.skip(",")) {
            list(indices, "}");
        } else if (isBraced) {
            cursor.take();
        }
        return true;
    }

    private boolean subscripts(String name, List<Index> indices) {
        if (!cursor.isAt("_") || isRelation()) {
            return false;
        }
        cursor.take();
        Token token = cursor.peek();
        if (cursor.skip("{")) {
            list(indices, "}");
        } else if (cursor.skip("(")) {
            list(indices, ")");
        } else if (cursor.skip("[")) {
            list(indices, "]");
        } else {
            unbraced(name, token, indices);
        }
        return true;
    }

    /** The indices of something that is no name. */
    void indices(List<Index> indices) {
        if (!subscripts("", indices)) {
            throw cursor.error(cursor.peek(), "expected an index");
        }
    }

    /** Indices without braces, where the sign of the subscript has been read. */
    void unbraced(List<Index> indices) {
        unbraced("", cursor.peek(), indices);
    }

    /** Whether the subscript asks something, as that of an indicator does: {@code 1_{i=j}}. */
    private boolean isRelation() {
        return cursor.peek(1).is("{") && cursor.holds(1, "=", "≠");
    }

    /** Indices in square brackets, as programs have them: {@code y[k]}, {@code W[i][j]}. */
    private boolean brackets(List<Index> indices) {
        if (!cursor.isAt("[") || cursor.peek().isSpaced() || !isIndexList()) {
            return false;
        }
        cursor.take();
        list(indices, "]");
        return true;
    }

    private boolean isIndexList() {
        int length = cursor.through(0);
        for (int i = 1; i < length - 1; i++) {
            Token token = cursor.peek(i);
            boolean isIndex = token.is(Kind.WORD) && token.text().length() == 1
                    || token.is(Kind.NUMBER)
                    || token.is(",")
                    || token.is("′");
            if (!isIndex) {
                return false;
            }
        }
        return length > 2;
    }

    /**
     * A subscript without braces is one index, as in LaTeX, but for what can only mean two: {@code δ_ij}, {@code W_ij}, {@code p_nk}. Of
     * {@code p_ip_j} the second p has a subscript of its own and so is the next name.
     */
    private void unbraced(String name, Token token, List<Index> indices) {
        if (token.is(Kind.WORD)
                && token.text().length() > 1
                && Spelling.greek(token.text()) == null
                && !Words.isAccented(token.text())) {
            String run = token.text();
            int taken = indexLetters(name, run, cursor.peek(1).is("_"));
            if (taken < run.length()) {
                cursor.split(taken);
            }
            list(indices);
        } else {
            indices.add(letter());
        }
    }

    private static int indexLetters(String name, String run, boolean isLastAName) {
        int letters = isLastAName ? run.length() - 1 : run.length();
        if (letters == 2 && (name.equals("δ") || name.equals("W") || name.equals("w") || name.equals("I"))) {
            return 2;
        }
        boolean areUsual = run.chars().limit(letters).allMatch(c -> c >= 'i' && c <= 'n');
        return areUsual && letters <= 3 ? letters : 1;
    }

    private void list(List<Index> indices) {
        Token word = cursor.peek();
        for (int left = word.text().length(); left > 0; left--) {
            indices.add(letter());
        }
    }

    private void list(List<Index> indices, String close) {
        do {
            indices.add(index());
            cursor.skip(",");
        } while (!cursor.isAt(close) && !cursor.isAtEnd());
        cursor.expect(close, "after the index");
    }

    /** An index that has no indices of its own, because no braces hold it: {@code i}, {@code k'}, {@code 2}. */
    private Index letter() {
        Token token = cursor.peek();
        if (token.is(Kind.NUMBER) && token.text().indexOf('.') < 0) {
            cursor.take();
            return new Index(token.text(), List.of(), token.span());
        }
        if (!isAtName()) {
            throw cursor.error(token, "expected an index, a letter or a whole number, not " + Cursor.found(token));
        }
        boolean areLetters = token.is(Kind.WORD) && token.text().length() > 1 && !words.isName(token.text());
        if (areLetters && Spelling.greek(token.text()) == null) {
            cursor.split(1);
        }
        StringBuilder letter = new StringBuilder(base());
        primes(letter);
        return new Index(letter.toString(), List.of(), cursor.since(token));
    }

    /** An index in braces, which may have indices itself: {@code i}, {@code y_n}, {@code t^{(n)}}. */
    Index index() {
        Token token = cursor.peek();
        Index letter = letter();
        List<Index> own = new ArrayList<>();
        cursor.enter();
        for (boolean isMore = !letter.isNumber(); isMore; ) {
            isMore = row(own) || subscripts(letter.text(), own);
        }
        cursor.leave();
        return own.isEmpty() ? letter : new Index(letter.text(), own, cursor.since(token));
    }
}
