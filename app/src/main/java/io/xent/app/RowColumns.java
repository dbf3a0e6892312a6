package io.xent.app;

import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import io.xent.learn.encoding.TargetColumns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns say something of a row that is no feature, beside its label.
 *
 * @param weights how much it counts; null where every row counts 1
 * @param targets how probable each class is, in place of a label; empty where there is one
 * @param offsets what is added to its logits
 */
record RowColumns(String weights, List<String> targets, Offsets offsets) {

    double[] targets(Table table, LabelledRows rows) {
        return targets.isEmpty() ? null : TargetColumns.read(table, rows.rows(), targets);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(targets);
        names.addAll(offsets.columns());
        if (weights != null) {
            names.add(weights);
        }
        return names;
    }
}
