package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.xent.learn.Calibration;
import io.xent.learn.CalibrationMap;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Pipeline;
import io.xent.learn.Provenance;
import io.xent.learn.ScalingMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finished model with a {@link CalibrationMap} grown onto it: the same file, inputs and names of outputs; probabilities, and
 * the label that follows from them, are the calibrated ones.
 */
public final class CalibratedModel {

    /** Logarithms of smaller probabilities are taken for that of this one. */
    public static final double LEAST_PROBABILITY = 1e-12;

    private static final long OPSET = 13;
    /** Before it, every constant had to be an input, too. */
    private static final long OLDEST_IR_VERSION = 4;

    private final Path file;
    private final ModelProto model;
    private final boolean ours;
    private final String prefix;
    private final String before;
    private final GraphBuilder added = new GraphBuilder();

    private CalibratedModel(ModelFile source) {
        file = source.file();
        model = source.parse();
        ours = source.isOurs();
        prefix = freePrefix(model.getGraph());
        before = prefix + "before/";
    }

    /**
     * The bytes of the file.
     *
     * @param source a loaded model; its file is read again
     * @param map of as many classes as the model has
     * @param notes what to add to the file's metadata
     * @throws InvalidInputException where the model's probabilities or its label cannot be replaced
     */
    public static byte[] toBytes(OnnxModel source, CalibrationMap map, Map<String, String> notes) {
        if (map.classes() != source.classes().size()) {
            throw new IllegalArgumentException("a calibration of " + map.classes() + " classes for a model of "
                    + source.classes().size());
        }
        ModelFile file = ModelFile.open(source.file());
        CalibratedModel calibrated = new CalibratedModel(file);
        if (calibrated.takesTemperature() && isTemperature(map)) {
            return withTemperature(file, ((ScalingMap) map).temperature().getAsDouble(), notes);
        }
        calibrated.requireNothingBeside();
        ModelProto.Builder model = calibrated.model.toBuilder();
        model.setGraph(
                calibrated.ours
                        ? calibrated.ourGraph(source, map)
                        : calibrated.foreignGraph(source.probabilitiesName(), source.classes(), map));
        if (model.getOpsetImportList().stream().noneMatch(CalibratedModel::isStandard)) {
            model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
        }
        model.setIrVersion(Math.max(OLDEST_IR_VERSION, model.getIrVersion()));
        Metadata.add(model, notes);
        return calibrated.ours ? ModelFile.seal(model.build()) : model.build().toByteArray();
    }

    /** Then the most probable class stays, and with it the label. */
    private static boolean isTemperature(CalibrationMap map) {
        return map instanceof ScalingMap scaling && scaling.temperature().isPresent();
    }

    /** Our own models have a place for a temperature, as long as nothing has been grown onto them. */
    private boolean takesTemperature() {
        return ours && !isGrown(model.getGraph());
    }

    /** Whether a calibration has been added as nodes. */
    static boolean isGrown(GraphProto graph) {
        return !freePrefix(graph).equals(Names.calibration(1));
    }

    private static byte[] withTemperature(ModelFile file, double temperature, Map<String, String> notes) {
        Pipeline pipeline = OnnxModelReader.read(file);
        Map<String, String> provenance =
                new LinkedHashMap<>(pipeline.provenance().entries());
        provenance.putAll(notes);
        return OnnxModelWriter.toBytes(new Pipeline(
                pipeline.encoding(),
                pipeline.precision(),
                pipeline.classifier(),
                new Calibration(pipeline.calibration().temperature() * temperature),
                pipeline.labels(),
                new Provenance(provenance)));
    }

