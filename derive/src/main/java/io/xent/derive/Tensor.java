package io.xent.derive;

/**
 * A number, column, row or matrix whose components are terms. A dimension that is null is not there: a column has rows only.
 *
 * @param rows what the rows count, null for a number or a row
 * @param columns what the columns count, null for a number or a column
 * @param components the component at a row and a column; a slot that is not needed is null
 */
record Tensor(Dimension rows, Dimension columns, Components components) {

    /** The components of a tensor. */
    interface Components {
        Term at(Slot row, Slot column);
    }

    static Tensor number(Term term) {
        return new Tensor(null, null, (row, column) -> term);
    }

    boolean isNumber() {
        return rows == null && columns == null;
    }

    boolean isColumn() {
        return rows != null && columns == null;
    }

    boolean isRow() {
        return rows == null && columns != null;
    }

    boolean isVector() {
        return isColumn() || isRow();
    }

    boolean isMatrix() {
        return rows != null && columns != null;
    }

    /** The one dimension of a vector. */
    Dimension dimension() {
        return rows != null ? rows : columns;
    }

    boolean hasShapeOf(Tensor other) {
        return rows == other.rows && columns == other.columns;
    }

    Term at(Slot row, Slot column) {
        return components.at(row, column);
    }

    /** The component of a vector, whichever way it lies. */
    Term at(Slot slot) {
        return rows != null ? at(slot, null) : at(null, slot);
    }

    Term term() {
        return at(null, null);
    }

    Tensor transposed() {
        return new Tensor(columns, rows, (row, column) -> at(column, row));
    }

    /** For a reader: "a number", "a vector of K", "a K×D matrix". */
    String shape() {
        if (isNumber()) {
            return "a number";
        }
        return isVector() ? "a vector of " + dimension().size : "a " + rows.size + "×" + columns.size + " matrix";
    }
}
