package io.xent.learn.encoding;

import io.xent.learn.InvalidInputException;

/** Reads how much each row counts. */
public final class RowWeights {

    private RowWeights() {}

    /**
     * The weights in a column of numbers.
     *
     * @throws InvalidInputException where there is no such column, it holds no numbers, a weight is missing, negative
     *     or infinite, or all are zero
     */
    public static double[] read(Table table, String name) {
        double[] weights = Inputs.numbers(table, name, "row weights").clone();
        boolean allZero = true;
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        table.source() + ": row " + (row + 1L) + ": the weight in column '" + name
                                + "' is " + (Double.isNaN(weights[row]) ? "missing" : weights[row])
                                + "; weights are finite and not negative");
            }
            allZero &= weights[row] == 0;
        }
        if (allZero) {
            throw new InvalidInputException(
                    table.source() + ": all weights in column '" + name + "' are zero; no row would count");
        }
        return weights;
    }
}
