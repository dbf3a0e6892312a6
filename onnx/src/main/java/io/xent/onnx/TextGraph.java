package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.xent.learn.encoding.ColumnEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@link ColumnEncoding.Text} as ONNX nodes: lower case, cut into words, count known n-grams, times idf, to unit
 * length. Counts come from TfIdfVectorizer in its TF mode, as its own weights have 32 bits only. ONNX Runtime pads
 * short rows with empty words, which no n-gram has. Its locale "C" lowers A–Z alone and exists on every machine.
 */
final class TextGraph {

    private TextGraph() {}

    /** Adds the nodes from texts, one axis of rows, to rows × width features; returns the value that holds them. */
    static String add(GraphBuilder graph, String texts, String prefix, ColumnEncoding.Text encoding) {
        String lower = graph.node(
                "StringNormalizer",
                prefix + "lower",
                List.of(texts),
                attribute("case_change_action", "LOWER"),
                attribute("is_case_sensitive", 1),
                attribute("locale", "C"));
        String words = graph.node(
                GraphBuilder.MICROSOFT,
                "Tokenizer",
                prefix + "words",
                List.of(lower),
                attribute("mark", 0),
                attribute("mincharnum", 1),
                attribute("pad_value", ""),
                attribute("tokenexp", JavaStrings.WORD));
        String counts = graph.cast(counts(graph, words, prefix, encoding), DataType.DOUBLE, prefix + "counts_wide");
        String idf = graph.doubles(prefix + "idf", encoding.idf(), 1, encoding.width());
        return unitLength(graph, graph.node("Mul", prefix + "weighted", List.of(counts, idf)), prefix);
    }

    private static String counts(GraphBuilder graph, String words, String prefix, ColumnEncoding.Text encoding) {
        List<ByteString> pool = new ArrayList<>();
        List<Long> features = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (int size = 1; size <= encoding.maxWords(); size++) {
            starts.add((long) pool.size());
            addNgrams(size, encoding.vocabulary(), pool, features);
        }
        return graph.node(
                "TfIdfVectorizer",
                prefix + "counts",
                List.of(words),
                attribute("mode", "TF"),
                attribute("min_gram_length", 1),
                attribute("max_gram_length", encoding.maxWords()),
                attribute("max_skip_count", 0),
                attribute("ngram_counts", longs(starts)),
                attribute("ngram_indexes", longs(features)),
                attribute("pool_strings", pool));
    }

    /** Those of the n-grams that have {@code size} words, once in UTF-8 and, where it differs, once as spelled. */
    private static void addNgrams(int size, List<String> vocabulary, List<ByteString> pool, List<Long> features) {
        for (int feature = 0; feature < vocabulary.size(); feature++) {
            String ngram = vocabulary.get(feature);
            if (ngram.chars().filter(c -> c == ' ').count() != size - 1) {
                continue;
            }
            addWords(ngram, pool);
            features.add((long) feature);
            if (!JavaStrings.isPlain(ngram)) {
                addWords(JavaStrings.spelled(ngram), pool);
                features.add((long) feature);
            }
        }
    }

    private static void addWords(String ngram, List<ByteString> pool) {
        for (String word : ngram.split(" ")) {
            pool.add(ByteString.copyFromUtf8(word));
        }
    }

    /** A row of zeros stays one: it is divided by 1. */
    private static String unitLength(GraphBuilder graph, String weighted, String prefix) {
        String squares =
                graph.node("ReduceSumSquare", prefix + "squares", List.of(weighted), attribute("axes", new long[] {1}));
        String length = graph.node("Sqrt", prefix + "length", List.of(squares));
        String none = graph.node("Equal", prefix + "no_words", List.of(length, graph.scalar(prefix + "zero", 0)));
        String divisor =
                graph.node("Where", prefix + "divisor", List.of(none, graph.scalar(prefix + "one", 1), length));
        return graph.node("Div", prefix + "features", List.of(weighted, divisor));
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
