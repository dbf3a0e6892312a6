package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.List;

/** Cuts free text into words and n-grams of words, as {@link ColumnEncoding.Text} says. */
final class Words {

    private Words() {}

    /** The n-grams of 1 to {@code maxWords} words, by where they start, the shorter first, repeats included. */
    static List<String> ngrams(String text, int maxWords) {
        List<String> words = words(text);
        if (maxWords == 1) {
            return words;
        }
        List<String> ngrams = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            StringBuilder ngram = new StringBuilder();
            for (int to = from; to < Math.min(from + maxWords, words.size()); to++) {
                ngram.append(to == from ? "" : " ").append(words.get(to));
                ngrams.add(ngram.toString());
            }
        }
        return ngrams;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isLetterOrNumber(point)) {
                word.appendCodePoint(point >= 'A' && point <= 'Z' ? point + 'a' - 'A' : point);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isLetterOrNumber(int point) {
        return switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
