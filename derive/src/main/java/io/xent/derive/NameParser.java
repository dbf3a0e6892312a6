package io.xent.derive;

import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads names with what hangs on them, hats, primes, labels and indices. */
final class NameParser {

    private static final Set<String> ACCENTS =
            Set.of("hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot");
    private static final Set<String> STYLES =
            Set.of("mathbf", "boldsymbol", "bm", "pmb", "mathcal", "mathscr", "mathfrak", "mathbb", "mathds", "mathrm");

    private static final int MAX_INDICES = 3;

    private final Cursor cursor;
    private final Words words;
    private final IndexParser indices;

    NameParser(Cursor cursor, Words words) {
        this.cursor = cursor;
        this.words = words;
        this.indices = new IndexParser(cursor, words, this);
    }

    IndexParser indices() {
        return indices;
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
        List<Index> others = new ArrayList<>();
        for (boolean isMore = true; isMore; ) {
            isMore = indices.row(rows)
                    || label(name, others)
                    || indices.subscript(name.toString(), others)
                    || indices.inBrackets(others);
        }
        rows.addAll(others);
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

    /** Adds the primes that come next to a name. */
    void primes(StringBuilder name) {
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

    /** A subscript that is part of the name: {@code y_{\text{true}}}, {@code L_CE}; indices may follow: {@code y_{\text{true}, i}}. */
    private boolean label(StringBuilder name, List<Index> others) {
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
            indices.upTo("}", others);
        } else if (isBraced) {
            cursor.take();
        }
        return true;
    }
}
