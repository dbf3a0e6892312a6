package io.xent.learn.inference;

/**
 * The upper triangular factor of a tall matrix, {@code XᵀX = RᵀR}, from its rows one after the other by Givens rotations:
 * the matrix is never held, and its condition is not squared as in a factor of XᵀX.
 */
final class Triangle {

    private final double[][] upper;

    Triangle(int columns) {
        upper = new double[columns][columns];
    }

    int columns() {
        return upper.length;
    }

    /** Adds a row of X; the array is overwritten. */
    void add(double[] row) {
        for (int j = 0; j < upper.length; j++) {
            if (row[j] == 0) {
                continue;
            }
            double[] r = upper[j];
            double length = Math.hypot(r[j], row[j]);
            double cosine = r[j] / length;
            double sine = row[j] / length;
            r[j] = length;
            for (int l = j + 1; l < upper.length; l++) {
                double kept = r[l];
                r[l] = cosine * kept + sine * row[l];
                row[l] = cosine * row[l] - sine * kept;
            }
        }
    }

    /** The factor of the columns named, in that order. */
    Triangle select(int[] columns) {
        Triangle selected = new Triangle(columns.length);
        for (double[] row : upper) {
            double[] chosen = new double[columns.length];
            for (int j = 0; j < columns.length; j++) {
                chosen[j] = row[columns[j]];
            }
            selected.add(chosen);
        }
        return selected;
    }

    /** The Euclidean norm of a column of X. */
    double norm(int column) {
        double squares = 0;
        for (double[] row : upper) {
            squares += row[column] * row[column];
        }
        return Math.sqrt(squares);
    }

    /** How far a column of X is from the span of the columns before it. */
    double distance(int column) {
        return Math.abs(upper[column][column]);
    }

    /** How the last column comes closest to being a combination of the others. */
    double[] combinationOfOthers() {
        int last = upper.length - 1;
        double[] combination = new double[last];
        for (int j = last - 1; j >= 0; j--) {
            double sum = upper[j][last];
            for (int l = j + 1; l < last; l++) {
                sum -= upper[j][l] * combination[l];
            }
            combination[j] = sum / upper[j][j];
        }
        return combination;
    }

    /** Replaces a row x of X by {@code R⁻ᵀx}, its coordinates in an orthonormal basis. */
    void whiten(double[] x) {
        for (int j = 0; j < upper.length; j++) {
            x[j] /= upper[j][j];
            double value = x[j];
            if (value != 0) {
                double[] r = upper[j];
                for (int l = j + 1; l < upper.length; l++) {
                    x[l] -= value * r[l];
                }
            }
        }
    }

    /** {@code R⁻¹}: what turns coefficients of whitened rows into coefficients of rows. */
    double[][] inverse() {
        int n = upper.length;
        double[][] inverse = new double[n][n];
        for (int column = 0; column < n; column++) {
            inverse[column][column] = 1 / upper[column][column];
            for (int j = column - 1; j >= 0; j--) {
                double sum = 0;
                for (int l = j + 1; l <= column; l++) {
                    sum += upper[j][l] * inverse[l][column];
                }
                inverse[j][column] = -sum / upper[j][j];
            }
        }
        return inverse;
    }
}
