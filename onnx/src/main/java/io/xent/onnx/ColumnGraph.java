package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.xent.learn.Precision;
import io.xent.learn.encoding.ColumnEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what {@link ColumnEncoding} promises as ONNX nodes: from the raw column, rows × 1, to its features, rows ×
 * width, in 64 bits. The operations and their order are those of the in-memory encoder.
 */
final class ColumnGraph {

    private static final double DAY_SECONDS = 86_400;

    private final GraphBuilder graph;
    private final String input;
    private final String prefix;

    private ColumnGraph(GraphBuilder graph, String input, String prefix) {
        this.graph = graph;
        this.input = input;
        this.prefix = prefix;
    }

    /**
     * Declares the input of a column and adds its nodes.
     *
     * @param prefix starts the name of every value made here
     * @return the value that holds the features
     */
    static String add(GraphBuilder graph, String input, String prefix, ColumnEncoding encoding, Precision precision) {
        ColumnGraph column = new ColumnGraph(graph, input, prefix);
        if (encoding instanceof ColumnEncoding.Category category) {
            graph.input(input, DataType.STRING, 1);
            return column.category(category);
        } else if (encoding instanceof ColumnEncoding.Text text) {
            graph.input(input, DataType.STRING, 1);
            return TextGraph.add(graph, column.oneAxis(input), prefix, text);
        } else if (encoding instanceof ColumnEncoding.Vector vector) {
            boolean single = precision == Precision.SINGLE;
            graph.input(input, single ? DataType.FLOAT : DataType.DOUBLE, vector.width());
            return column.vector(vector, single);
        }
        graph.input(input, DataType.DOUBLE, 1);
        if (encoding instanceof ColumnEncoding.Number number) {
            return column.number(number);
        } else if (encoding instanceof ColumnEncoding.Bool bool) {
            return column.bool(bool);
        }
        return column.time((ColumnEncoding.Time) encoding);
    }

    private String number(ColumnEncoding.Number number) {
        String missing = missing();
        String scaled = standardised(filled(missing, number.fill()), number.centre(), number.scale());
        return flagged(List.of(scaled), missing, number.flagsMissing());
    }

    private String bool(ColumnEncoding.Bool bool) {
        String missing = missing();
        return flagged(List.of(filled(missing, bool.fill() ? 1 : 0)), missing, bool.flagsMissing());
    }

    private String time(ColumnEncoding.Time time) {
        String missing = missing();
        String t = filled(missing, time.fill());
        List<String> parts = new ArrayList<>();
        parts.add(standardised(t, time.centre(), time.scale()));
        addCircle("year", t, ColumnEncoding.Time.YEAR_SECONDS, parts);
        parts.add(weekday(t));
        if (time.timeOfDay()) {
            addCircle("day", t, DAY_SECONDS, parts);
        }
        return flagged(parts, missing, time.flagsMissing());
    }

    /**
     * Cosine and sine of 2π times the fraction of a period. The cosine is the sine of a quarter turn further on: ONNX
     * Runtime before 1.18 has no cosine in 64 bits.
     */
    private void addCircle(String name, String t, double period, List<String> parts) {
        String periods = node("Div", name + "_count", t, scalar(name + "_seconds", period));
        String fraction = node("Sub", name + "_fraction", periods, node("Floor", name + "_whole", periods));
        String angle = node("Mul", name + "_angle", scalar(name + "_turn", 2 * Math.PI), fraction);
        String ahead = node("Add", name + "_angle_ahead", angle, scalar(name + "_quarter", Math.PI / 2));
        parts.add(node("Sin", name + "_cos", ahead));
        parts.add(node("Sin", name + "_sin", angle));
    }

    /** Seven features, Monday first: 1970-01-01 was a Thursday, three days after a Monday. */
    private String weekday(String t) {
        String days = node("Floor", "days", node("Div", "days_exact", t, scalar("day", DAY_SECONDS)));
        String shifted = node("Add", "days_from_monday", days, scalar("thursday", 3));
        String seven = scalar("seven", 7);
        String weeks = node("Floor", "weeks", node("Div", "weeks_exact", shifted, seven));
        String weekday = node("Sub", "weekday_number", shifted, node("Mul", "weeks_days", seven, weeks));
        return oneHot(graph.cast(weekday, DataType.INT64, prefix + "weekday_index"), 7, "weekday");
    }

    private String category(ColumnEncoding.Category category) {
        int width = category.width();
        int levels = category.levels().size();
        // an index beyond the last feature makes a row of zeros
        long other = category.hasOther() ? levels : width;
        long missing = category.flagsMissing() ? width - 1 : width;
        List<ByteString> keys = new ArrayList<>(List.of(ByteString.EMPTY));
        List<Long> indices = new ArrayList<>(List.of(missing));
        for (int i = 0; i < levels; i++) {
            String level = category.levels().get(i);
            keys.add(ByteString.copyFromUtf8(level));
            indices.add((long) i);
            if (!JavaStrings.isPlain(level)) {
                keys.add(JavaStrings.modifiedUtf8(level));
                indices.add((long) i);
            }
        }
        String index = graph.node(
                GraphBuilder.ML,
                "LabelEncoder",
                prefix + "level",
                List.of(input),
                attribute("keys_strings", keys),
                attribute(
                        "values_int64s",
                        indices.stream().mapToLong(Long::longValue).toArray()),
                attribute("default_int64", other));
        return oneHot(index, width, "levels");
    }

    private String vector(ColumnEncoding.Vector vector, boolean single) {
        String values = single ? graph.cast(input, DataType.DOUBLE, prefix + "wide") : input;
        return vector.divisor() == 1
                ? values
                : graph.divide(values, prefix + "divisor", vector.divisor(), prefix + "scaled");
    }

    /** NaN alone is not equal to itself. Older ONNX Runtimes have no IsNaN in 64 bits. */
    private String missing() {
        return node("Not", "missing", node("Equal", "present", input, input));
    }

    private String filled(String missing, double fill) {
        return node("Where", "filled", missing, scalar("fill", fill), input);
    }

    private String standardised(String values, double centre, double scale) {
        String centred = node("Sub", "centred", values, scalar("centre", centre));
        return graph.divide(centred, prefix + "scale", scale, prefix + "scaled");
    }

    private String flagged(List<String> parts, String missing, boolean flagsMissing) {
        List<String> all = new ArrayList<>(parts);
        if (flagsMissing) {
            all.add(graph.cast(missing, DataType.DOUBLE, prefix + "flag"));
        }
        return all.size() == 1 ? all.get(0) : graph.node("Concat", prefix + "features", all, attribute("axis", 1));
    }

    /** Rows × width in 64 bits from indices of rows × 1. ONNX Runtime has the operator in 32 bits only. */
    private String oneHot(String index, int width, String name) {
        String depth = graph.integers(prefix + name + "_depth", new long[] {width});
        String offOn = graph.floats(prefix + name + "_off_on", new double[] {0, 1}, 2);
        String narrow = node("OneHot", name + "_one_hot", oneAxis(index), depth, offOn);
        return graph.cast(narrow, DataType.DOUBLE, prefix + name);
    }

    /** Rows × 1 without its second axis. */
    private String oneAxis(String value) {
        String axes = graph.integers(prefix + "second_axis", new long[] {1}, 1);
        return node("Squeeze", "rows", value, axes);
    }

    private String scalar(String name, double value) {
        return graph.scalar(prefix + name, value);
    }

    private String node(String operator, String output, String... inputs) {
        return graph.node(operator, prefix + output, List.of(inputs));
    }
}
