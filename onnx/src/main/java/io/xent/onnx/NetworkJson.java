package io.xent.onnx;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.xent.learn.network.Activation;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The layers of a network as JSON: an array with one object per layer. The fields are listed in docs/file-formats.md. */
final class NetworkJson {

    private NetworkJson() {}

    static String write(Architecture architecture) {
        return JsonText.of(out -> {
            out.writeStartArray();
            for (Layer layer : architecture.layers()) {
                out.writeStartObject();
                put(layer, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void put(Layer layer, JsonGenerator out) throws IOException {
        if (layer instanceof Layer.Dense dense) {
            out.writeStringField("kind", "dense");
            out.writeNumberField("inputs", dense.inputs());
            out.writeNumberField("outputs", dense.outputs());
        } else if (layer instanceof Layer.Convolution convolution) {
            out.writeStringField("kind", "convolution");
            put(convolution.from(), out);
            out.writeNumberField("filters", convolution.filters());
            out.writeNumberField("size", convolution.size());
        } else if (layer instanceof Layer.Pooling pooling) {
            out.writeStringField("kind", "pooling");
            put(pooling.from(), out);
            out.writeNumberField("size", pooling.size());
        } else if (layer instanceof Layer.Activated activated) {
            out.writeStringField("kind", activated.activation().name().toLowerCase(Locale.ROOT));
            out.writeNumberField("inputs", activated.inputs());
        } else if (layer instanceof Layer.Dropout dropout) {
            out.writeStringField("kind", "dropout");
            out.writeNumberField("rate", dropout.rate());
            out.writeNumberField("inputs", dropout.inputs());
        }
    }

    private static void put(Shape shape, JsonGenerator out) throws IOException {
        out.writeNumberField("height", shape.height());
        out.writeNumberField("width", shape.width());
        out.writeNumberField("channels", shape.channels());
    }

    private static Shape shape(JsonFields json) {
        return new Shape(json.count("height"), json.count("width"), json.count("channels"));
    }

    /** @throws IllegalArgumentException where the text is not what {@link #write} makes */
    static Architecture read(String text) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode json : JsonText.parse(text)) {
            layers.add(layer(new JsonFields(json)));
        }
        return new Architecture(layers);
    }

    private static Layer layer(JsonFields json) {
        String kind = json.text("kind");
        return switch (kind) {
            case "dense" -> new Layer.Dense(json.count("inputs"), json.count("outputs"));
            case "convolution" -> new Layer.Convolution(shape(json), json.count("filters"), json.count("size"));
            case "pooling" -> new Layer.Pooling(shape(json), json.count("size"));
            case "dropout" -> new Layer.Dropout(json.number("rate"), json.count("inputs"));
            default -> new Layer.Activated(Activation.valueOf(kind.toUpperCase(Locale.ROOT)), json.count("inputs"));
        };
    }
}
