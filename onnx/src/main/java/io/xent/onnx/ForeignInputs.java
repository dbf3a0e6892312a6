package io.xent.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Feeds a model of another program. One numeric input takes the vectors of the table or, row by row, the numbers and
 * booleans of all its columns in order; several inputs take one column each, by name.
 */
final class ForeignInputs implements ModelInputs {

    private static final Set<OnnxJavaType> NUMERIC =
            Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64, OnnxJavaType.INT32, OnnxJavaType.BOOL);

    /** @param width how many numbers a row has, −1 where any number will do */
    private record Input(String name, OnnxJavaType type, boolean oneAxis, int width, boolean oneRow) {}

    private final Path file;
    private final List<Input> inputs = new ArrayList<>();

    /** @throws InvalidInputException where an input is no tensor of rows × numbers or texts */
    ForeignInputs(Path file, Collection<NodeInfo> nodes) {
        this.file = file;
        if (nodes.isEmpty()) {
            throw new InvalidInputException(file + ": takes no input, so it is no classifier; name another model");
        }
        for (NodeInfo node : nodes) {
            inputs.add(input(node));
        }
    }

    private Input input(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            long[] shape = tensor.getShape();
            boolean isRows = shape.length == 1 || shape.length == 2;
            boolean known = NUMERIC.contains(tensor.type) || tensor.type == OnnxJavaType.STRING;
            if (isRows && known && (shape[0] == 1 || shape[0] == -1)) {
                int width = shape.length == 1 ? 1 : (int) Math.min(shape[1], Integer.MAX_VALUE);
                return new Input(node.getName(), tensor.type, shape.length == 1, width, shape[0] == 1);
            }
        }
        throw new InvalidInputException(file + ": its input '" + node.getName() + "' is " + Ports.type(node.getInfo())
                + "; Xent scores models that take rows of numbers or texts, any number of rows at a time");
    }

    @Override
    public List<Feed> feeds(Table table) {
        Input first = inputs.get(0);
        boolean isNamed = first.width() == 1 && table.column(first.name()).isPresent();
        if (inputs.size() == 1 && NUMERIC.contains(first.type()) && !isNamed) {
            return List.of(wholeRow(first, table));
        }
        return inputs.stream().map(input -> oneColumn(input, table)).toList();
    }

    @Override
    public int maxRows() {
        return inputs.stream().anyMatch(Input::oneRow) ? 1 : Integer.MAX_VALUE;
    }

    private Feed wholeRow(Input input, Table table) {
        List<Column.Vectors> vectors = table.columns().stream()
                .filter(Column.Vectors.class::isInstance)
                .map(Column.Vectors.class::cast)
                .toList();
        if (vectors.size() == 1) {
            return vector(input, vectors.get(0), table);
        }
        List<NumberSource> sources = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column instanceof Column.Numbers || column instanceof Column.Booleans) {
                sources.add(numbers(input, column, table));
            }
        }
        int width = sources.size();
        if (width == 0 || input.width() >= 0 && width != input.width()) {
            throw new InvalidInputException(table.source() + ": has " + width + " columns of numbers, but the model "
                    + file + " takes " + (input.width() < 0 ? "at least 1" : input.width())
                    + "; give it exactly those, in the order of its training");
        }
        return new NumberFeed(input.name(), input.type(), width, input.oneAxis(), (row, sink) -> {
            for (int j = 0; j < width; j++) {
                int column = j;
                sources.get(j).read(row, (ignored, value) -> sink.put(column, value));
            }
        });
    }

    private Feed oneColumn(Input input, Table table) {
        Column column = table.column(input.name()).orElseThrow(() -> absent(input.name(), table));
        if (column instanceof Column.Vectors vectors && NUMERIC.contains(input.type())) {
            return vector(input, vectors, table);
        } else if (column instanceof Column.Texts texts && input.type() == OnnxJavaType.STRING && input.width() == 1) {
            return new TextFeed(input.name(), texts, input.oneAxis(), false);
        } else if ((column instanceof Column.Numbers || column instanceof Column.Booleans)
                && NUMERIC.contains(input.type())
                && input.width() == 1) {
            return new NumberFeed(input.name(), input.type(), 1, input.oneAxis(), numbers(input, column, table));
        }
        throw new InvalidInputException(
                table.source() + ": column '" + column.name() + "' cannot be the input of the model "
                        + file + ", which takes " + input.type().name().toLowerCase(Locale.ROOT) + "[rows, "
                        + (input.width() < 0 ? "any" : input.width()) + "]; convert the column");
    }

    private InvalidInputException absent(String name, Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String hint = DidYouMean.suffix(name, names);
        return new InvalidInputException(table.source() + ": there is no column '" + name + "', which the model " + file
                + " needs" + (hint.isEmpty() ? "; add it" : hint));
    }

    private Feed vector(Input input, Column.Vectors column, Table table) {
        int width = column.values().columns();
        if (input.width() >= 0 && width != input.width()) {
            throw new InvalidInputException(table.source() + ": column '" + column.name() + "' has " + width
                    + " numbers in a row, but the model " + file + " takes " + input.width()
                    + "; give it data of the shape it was trained on");
        }
        return new NumberFeed(
                input.name(), input.type(), width, input.oneAxis(), NumberSource.of(column.values(), width));
    }

    private NumberSource numbers(Input input, Column column, Table table) {
        boolean whole = input.type() != OnnxJavaType.FLOAT && input.type() != OnnxJavaType.DOUBLE;
        return (row, sink) -> {
            double value = column instanceof Column.Numbers numbers
                    ? numbers.values()[row]
                    : ((Column.Booleans) column).values()[row];
            if (column.isMissing(row)) {
                value = Double.NaN;
            }
            if (whole && value != Math.rint(value)) {
                throw new InvalidInputException(table.source() + ": row " + (row + 1L) + ": column '" + column.name()
                        + "' is " + (Double.isNaN(value) ? "missing" : value)
                        + ", but the model takes whole numbers; correct that cell");
            }
            sink.put(0, value);
        };
    }
}
