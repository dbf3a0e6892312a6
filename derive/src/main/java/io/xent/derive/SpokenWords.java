package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the words of {@code \text} mean inside of a formula: a subscript, a function, that a condition or an assumption follows; else nothing. */
final class SpokenWords {

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

    private SpokenWords() {}

    /**
     * The tokens that the words come down to; none where they are a remark.
     *
     * @param row the tokens before them
     */
    static List<Token> tokens(Token text, List<Token> row) {
        String words = text.text().strip();
        if (isScript(row)) {
            return List.of(text);
        }
        if (Words.function(words) != null || new Words().isName(words) && words.length() > 1) {
            return List.of(new Token(Kind.WORD, words, text.span(), true));
        }
        if (isAssuming(row)) {
            return properties(text);
        }
        String keyword = keyword(words.toLowerCase(Locale.ROOT));
        return keyword == null ? List.of() : List.of(new Token(Kind.WORD, keyword, text.span(), true));
    }

    private static boolean isScript(List<Token> row) {
        int size = row.size();
        return size > 0 && row.get(size - 1).is("_")
                || size > 1 && row.get(size - 1).is("{") && row.get(size - 2).is("_");
    }

    private static boolean isAssuming(List<Token> row) {
        return row.stream().anyMatch(kept -> kept.is(Kind.WORD) && ASSUMING.contains(kept.text()));
    }

    /** The words of an assumption, "is one-hot", are signs and words like those outside of {@code \\text}. */
    private static List<Token> properties(Token text) {
        int start = text.span().start();
        return Lexer.tokens(new Source(text.text())).stream()
                .filter(word -> !word.is(Kind.END_OF_TEXT))
                .map(word -> {
                    Span span = new Span(
                            start + word.span().start(), start + word.span().end());
                    return new Token(word.kind(), word.text(), span, true);
                })
                .toList();
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
}
