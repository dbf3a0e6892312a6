package io.xent.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoding, and the input each of its columns is read from, as JSON: an array with one object per column. Numbers
 * come back to the last bit. The fields are listed in docs/file-formats.md.
 */
final class EncodingJson {

    /** Writes doubles the same way on every JDK. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private EncodingJson() {}

    static String write(Encoding encoding, List<String> inputs) {
        ArrayNode columns = MAPPER.createArrayNode();
        for (int c = 0; c < inputs.size(); c++) {
            ColumnEncoding column = encoding.columns().get(c);
            ObjectNode json = columns.addObject();
            json.put("column", column.column()).put("input", inputs.get(c));
            put(column, json);
        }
        return columns.toString();
    }

    private static void put(ColumnEncoding column, ObjectNode json) {
        if (column instanceof ColumnEncoding.Number number) {
            json.put("kind", "number");
            putScaling(json, number.centre(), number.scale(), number.fill());
            json.put("flagsMissing", number.flagsMissing());
        } else if (column instanceof ColumnEncoding.Bool bool) {
            json.put("kind", "boolean").put("fill", bool.fill()).put("flagsMissing", bool.flagsMissing());
        } else if (column instanceof ColumnEncoding.Category category) {
            json.put("kind", "category");
            category.levels().forEach(json.putArray("levels")::add);
            json.put("hasOther", category.hasOther()).put("flagsMissing", category.flagsMissing());
        } else if (column instanceof ColumnEncoding.Time time) {
            json.put("kind", "time");
            putScaling(json, time.centre(), time.scale(), time.fill());
            json.put("timeOfDay", time.timeOfDay()).put("flagsMissing", time.flagsMissing());
        } else if (column instanceof ColumnEncoding.Text text) {
            json.put("kind", "text").put("maxWords", text.maxWords());
            text.vocabulary().forEach(json.putArray("vocabulary")::add);
            ArrayNode idf = json.putArray("idf");
            for (double weight : text.idf()) {
                idf.add(finite(weight));
            }
        } else if (column instanceof ColumnEncoding.Vector vector) {
            json.put("kind", "vector").put("width", vector.width()).put("divisor", finite(vector.divisor()));
        }
    }

    private static void putScaling(ObjectNode json, double centre, double scale, double fill) {
        json.put("centre", finite(centre)).put("scale", finite(scale)).put("fill", finite(fill));
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an encoding with the number " + value + " cannot be stored");
        }
        return value;
    }

    /** What {@link #write} was given. */
    record Columns(Encoding encoding, List<String> inputs) {}

    /** @throws IllegalArgumentException where the text is not what {@link #write} makes */
    static Columns read(String text) {
        List<ColumnEncoding> columns = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        for (JsonNode json : parse(text)) {
            columns.add(column(new JsonFields(json)));
            inputs.add(new JsonFields(json).text("input"));
        }
        return new Columns(new Encoding(columns), List.copyOf(inputs));
    }

    private static ColumnEncoding column(JsonFields json) {
        String name = json.text("column");
        String kind = json.text("kind");
        return switch (kind) {
            case "number" ->
                new ColumnEncoding.Number(
                        name,
                        json.number("centre"),
                        json.number("scale"),
                        json.number("fill"),
                        json.bool("flagsMissing"));
            case "boolean" -> new ColumnEncoding.Bool(name, json.bool("fill"), json.bool("flagsMissing"));
            case "category" ->
                new ColumnEncoding.Category(
                        name, json.texts("levels"), json.bool("hasOther"), json.bool("flagsMissing"));
            case "time" ->
                new ColumnEncoding.Time(
                        name,
                        json.number("centre"),
                        json.number("scale"),
                        json.number("fill"),
                        json.bool("timeOfDay"),
                        json.bool("flagsMissing"));
            case "text" -> text(name, json);
            case "vector" -> new ColumnEncoding.Vector(name, json.count("width"), json.number("divisor"));
            default -> throw new IllegalArgumentException("unknown kind of column '" + kind + "'");
        };
    }

    private static ColumnEncoding.Text text(String name, JsonFields json) {
        List<String> vocabulary = json.texts("vocabulary");
        double[] idf = json.numbers("idf");
        if (idf.length != vocabulary.size()) {
            throw new IllegalArgumentException(idf.length + " idf for " + vocabulary.size() + " n-grams");
        }
        return new ColumnEncoding.Text(name, json.count("maxWords"), vocabulary, idf);
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
