package io.xent.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON as text. Writing does without the mapper of objects, which takes as long to load as a small model to train. */
final class JsonText {

    /** Writes doubles the same way on every JDK. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Loaded by the first text that is read. */
    private static final class Reader {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }

    private JsonText() {}

    /** Writes one value. */
    interface Value {
        void write(JsonGenerator out) throws IOException;
    }

    static String of(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            value.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A field that holds an array of texts. */
    static void texts(JsonGenerator out, String name, Iterable<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** @throws IllegalArgumentException where the text is no JSON */
    static JsonNode parse(String text) {
        try {
            return Reader.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
