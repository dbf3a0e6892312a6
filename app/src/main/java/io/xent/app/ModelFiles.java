package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.onnx.OnnxModel;
import io.xent.tables.ReadOptions;
import java.nio.file.Path;
import java.util.List;

/** What the commands that use a model have in common. */
final class ModelFiles {

    private ModelFiles() {}

    /** @param threads null for one per processor */
    static OnnxModel load(Path file, Integer threads) {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new InvalidInputException("the number of threads is " + count + ": it must be at least 1");
        }
        return OnnxModel.load(file, count);
    }

    /** Columns are read as the model was trained on them. */
    static ReadOptions reading(OnnxModel model, ReadOptions options) {
        return model.encoding().map(options::like).orElse(options);
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
