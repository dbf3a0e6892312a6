package io.xent.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void view_offsetAndStride_sameArray() {
        float[] values = {0, 1, 2, 3, 4, 5, 6, 7};
        Matrix matrix = Matrix.of(values, 1, 2, 3, 4);
        assertEquals(7, matrix.get(1, 2));
        matrix.rows(1, 2).set(0, 0, 0.1);
        assertEquals(0.1f, values[5]);
        assertEquals(0, matrix.rows(2, 2).rows());
    }

    @Test
    void doubles_keptAsTheyAre() {
        double[] values = {0.1, 0.2};
        Matrix matrix = Matrix.row(values);
        matrix.set(0, 1, 0.3);
        assertArrayEquals(new double[] {0.1, 0.3}, values, 0);
        assertEquals("DoubleMatrix 1×2", matrix.toString());
    }

    @Test
    void shape_outsideTheArray_refused() {
        assertMessage(
                "2×3 at offset 1 with row stride 3 ends at 7, outside an array of length 6",
                () -> Matrix.of(new float[6], 1, 2, 3, 3));
        assertMessage("rows of 3 columns overlap at row stride 2", () -> Matrix.of(new double[6], 0, 2, 3, 2));
        assertMessage("negative shape -1×3", () -> Matrix.of(new double[6], -1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Matrix.row(1, 2).get(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Matrix.row(1, 2).rows(0, 2));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