    /** A copy elsewhere would not find files beside the model. */
    private void requireNothingBeside() {
        boolean beside = model.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL);
        if (beside) {
            throw new InvalidInputException(
                    file + ": keeps parameters in other files, so one file cannot hold it; export it as one file");
        }
    }

    private static boolean isStandard(OperatorSetIdProto opset) {
        return opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx");
    }

    /** A model may be calibrated more than once. */
    private static String freePrefix(GraphProto graph) {
        int times = 1;
        while (true) {
            String prefix = Names.calibration(times);
            if (graph.getNodeList().stream()
                    .flatMap(n -> n.getOutputList().stream())
                    .noneMatch(n -> n.startsWith(prefix))) {
                return prefix;
            }
            times++;
        }
    }

    /** Our own models give logits, which are calibrated without taking logarithms. */
    private GraphProto ourGraph(OnnxModel source, CalibrationMap map) {
        GraphProto.Builder graph = renamed(List.of(Names.LABEL, Names.PROBABILITIES, Names.LOGITS));
        DataType type = type(output(Names.LOGITS).orElseThrow());
        CalibrationGraph calibration = new CalibrationGraph(added, prefix);
        String wide = added.cast(before + Names.LOGITS, DataType.DOUBLE, prefix + "logits");
        String logits = calibration.add(wide, map);
        added.cast(logits, type, Names.LOGITS);
        added.cast(softmax(logits), type, Names.PROBABILITIES);
        label(Names.LOGITS, output(Names.LABEL).orElseThrow(), source.classes());
        return grown(graph);
    }

    private GraphProto foreignGraph(String probabilities, List<String> classes, CalibrationMap map) {
        ValueInfoProto output = output(probabilities).orElseThrow();
        boolean isMap = !output.getType().hasTensorType();
        String tensor = isMap ? mapped(probabilities) : probabilities;
        Optional<ValueInfoProto> label = isTemperature(map) ? Optional.empty() : labelOutput(probabilities);
        label.ifPresent(value -> requireKnownClasses(value, classes.size()));
        GraphProto.Builder graph =
                renamed(Stream.concat(Stream.of(tensor), label.stream().map(ValueInfoProto::getName))
                        .toList());
        CalibrationGraph calibration = new CalibrationGraph(added, prefix);
        String logits = calibration.add(calibration.logarithms(before + tensor, LEAST_PROBABILITY), map);
        added.cast(softmax(logits), isMap ? DataType.FLOAT : type(output), tensor);
        label.ifPresent(value -> label(tensor, value, classes));
        return isMap ? grownBeforeMap(graph, tensor) : grown(graph);
    }

    private String softmax(String logits) {
        return added.node("Softmax", prefix + "probabilities", List.of(logits), attribute("axis", 1));
    }

    private Optional<ValueInfoProto> output(String name) {
        return model.getGraph().getOutputList().stream()
                .filter(value -> value.getName().equals(name))
                .findFirst();
    }

    private static DataType type(ValueInfoProto value) {
        return DataType.forNumber(value.getType().getTensorType().getElemType());
    }

    /** The tensor of probabilities that becomes one map per row. */
    private String mapped(String output) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("ZipMap")
                        && node.getOutputList().contains(output))
                .map(node -> node.getInput(0))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(file + ": its probabilities '" + output
                        + "' are maps that are not made from a tensor; export it without ZipMap"));
    }

    /** The output of texts or whole numbers, one per row; where there are several, none is taken for it. */
    private Optional<ValueInfoProto> labelOutput(String probabilities) {
        List<ValueInfoProto> labels = model.getGraph().getOutputList().stream()
                .filter(value -> !value.getName().equals(probabilities)
                        && value.getType().hasTensorType())
                .filter(value -> type(value) == DataType.STRING || type(value) == DataType.INT64)
                .toList();
        if (labels.size() > 1) {
            throw new InvalidInputException(file + ": has more than one output that may be the label ("
                    + String.join(
                            ", ", labels.stream().map(ValueInfoProto::getName).toList())
                    + "); export it with one");
        }
        return labels.stream().findFirst();
    }

    /** A label is made anew from the names of classes, or is their number. */
    private void requireKnownClasses(ValueInfoProto label, int classes) {
        boolean isNumber = model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().equals("ArgMax")
                        && node.getOutputList().contains(label.getName()));
        if (!isNumber && ForeignClasses.named(model, classes).isEmpty()) {
            throw new InvalidInputException(file + ": its output '" + label.getName() + "' may change with the"
                    + " probabilities, but the model does not name its classes; take --method temperature, which"
                    + " changes no label, or export it without that output");
        }
    }

    /** The class of the largest value, by its name. */
    private void label(String scores, ValueInfoProto label, List<String> classes) {
        String index = added.node(
                "ArgMax",
                prefix + "class_index",
                List.of(scores),
                attribute("axis", 1),
                attribute("keepdims", label.getType().getTensorType().getShape().getDimCount() == 2 ? 1 : 0));
        String names = prefix + "class_names";
        if (type(label) == DataType.INT64) {
            added.integers(names, whole(classes), classes.size());
        } else {
            added.strings(names, classes);
        }
        added.node("Gather", label.getName(), List.of(names, index));
    }

    private long[] whole(List<String> classes) {
        try {
            return classes.stream().mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    file + ": its label is a whole number, but its classes are " + String.join(", ", classes)
                            + ", so the label of calibrated probabilities is unknown; export it without a label",
                    e);
        }
    }

    /** The graph with other names for the values given. */
    private GraphProto.Builder renamed(List<String> names) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            // nodes of ours are named as their outputs, and two of one name are none
            if (names.contains(node.getName())) {
                node.setName(before + node.getName());
            }
            for (int i = 0; i < node.getInputCount(); i++) {
                if (names.contains(node.getInput(i))) {
                    node.setInput(i, before + node.getInput(i));
                }
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                if (names.contains(node.getOutput(i))) {
                    node.setOutput(i, before + node.getOutput(i));
                }
            }
        }
        graph.getValueInfoBuilderList().stream()
                .filter(value -> names.contains(value.getName()))
                .forEach(value -> value.setName(before + value.getName()));
        return graph;
    }

    private GraphProto grown(GraphProto.Builder graph) {
        GraphProto nodes = added.build();
        return graph.addAllNode(nodes.getNodeList())
                .addAllInitializer(nodes.getInitializerList())
                .build();
    }

    /** Nodes come in the order in which they can be computed: what makes the maps is last and takes the calibrated tensor. */
    private GraphProto grownBeforeMap(GraphProto.Builder graph, String tensor) {
        List<NodeProto> all = graph.getNodeList();
        List<NodeProto> maps =
                all.stream().filter(node -> node.getOpType().equals("ZipMap")).toList();
        List<NodeProto> others =
                all.stream().filter(node -> !node.getOpType().equals("ZipMap")).toList();
        GraphProto nodes = added.build();
        graph.clearNode().addAllNode(others).addAllNode(nodes.getNodeList());
        for (NodeProto map : maps) {
            boolean ofTensor = map.getInput(0).equals(before + tensor);
            graph.addNode(ofTensor ? map.toBuilder().setInput(0, tensor).build() : map);
        }
        return graph.addAllInitializer(nodes.getInitializerList()).build();
    }
}
