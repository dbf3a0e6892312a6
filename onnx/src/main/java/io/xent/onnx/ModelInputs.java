package io.xent.onnx;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Table;
import java.util.List;

/** Finds in a table what the inputs of a model take. */
interface ModelInputs {

    /** @throws InvalidInputException where the table lacks a column, or one holds something else */
    List<Feed> feeds(Table table);

    /** How many rows the model takes at a time. */
    default int maxRows() {
        return Integer.MAX_VALUE;
    }

    /** About how many bytes a row takes between inputs and outputs. */
    default long costPerRow() {
        return 4096;
    }

    /** About how many bytes the parameters take that rows are multiplied with. */
    default long parameterBytes() {
        return 0;
    }
}
