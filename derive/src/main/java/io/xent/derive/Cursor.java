package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** A place among the tokens of one statement, and the errors that name it. */
final class Cursor {

    /** How deep brackets, fractions and scripts may be nested: people write five. Keeps the stack of the parser short. */
    static final int MAX_DEPTH = 80;

    private final Source source;
    private final List<Token> tokens;
    private final List<Split> splits = new ArrayList<>();
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

    /** A place to come back to, and how many words were split before it. */
    record Mark(int at, int depth, int splits) {}

    private record Split(int at, Token whole) {}

    Mark mark() {
        return new Mark(at, depth, splits.size());
    }

    /** Comes back, to words as they were. */
    void reset(Mark mark) {
        while (splits.size() > mark.splits()) {
            Split split = splits.remove(splits.size() - 1);
            tokens.set(split.at(), split.whole());
            tokens.remove(split.at() + 1);
        }
        at = mark.at();
        depth = mark.depth();
    }

    /** Makes two tokens of the next word: its first letters and the rest. */
    void split(int length) {
        Token word = peek();
        splits.add(new Split(at, word));
        int middle = word.span().start() + length;
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

    /** Whether the sign stands anywhere in what is left. */
    boolean contains(String sign) {
        return tokens.subList(at, tokens.size()).stream().anyMatch(token -> token.is(sign));
    }

    boolean containsWord(String word) {
        return tokens.subList(at, tokens.size()).stream().anyMatch(token -> token.isWord(word));
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
