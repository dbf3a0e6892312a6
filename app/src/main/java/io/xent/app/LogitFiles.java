package io.xent.app;

import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.learn.InvalidInputException;
import io.xent.tables.NumberTable;
import io.xent.tables.TableReader;

/** Matrices and targets from files of numbers. */
final class LogitFiles {

    private LogitFiles() {}

    static NumberTable read(String file) {
        NumberTable table = TableReader.readNumbers(file);
        for (int i = 0; i < table.values().length; i++) {
            if (Double.isNaN(table.values()[i])) {
                throw new InvalidInputException(
                        table.source() + ": row " + (i / table.columns() + 1) + ", number " + (i % table.columns() + 1)
                                + " is NaN: nothing follows from it; correct it or leave the row out");
            }
        }
        return table;
    }

    static Matrix matrix(NumberTable table) {
        return Matrix.of(table.values(), table.rows(), table.columns());
    }

    /**
     * Class indices from a column of labels.
     *
     * @param first what the first class is called, 0 or 1
     * @param ignored a label that marks rows to leave out, or null
     */
    static int[] classIndices(NumberTable table, double[] labels, int classes, int first, Integer ignored) {
        int[] indices = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double label = labels[i];
            if (ignored != null && label == ignored) {
                indices[i] = -1;
            } else if (label == Math.rint(label) && label >= first && label < classes + first) {
                indices[i] = (int) label - first;
            } else {
                throw new InvalidInputException(table.source() + ": row " + (i + 1) + ": label " + Figures.number(label)
                        + " is not one of the classes " + first + " to " + (classes - 1 + first)
                        + (label == 0 && first == 1
                                ? "; if they are counted from 0, say --zero-based"
                                : "; correct it"));
            }
        }
        return indices;
    }

    /** One label per row: a column, or a single line of them. */
    static double[] labels(NumberTable table, int rows) {
        if (table.values().length != rows || table.rows() != rows && table.columns() != rows) {
            throw new InvalidInputException(table.source() + ": has " + Figures.count(table.rows(), "row") + " of "
                    + Figures.count(table.columns(), "number") + "; there must be one label for each of the "
                    + Figures.count(rows, "row") + " of logits");
        }
        return table.values();
    }

    /** A line or a column of numbers. */
    static double[] vector(NumberTable table, int length, String which) {
        if (table.values().length != length || table.rows() != 1 && table.columns() != 1) {
            throw new InvalidInputException(table.source() + ": is " + table.rows() + "×" + table.columns()
                    + "; it must hold " + Figures.count(length, "number") + ", " + which);
        }
        return table.values();
    }

    /** Distributions, one row for each row of logits. */
    static Target distributions(NumberTable table, int rows, int classes) {
        requireShape(table, rows, classes, "of target probabilities");
        return Target.distributions(matrix(table));
    }

    static void requireShape(NumberTable table, int rows, int columns, String what) {
        if (table.rows() != rows || table.columns() != columns) {
            throw new InvalidInputException(table.source() + ": is " + table.rows() + "×" + table.columns() + " " + what
                    + "; it must be " + rows + "×" + columns);
        }
    }
}
