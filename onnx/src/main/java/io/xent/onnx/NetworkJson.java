package io.xent.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xent.learn.network.Activation;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The layers of a network as JSON: an array with one object per layer. The fields are listed in docs/file-formats.md. */
final class NetworkJson {

    private NetworkJson() {}

    static String write(Architecture architecture) {
        ArrayNode layers = EncodingJson.MAPPER.createArrayNode();
        architecture.layers().forEach(layer -> put(layer, layers.addObject()));
        return layers.toString();
    }

    private static void put(Layer layer, ObjectNode json) {
        if (layer instanceof Layer.Dense dense) {
            json.put("kind", "dense").put("inputs", dense.inputs()).put("outputs", dense.outputs());
        } else if (layer instanceof Layer.Convolution convolution) {
            put(convolution.from(), json.put("kind", "convolution"));
            json.put("filters", convolution.filters()).put("size", convolution.size());
        } else if (layer instanceof Layer.Pooling pooling) {
            put(pooling.from(), json.put("kind", "pooling"));
            json.put("size", pooling.size());
        } else if (layer instanceof Layer.Activated activated) {
            json.put("kind", activated.activation().name().toLowerCase(Locale.ROOT))
                    .put("inputs", activated.inputs());
        } else if (layer instanceof Layer.Dropout dropout) {
            json.put("kind", "dropout").put("rate", dropout.rate()).put("inputs", dropout.inputs());
        }
    }

    private static void put(Shape shape, ObjectNode json) {
        json.put("height", shape.height()).put("width", shape.width()).put("channels", shape.channels());
    }

    private static Shape shape(JsonFields json) {
        return new Shape(json.count("height"), json.count("width"), json.count("channels"));
    }

    /** @throws IllegalArgumentException where the text is not what {@link #write} makes */
    static Architecture read(String text) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode json : EncodingJson.parse(text)) {
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
