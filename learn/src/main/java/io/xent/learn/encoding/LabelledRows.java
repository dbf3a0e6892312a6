package io.xent.learn.encoding;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import java.util.List;

/**
 * The rows of a table that have a label, and which.
 *
 * @param rows indices of those rows in the table, ascending
 * @param classIndices the class of each of them
 * @param notices what the user should be told, such as how many rows have no label
 */
public record LabelledRows(Labels labels, int[] rows, int[] classIndices, List<String> notices) {

    public LabelledRows {
        notices = List.copyOf(notices);
    }

    /**
     * Learns what the classes are: numbers in numerical order, texts in the order of their code points, false before
     * true. Rows without a label are left out.
     *
     * @throws InvalidInputException where there is no such column (with the name it may have been meant for), no label
     *     at all, only one class, a class with one row, more classes than 100,000, or a label in each row that is
     *     nearly always a different one
     */
    public static LabelledRows learn(Table table, String column) {
        return LabelReader.learn(table, column);
    }

    /**
     * Finds the known classes in other data. Rows without a label are left out.
     *
     * @throws InvalidInputException where there is no label column, no label at all, or a label that is not among
     *     {@code labels}
     */
    public static LabelledRows apply(Table table, Labels labels) {
        return LabelReader.apply(table, labels);
    }
}
