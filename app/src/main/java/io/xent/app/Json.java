package io.xent.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Builds one JSON object. Numbers keep all their digits; one that is not finite, which JSON cannot say, becomes null. */
final class Json {

    /** Writes the fields of an object. */
    interface Fields {
        void write() throws IOException;
    }

    private final StringWriter text = new StringWriter();
    private final JsonGenerator out;

    private Json() throws IOException {
        out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter();
    }

    /** The text of an object whose fields {@code fields} writes. */
    static String object(Consumer<Json> fields) {
        try {
            Json json = new Json();
            json.out.writeStartObject();
            fields.accept(json);
            json.out.writeEndObject();
            json.out.close();
            return json.text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Json field(String name, String value) {
        return write(() -> out.writeStringField(name, value));
    }

    /** A field that says there is nothing. */
    Json nothing(String name) {
        return write(() -> out.writeNullField(name));
    }

    Json field(String name, boolean value) {
        return write(() -> out.writeBooleanField(name, value));
    }

    Json field(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    Json field(String name, double value) {
        return write(() -> {
            out.writeFieldName(name);
            number(value);
        });
    }

    Json numbers(String name, double... values) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            for (double value : values) {
                number(value);
            }
            out.writeEndArray();
        });
    }

    Json rows(String name, double[][] matrix) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            for (double[] row : matrix) {
                out.writeStartArray();
                for (double value : row) {
                    number(value);
                }
                out.writeEndArray();
            }
            out.writeEndArray();
        });
    }

    Json strings(String name, List<String> values) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        });
    }

    Json object(String name, Runnable fields) {
        return write(() -> {
            out.writeObjectFieldStart(name);
            fields.run();
            out.writeEndObject();
        });
    }

    <T> Json objects(String name, List<T> values, Consumer<T> fields) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            for (T value : values) {
                out.writeStartObject();
                fields.accept(value);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void number(double value) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    private Json write(Fields fields) {
        try {
            fields.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
