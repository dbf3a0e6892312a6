package io.xent.onnx;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoding, and the input each of its columns is read from, as JSON: an array with one object per column. Numbers
 * come back to the last bit. The fields are listed in docs/file-formats.md.
 */
final class EncodingJson {

    private EncodingJson() {}

    static String write(Encoding encoding, List<String> inputs) {
        return JsonText.of(out -> {
            out.writeStartArray();
            for (int c = 0; c < inputs.size(); c++) {
                ColumnEncoding column = encoding.columns().get(c);
                out.writeStartObject();
                out.writeStringField("column", column.column());
                out.writeStringField("input", inputs.get(c));
                put(column, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void put(ColumnEncoding column, JsonGenerator out) throws IOException {
        if (column instanceof ColumnEncoding.Number number) {
            out.writeStringField("kind", "number");
            putScaling(out, number.centre(), number.scale(), number.fill());
            out.writeBooleanField("flagsMissing", number.flagsMissing());
        } else if (column instanceof ColumnEncoding.Bool bool) {
            out.writeStringField("kind", "boolean");
            out.writeBooleanField("fill", bool.fill());
            out.writeBooleanField("flagsMissing", bool.flagsMissing());
        } else if (column instanceof ColumnEncoding.Category category) {
            out.writeStringField("kind", "category");
            JsonText.texts(out, "levels", category.levels());
            out.writeBooleanField("hasOther", category.hasOther());
            out.writeBooleanField("flagsMissing", category.flagsMissing());
        } else if (column instanceof ColumnEncoding.Time time) {
            out.writeStringField("kind", "time");
            putScaling(out, time.centre(), time.scale(), time.fill());
            out.writeBooleanField("timeOfDay", time.timeOfDay());
            out.writeBooleanField("flagsMissing", time.flagsMissing());
        } else if (column instanceof ColumnEncoding.Text text) {
            putText(text, out);
        } else if (column instanceof ColumnEncoding.Vector vector) {
            out.writeStringField("kind", "vector");
            out.writeNumberField("width", vector.width());
            out.writeNumberField("divisor", finite(vector.divisor()));
        }
    }

    private static void putText(ColumnEncoding.Text text, JsonGenerator out) throws IOException {
        out.writeStringField("kind", "text");
        out.writeNumberField("maxWords", text.maxWords());
        JsonText.texts(out, "vocabulary", text.vocabulary());
        out.writeArrayFieldStart("idf");
        for (double weight : text.idf()) {
            out.writeNumber(finite(weight));
        }
        out.writeEndArray();
    }

    private static void putScaling(JsonGenerator out, double centre, double scale, double fill) throws IOException {
        out.writeNumberField("centre", finite(centre));
        out.writeNumberField("scale", finite(scale));
        out.writeNumberField("fill", finite(fill));
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
        for (JsonNode json : JsonText.parse(text)) {
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
}
