package io.xent.app;

import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Words in columns of categories that a model has not seen; they count as any other word does. */
final class UnseenWords {

    private UnseenWords() {}

    static void notice(Table table, TrainedModel model, Notices notices) {
        for (ColumnEncoding encoding : model.pipeline().encoding().columns()) {
            if (encoding instanceof ColumnEncoding.Category category
                    && table.column(encoding.column()).orElse(null) instanceof Column.Texts texts) {
                notice(texts, category, model, notices);
            }
        }
    }

    private static void notice(
            Column.Texts texts, ColumnEncoding.Category category, TrainedModel model, Notices notices) {
        Set<String> known = new HashSet<>(category.levels());
        TreeSet<String> unseen = new TreeSet<>();
        int rows = 0;
        for (int row = 0; row < texts.rows(); row++) {
            if (!texts.isMissing(row) && !known.contains(texts.value(row))) {
                unseen.add(texts.value(row));
                rows++;
            }
        }
        if (rows > 0) {
            notices.add("column '" + texts.name() + "': " + Figures.count(rows, "row") + " with "
                    + Figures.count(unseen.size(), "word") + " that " + model.file()
                    + " has no weight for, such as '" + unseen.first() + "'; "
                    + (category.hasOther() ? "they count as any rare word" : "they count as none of its words"));
        }
    }
}
