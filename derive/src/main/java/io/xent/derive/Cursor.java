package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A place among the tokens of one statement, and the errors that name it. */
final class Cursor {

    /** How deep brackets, fractions and scripts may be nested: people write five. Keeps the stack of the parser short. */
    static final int MAX_DEPTH = 80;

    private final Source source;
    private final List<Token> tokens;
    /** Where words were split, the last first. */
    private final Deque<Integer> splits = new ArrayDeque<>();

    private int at;
    private int depth;

    /** Over tokens of which the last is {@link Kind#END_OF_TEXT}. */
    Cursor(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = new ArrayList<>(tokens);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** The token before this place. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token take() {
        Token token = peek();
        if (!token.is(Kind.END_OF_TEXT)) {
            at++;
        }
        return token;
    }

    boolean isAt(String sign) {
        return peek().is(sign);
    }

    boolean isAtEnd() {
        return peek().is(Kind.END_OF_TEXT);
    }

    /** Steps over the sign if it is next. */
    boolean skip(String sign) {
        boolean isThere = isAt(sign);
        if (isThere) {
            at++;
        }
        return isThere;
    }

    Token expect(String sign, String why) {
        if (!isAt(sign)) {
            throw error(peek(), "expected '" + sign + "' " + why + ", not " + found(peek()));
        }
        return take();
    }

    /** A place to come back to. */
    int mark() {
        return at;
    }

    /** Comes back, to the tokens as they were: words that were split since are whole again, or their letters would be read apart. */
    void reset(int mark) {
        while (!splits.isEmpty() && splits.peek() >= mark) {
            int first = splits.pop();
            Token head = tokens.get(first);
            Token tail = tokens.remove(first + 1);
            tokens.set(
                    first,
                    new Token(
                            head.kind(), head.text() + tail.text(), head.span().to(tail.span()), head.isSpaced()));
        }
        at = mark;
    }

    /** Makes two tokens of the next word: its first letters and the rest. */
    void split(int length) {
        Token word = peek();
        int middle = word.span().start() + length;
        splits.push(at);
        tokens.set(
                at,
                new Token(
                        word.kind(),
                        word.text().substring(0, length),
                        new Span(word.span().start(), middle),
                        word.isSpaced()));
        tokens.add(
                at + 1,
                new Token(
                        word.kind(),
                        word.text().substring(length),
                        new Span(middle, word.span().end()),
                        false));
    }

    /** Whether, brackets inside skipped, the text up to the bracket that closes the one at {@code ahead} has one of the signs. */
    boolean holds(int ahead, String... signs) {
        int open = 0;
        for (int i = at + ahead; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            open += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
            if (open == 0) {
                return false;
            }
            for (String sign : signs) {
                if (open == 1 && (token.is(sign) || token.isWord(sign))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many tokens there are from here through the bracket that closes the one at {@code ahead}. */
    int through(int ahead) {
        int open = 0;
        for (int i = at + ahead; i < tokens.size(); i++) {
            open += isOpening(tokens.get(i)) ? 1 : isClosing(tokens.get(i)) ? -1 : 0;
            if (open == 0) {
                return i - at + 1;
            }
        }
        return tokens.size() - at;
    }

    static boolean isOpening(Token token) {
        return token.is("(")
                || token.is("[")
                || token.is("{")
                || token.is("\\{")
                || token.is("⟨")
                || token.is(Kind.BEGIN);
    }

    static boolean isClosing(Token token) {
        return token.is(")")
                || token.is("]")
                || token.is("}")
                || token.is("\\}")
                || token.is("⟩")
                || token.is(Kind.END);
    }

    /** The bracket that closes this one. */
    static String closing(Token open) {
        return switch (open.text()) {
            case "(" -> ")";
            case "[" -> "]";
            case "{" -> "}";
            case "⟨" -> "⟩";
            default -> "\\}";
        };
    }

    /** Goes one level into brackets. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw error(peek(), "nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** From the start of a token through the token before this place. */
    Span since(Token first) {
        return first.span().to(last().span());
    }

    UnreadableException error(Token token, String message) {
        return error(token.span(), message);
    }

    UnreadableException error(Span span, String message) {
        return new UnreadableException(source, span, message);
    }

    /** The token in words. */
    static String found(Token token) {
        return switch (token.kind()) {
            case END_OF_TEXT, NEWLINE, ROW -> "the end of the line";
            case BEGIN -> "\\begin{" + token.text() + "}";
            case END -> "\\end{" + token.text() + "}";
            case COMMAND -> "\\" + token.text();
            case TEXT -> "the words '" + token.text() + "'";
            default -> "'" + token.text() + "'";
        };
    }
}
