package io.xent.derive;

/**
 * A word, number or sign of a derivation, the same whether it came as LaTeX, Unicode or ASCII.
 *
 * @param text in the spelling that the parser knows: {@code *} for · and × and {@code \cdot}
 * @param isSpaced whether white space comes before it
 */
record Token(Kind kind, String text, Span span, boolean isSpaced) {

    enum Kind {
        /** Letters that stand together: a name, several names or a keyword. */
        WORD,
        NUMBER,
        /** A sign, or a LaTeX command that takes arguments. */
        SIGN,
        COMMAND,
        /** What {@code \text} holds, or another command for words inside of formulas. */
        TEXT,
        BEGIN,
        END,
        /** The end of a row: {@code \\}. */
        ROW,
        NEWLINE,
        /** The beginning or the end of a displayed formula: {@code $$}, {@code \[}, {@code \]}. */
        DISPLAY,
        END_OF_TEXT
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether it is = or ≠. */
    boolean isRelation() {
        return is("=") || is("≠");
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isCommand(String command) {
        return kind == Kind.COMMAND && text.equals(command);
    }
}
