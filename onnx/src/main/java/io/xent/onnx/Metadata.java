package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Network;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model of ours says in its metadata: how raw columns are encoded and which input each is, the labels, the
 * precision, and where the model came from. The graph is made from the first three and never read back.
 */
record Metadata(
        Encoding encoding,
        List<String> inputs,
        Labels labels,
        Precision precision,
        Optional<Architecture> network,
        Provenance provenance) {

    private static final String RESERVED = "xent.";
    private static final String FORMAT = RESERVED + "format";
    private static final String ENCODING = RESERVED + "encoding";
    private static final String LABELS = RESERVED + "labels";
    private static final String NETWORK = RESERVED + "network";
    private static final String PRECISION = RESERVED + "precision";

    /** What is added to a model, ours or not, that was finished before. A key that is there gets the new value. */
    static void add(ModelProto.Builder model, Map<String, String> notes) {
        List<StringStringEntryProto> kept = model.getMetadataPropsList().stream()
                .filter(entry ->
                        !notes.containsKey(entry.getKey()) && !entry.getKey().equals(ModelFile.CHECKSUM))
                .toList();
        model.clearMetadataProps().addAllMetadataProps(kept);
        notes.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    }

    static Map<String, String> write(Pipeline pipeline, List<String> inputs) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT, OnnxModelWriter.FORMAT);
        entries.put(PRECISION, pipeline.precision().name());
        entries.put(LABELS, labels(pipeline.labels()));
        entries.put(ENCODING, EncodingJson.write(pipeline.encoding(), inputs));
        if (pipeline.classifier() instanceof Network network) {
            entries.put(NETWORK, NetworkJson.write(network.architecture()));
        }
        pipeline.provenance().entries().forEach((key, value) -> {
            if (key.startsWith(RESERVED)) {
                throw new IllegalArgumentException("provenance may not be called '" + key + "'");
            }
            entries.put(key, value);
        });
        entries.forEach((key, value) -> requireUnicode(key + value));
        return entries;
    }

    /** Half a surrogate pair has no UTF-8 and would come back as another text. */
    private static void requireUnicode(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a name or level that is no valid Unicode cannot be stored");
        }
    }

    private static String labels(Labels labels) {
        return JsonText.of(out -> {
            out.writeStartObject();
            out.writeStringField("column", labels.column());
            out.writeStringField("kind", labels.kind().name());
            JsonText.texts(out, "names", labels.names());
            out.writeEndObject();
        });
    }

    /** @throws InvalidInputException where the file is not ours, or of a format that this version does not know */
    static Metadata read(ModelFile model) {
        if (!model.isOurs()) {
            String producer = model.producer().isEmpty() ? "another program" : "'" + model.producer() + "'";
            throw new InvalidInputException(model.file() + ": was written by " + producer
                    + ", so how it was trained is not known; name a model that Xent wrote");
        }
        String format = model.metadata().get(FORMAT);
        if (!OnnxModelWriter.FORMAT.equals(format)) {
            throw new InvalidInputException(model.file() + ": has format " + format
                    + ", but this version of Xent reads " + OnnxModelWriter.FORMAT + "; use the version that wrote it");
        }
        EncodingJson.Columns columns = entry(model, ENCODING, EncodingJson::read);
        Map<String, String> provenance = new LinkedHashMap<>(model.metadata());
        provenance.keySet().removeIf(key -> key.startsWith(RESERVED));
        return new Metadata(
                columns.encoding(),
                columns.inputs(),
                entry(model, LABELS, Metadata::labels),
                entry(model, PRECISION, Precision::valueOf),
                model.metadata().containsKey(NETWORK)
                        ? Optional.of(entry(model, NETWORK, NetworkJson::read))
                        : Optional.empty(),
                new Provenance(provenance));
    }

    private static Labels labels(String text) {
        JsonFields json = new JsonFields(JsonText.parse(text));
        return new Labels(json.text("column"), Labels.Kind.valueOf(json.text("kind")), json.texts("names"));
    }

    private static <T> T entry(ModelFile model, String key, Function<String, T> read) {
        try {
            return read.apply(model.metadata().getOrDefault(key, ""));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(
                    model.file() + ": its metadata '" + key + "' cannot be read (" + firstLine(e.getMessage())
                            + "); restore the model or train it again",
                    e);
        }
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
