package io.xent.learn.encoding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Learns the vocabulary of a free text column and the weight of each n-gram, {@code idf = ln((1 + n)/(1 + df)) + 1},
 * where n counts the rows and df those that hold the n-gram: as scikit-learn's TfidfVectorizer does.
 */
final class TextFit {

    /** An n-gram in fewer training rows than this is left out: nothing can be learned of it. */
    static final int ROWS_OF_AN_NGRAM = 2;

    /** No more n-grams than this are kept, those in most rows. */
    static final int MOST_NGRAMS = 50_000;

    private TextFit() {}

    static ColumnFit fit(Column.Texts column, int maxWords) {
        Map<String, Integer> frequencies = rowsByNgram(column, maxWords);
        List<String> vocabulary = frequencies.entrySet().stream()
                .filter(entry -> entry.getValue() >= ROWS_OF_AN_NGRAM)
                .sorted((a, b) -> a.getValue().equals(b.getValue())
                        ? CodePointOrder.compare(a.getKey(), b.getKey())
                        : b.getValue().compareTo(a.getValue()))
                .limit(MOST_NGRAMS)
                .map(Map.Entry::getKey)
                .sorted(CodePointOrder::compare)
                .toList();
        if (vocabulary.isEmpty()) {
            return ColumnFit.dropped("free text without a word that is in " + ROWS_OF_AN_NGRAM + " rows");
        }
        double[] idf = new double[vocabulary.size()];
        for (int i = 0; i < idf.length; i++) {
            idf[i] = Math.log((1.0 + column.rows()) / (1.0 + frequencies.get(vocabulary.get(i)))) + 1;
        }
        return ColumnFit.used(
                new ColumnEncoding.Text(column.name(), maxWords, vocabulary, idf),
                "free text, " + vocabulary.size()
                        + (maxWords == 1 ? " words" : " n-grams of up to " + maxWords + " words"));
    }

    private static Map<String, Integer> rowsByNgram(Column.Texts column, int maxWords) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String text = column.value(row);
            if (text != null) {
                new HashSet<>(Words.ngrams(text, maxWords)).forEach(ngram -> rows.merge(ngram, 1, Integer::sum));
            }
        }
        return rows;
    }
}
