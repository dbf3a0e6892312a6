package io.xent.onnx;

import ai.onnxruntime.OnnxJavaType;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Table;
import java.util.ArrayList;
import java.util.List;

/** Feeds a model of ours: each column of its encoding to the input that its metadata names. */
final class PipelineInputs implements ModelInputs {

    private final Metadata metadata;

    PipelineInputs(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public List<Feed> feeds(Table table) {
        List<Column> columns = metadata.encoding().inputs(table);
        List<Feed> feeds = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            ColumnEncoding encoding = metadata.encoding().columns().get(c);
            if (encoding.width() > 0) {
                feeds.add(feed(metadata.inputs().get(c), encoding, columns.get(c), table));
            }
        }
        return feeds;
    }

    /** Features are copied where they are put side by side, rounded, and widened again. */
    @Override
    public long costPerRow() {
        int copies = metadata.encoding().columns().size() == 1 ? 1 : 3;
        return Double.BYTES
                * (copies * (long) metadata.encoding().width()
                        + 4L * metadata.labels().classes());
    }

    @Override
    public long parameterBytes() {
        return (long) Double.BYTES
                * metadata.encoding().width()
                * metadata.labels().classes();
    }

    private Feed feed(String input, ColumnEncoding encoding, Column column, Table table) {
        if (column instanceof Column.Texts texts) {
            return new TextFeed(input, texts, false, encoding instanceof ColumnEncoding.Text);
        } else if (column instanceof Column.Vectors vectors) {
            OnnxJavaType type = metadata.precision() == Precision.SINGLE ? OnnxJavaType.FLOAT : OnnxJavaType.DOUBLE;
            return new NumberFeed(
                    input, type, encoding.width(), false, NumberSource.of(vectors.values(), encoding.width()));
        }
        return new NumberFeed(input, OnnxJavaType.DOUBLE, 1, false, source(column, table));
    }

    private static NumberSource source(Column column, Table table) {
        if (column instanceof Column.Numbers numbers) {
            return finite(numbers.values(), column, table);
        } else if (column instanceof Column.Times times) {
            return finite(times.epochSeconds(), column, table);
        }
        byte[] values = ((Column.Booleans) column).values();
        return (row, sink) -> sink.put(0, values[row] < 0 ? Double.NaN : values[row]);
    }

    private static NumberSource finite(double[] values, Column column, Table table) {
        return (row, sink) -> {
            if (Double.isInfinite(values[row])) {
                throw new InvalidInputException(table.source() + ": row " + (row + 1L) + ": column '" + column.name()
                        + "' is infinite; correct or empty that cell");
            }
            sink.put(0, values[row]);
        };
    }
}
