package io.xent.app;

import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.derive.Explainer;
import io.xent.derive.Explanation;
import io.xent.learn.InvalidInputException;
import io.xent.tables.NumberTable;

/** Rows of logits with their labels, from one file. */
record LabelledLogits(Matrix logits, int[] classIndices) {

    /** Explaining shows every number; more than these nobody reads. */
    private static final int MOST_NUMBERS = 10_000;

    static LabelledLogits read(String file, int first) {
        NumberTable table = LogitFiles.read(file);
        int classes = table.columns() - 1;
        if (classes < 1) {
            throw new InvalidInputException(
                    table.source() + ": has one column; there must be logits, one column per class, and the label");
        } else if (table.values().length > MOST_NUMBERS) {
            throw new InvalidInputException(table.source() + ": has " + Figures.count(table.values().length)
                    + " numbers, and all would be shown; give at most " + Figures.count(MOST_NUMBERS));
        }
        int column = table.names().indexOf("label");
        column = column < 0 ? classes : column;
        double[] z = new double[table.rows() * classes];
        double[] labels = new double[table.rows()];
        for (int i = 0; i < table.rows(); i++) {
            labels[i] = table.get(i, column);
            for (int k = 0; k < classes; k++) {
                z[i * classes + k] = table.get(i, k < column ? k : k + 1);
            }
        }
        return new LabelledLogits(
                Matrix.of(z, table.rows(), classes), LogitFiles.classIndices(table, labels, classes, first, null));
    }

    Explanation explain(Explainer explainer) {
        return explainer.explain(logits, Target.classIndices(classIndices));
    }
}
