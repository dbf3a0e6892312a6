package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.TargetColumns;
import io.xent.onnx.OnnxModel;
import io.xent.tables.ReadOptions;
import io.xent.tables.TableRead;
import java.util.List;

/** What the commands that use a model have in common. */
final class ModelFiles {

    private ModelFiles() {}

    /** Columns are read as the model was trained on them. */
    static ReadOptions reading(OnnxModel model, ReadOptions options) {
        return model.encoding().map(options::like).orElse(options);
    }

    /** @param column that holds the labels; null for the one the model was trained on */
    static Labels labels(OnnxModel model, String column) {
        Labels labels = model.labels().orElseGet(() -> foreignLabels(model, column));
        return column == null ? labels : new Labels(column, labels.kind(), labels.names());
    }

    /** Rows whose class is known, read as the model takes them; what was noticed goes to {@code notices}. */
    static LabelledData labelledRows(
            OnnxModel model, Labels labels, InputOptions input, List<String> data, String weights, Notices notices) {
        TableRead read = input.read(data, reading(model, input.reading()).like(labels));
        boolean hasTargets =
                labels.column().equals(TargetColumns.LABEL) && model.metadata().containsKey(Origin.TARGETS);
        List<String> targets = hasTargets ? labels.names() : List.of();
        LabelledRows rows =
                hasTargets ? TargetColumns.rows(read.table(), targets) : LabelledRows.apply(read.table(), labels);
        read.notices().forEach(notices::add);
        rows.notices().forEach(notices::add);
        if (rows.rows().length == 0) {
            throw new InvalidInputException(read.table().source() + ": no row has a label in column '" + labels.column()
                    + "'; there is nothing to test on");
        }
        LabelledData labelled = LabelledData.of(read.table(), rows, weights).without(labels.column());
        return hasTargets ? labelled.withTargets(TargetColumns.read(read.table(), rows.rows(), targets)) : labelled;
    }

    /** The classes of a model that another program wrote, which does not say where labels are. */
    static Labels foreignLabels(OnnxModel model, String column) {
        if (column == null) {
            throw new InvalidInputException(
                    model.file() + ": does not say which column holds the labels; name it with --label");
        }
        List<String> names = model.classes();
        boolean whole = names.stream().allMatch(name -> name.matches("-?\\d{1,15}"));
        return new Labels(column, whole ? Labels.Kind.WHOLE_NUMBER : Labels.Kind.TEXT, names);
    }
}
