package io.xent.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The fields of a JSON object, each asked for by name and type. What is absent or of another type is an {@link IllegalArgumentException}. */
record JsonFields(JsonNode object) {

    String text(String name) {
        return field(name, JsonNode::isTextual).textValue();
    }

    boolean bool(String name) {
        return field(name, JsonNode::isBoolean).booleanValue();
    }

    double number(String name) {
        return field(name, JsonFields::isFinite).doubleValue();
    }

    /** A whole number from 1 up. */
    int count(String name) {
        return field(name, value -> value.isInt() && value.intValue() > 0).intValue();
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : field(name, JsonNode::isArray)) {
            values.add(require(name, value, JsonNode::isTextual).textValue());
        }
        return values;
    }

    double[] numbers(String name) {
        JsonNode array = field(name, JsonNode::isArray);
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = require(name, array.get(i), JsonFields::isFinite).doubleValue();
        }
        return values;
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }

    private JsonNode field(String name, Predicate<JsonNode> type) {
        return require(name, object.path(name), type);
    }

    private static JsonNode require(String name, JsonNode value, Predicate<JsonNode> type) {
        if (!type.test(value)) {
            throw new IllegalArgumentException("'" + name + "' cannot be this " + value.getNodeType());
        }
        return value;
    }
}
