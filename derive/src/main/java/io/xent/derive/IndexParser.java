package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads indices: below a name, in brackets, the row of a batch above it, and by themselves. */
final class IndexParser {

    private final Cursor cursor;
    private final Words words;
    private final NameParser names;

    IndexParser(Cursor cursor, Words words, NameParser names) {
        this.cursor = cursor;
        this.words = words;
        this.names = names;
    }

    /** An index in braces, which may have indices itself: {@code i}, {@code y_n}, {@code t^{(n)}}. */
    Index index() {
        Token token = cursor.peek();
        Index letter = letter();
        List<Index> own = new ArrayList<>();
        cursor.enter();
        for (boolean isMore = !letter.isNumber(); isMore; ) {
            isMore = row(own) || subscript(letter.text(), own);
        }
        cursor.leave();
        return own.isEmpty() ? letter : new Index(letter.text(), own, cursor.since(token));
    }

    /** An index that has no indices of its own, because no braces hold it: {@code i}, {@code k'}, {@code 2}. */
    private Index letter() {
        Token token = cursor.peek();
        if (token.is(Kind.NUMBER) && token.text().indexOf('.') < 0) {
            cursor.take();
            return new Index(token.text(), List.of(), token.span());
        }
        if (!names.isAtName()) {
            throw cursor.error(token, "expected an index, a letter or a whole number, not " + Cursor.found(token));
        }
        boolean areLetters = token.is(Kind.WORD) && token.text().length() > 1 && !words.isName(token.text());
        if (areLetters && Spelling.greek(token.text()) == null) {
            cursor.split(1);
        }
        StringBuilder letter = new StringBuilder(names.base());
        names.primes(letter);
        return new Index(letter.toString(), List.of(), cursor.since(token));
    }

    /** Adds the row of a batch, {@code ^{(n)}}, if one comes next. */
    boolean row(List<Index> rows) {
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

    /** The indices below something that is no name. */
    List<Index> subscript() {
        List<Index> indices = new ArrayList<>();
        if (!subscript("", indices)) {
            throw cursor.error(cursor.peek(), "expected an index");
        }
        return indices;
    }

    /** Adds the indices below a name, if any come next. */
    boolean subscript(String name, List<Index> indices) {
        if (!cursor.isAt("_") || isRelation()) {
            return false;
        }
        cursor.take();
        if (cursor.skip("{")) {
            upTo("}", indices);
        } else if (cursor.skip("(")) {
            upTo(")", indices);
        } else if (cursor.skip("[")) {
            upTo("]", indices);
        } else {
            indices.addAll(unbraced(name));
        }
        return true;
    }

    /** Whether the subscript asks something, as that of an indicator does: {@code 1_{i=j}}. */
    private boolean isRelation() {
        return cursor.peek(1).is("{") && cursor.holds(1, "=", "≠");
    }

    /** Adds indices in square brackets, as programs have them, if any come next: {@code y[k]}, {@code W[i][j]}. */
    boolean inBrackets(List<Index> indices) {
        if (!cursor.isAt("[") || cursor.peek().isSpaced() || !isIndexList()) {
            return false;
        }
        cursor.take();
        upTo("]", indices);
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

    /** Adds the indices before a bracket that closes, and steps over it. */
    void upTo(String close, List<Index> indices) {
        do {
            indices.add(index());
            cursor.skip(",");
        } while (!cursor.isAt(close) && !cursor.isAtEnd());
        cursor.expect(close, "after the index");
    }

    /** Indices without braces, where the sign of the subscript has been read. */
    List<Index> unbraced() {
        return unbraced("");
    }

    /**
     * A subscript without braces is one index, as in LaTeX, but for what can only mean two: {@code δ_ij}, {@code W_ij}, {@code p_nk}. Of
     * {@code p_ip_j} the second p has a subscript of its own and so is the next name.
     */
    private List<Index> unbraced(String name) {
        Token token = cursor.peek();
        boolean areLetters = token.is(Kind.WORD)
                && token.text().length() > 1
                && Spelling.greek(token.text()) == null
                && !Words.isAccented(token.text());
        int letters =
                areLetters ? indexLetters(name, token.text(), cursor.peek(1).is("_")) : 1;
        if (areLetters && letters < token.text().length()) {
            cursor.split(letters);
        }
        List<Index> indices = new ArrayList<>();
        for (int left = letters; left > 0; left--) {
            indices.add(letter());
        }
        return indices;
    }

    private static int indexLetters(String name, String run, boolean isLastAName) {
        int letters = isLastAName ? run.length() - 1 : run.length();
        if (letters == 2 && (name.equals("δ") || name.equals("W") || name.equals("w") || name.equals("I"))) {
            return 2;
        }
        boolean areUsual = run.chars().limit(letters).allMatch(c -> c >= 'i' && c <= 'n');
        return areUsual && letters <= 3 ? letters : 1;
    }
}
