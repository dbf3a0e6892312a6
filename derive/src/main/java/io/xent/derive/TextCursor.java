package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** A place among the characters of a text, the tokens found before it, and the errors that name it. */
final class TextCursor {

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean isSpaced;

    /** Where a {@code \\left} stands that belongs to the bracket to come, or −1. */
    private int before = -1;

    TextCursor(Source source) {
        this.source = source;
        this.text = source.text();
    }

    int at() {
        return at;
    }

    int length() {
        return text.length();
    }

    /** The character here, one of those beyond 16 bits too, or −1 at the end. */
    int peek() {
        return peek(0);
    }

    /** The character so many places ahead, or −1 beyond the end. */
    int peek(int ahead) {
        return at + ahead < text.length() ? text.codePointAt(at + ahead) : -1;
    }

    /** Whether these characters come next. */
    boolean isAt(String characters) {
        return text.startsWith(characters, at);
    }

    /** Steps over the character if it is next. */
    boolean skip(char c) {
        boolean isThere = peek() == c;
        if (isThere) {
            at++;
        }
        return isThere;
    }

    /** Steps over so many places. */
    void advance(int length) {
        at += length;
    }

    /** Steps over the character here and gives it. */
    int take() {
        int c = peek();
        at += Character.charCount(c);
        return c;
    }

    /** Comes to another place. */
    void goTo(int place) {
        at = place;
    }

    /** The place of the character if it stands here or later, else −1. */
    int find(char c) {
        return text.indexOf(c, at);
    }

    /** The text from a place up to another. */
    String slice(int from, int to) {
        return text.substring(from, to);
    }

    /** Whether nothing but space stands before this place in its line. */
    boolean isAtLineStart() {
        return tokens.isEmpty() || tokens.get(tokens.size() - 1).is(Kind.NEWLINE);
    }

    /** Says that there is space before the next token. */
    void space() {
        isSpaced = true;
    }

    /** Says that the next token begins at a place before it. */
    void attach(int place) {
        before = place;
    }

    /** Adds a token that ends here. */
    void add(Kind kind, String word, int from) {
        add(kind, word, from, at);
    }

    void add(Kind kind, String word, int from, int to) {
        tokens.add(new Token(kind, word, new Span(before < 0 ? from : before, to), isSpaced));
        before = -1;
        isSpaced = false;
    }

    /** Adds words, which mean nothing for the tokens around them. */
    void addWords(String words, int from, int to) {
        tokens.add(new Token(Kind.TEXT, words, new Span(from, to), true));
    }

    List<Token> tokens() {
        return tokens;
    }

    UnreadableException error(int from, int to, String message) {
        return new UnreadableException(source, new Span(from, to), message);
    }
}
