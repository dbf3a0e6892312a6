package io.xent.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
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

    @Test
    void buffer_positionWhenMade_isWhereRowsStart() {
        FloatBuffer buffer = direct(8);
        buffer.put(new float[] {0, 1, 2, 3, 4, 5, 6, 7}).position(2);
        Matrix matrix = Matrix.of(buffer, 1, 2, 2, 3);
        buffer.position(0).limit(1);
        assertEquals(7, matrix.get(1, 1));
        matrix.rows(1, 2).set(0, 0, 0.1);
        assertEquals(0.1f, buffer.clear().get(6));
        assertEquals("FloatBufferMatrix 2×2", matrix.toString());
    }

    @Test
    void buffer_overAnArray_isTheArray() {
        double[] values = {0, 1, 2, 3, 4, 5};
        DoubleBuffer buffer = DoubleBuffer.wrap(values, 1, 5).slice().position(1);
        Matrix matrix = Matrix.of(buffer, 2, 2);
        assertEquals("DoubleMatrix 2×2", matrix.toString());
        assertEquals(5, matrix.get(1, 1));
        matrix.requireWritableWhileReading(Matrix.of(values, 2, 2, 2, 2), "the output");
    }

    @Test
    void shape_outsideTheBuffer_refused() {
        FloatBuffer buffer = direct(8).position(1).limit(6);
        String message = "2×3 at offset 0 with row stride 3 ends at 6, outside a buffer with a remainder of 5";
        assertMessage(message, () -> Matrix.of(buffer, 2, 3));
        assertMessage(message, () -> Matrix.of(FloatBuffer.allocate(8).position(3), 2, 3));
        assertMessage("rows of 3 columns overlap at row stride 2", () -> Matrix.of(buffer, 0, 1, 3, 2));
    }

    @Test
    void readOnlyBuffer_asOutput_refused() {
        Matrix readOnly = Matrix.of(direct(4).asReadOnlyBuffer(), 2, 2);
        Matrix logits = Matrix.of(new float[] {1, 2, 3, 4}, 2, 2);
        Target target = Target.classIndices(0, 1);
        new CrossEntropy().lossAndGradient(readOnly, target, logits);
        String remedy = " is in a read-only buffer: give it one that can be written";
        assertMessage("the output" + remedy, () -> new Softmax().probabilities(logits, readOnly));
        assertMessage("the output" + remedy, () -> new Softmax().jacobian(logits.rows(0, 1), readOnly));
        assertMessage("the gradient" + remedy, () -> new CrossEntropy().gradient(logits, target, readOnly));
        assertMessage("the output" + remedy, () -> new CrossEntropy().hessianTimes(logits, target, logits, readOnly));
        LinearLayer layer = new LinearLayer(Matrix.of(new float[4], 2, 2), Matrix.of(new float[2], 1, 2));
        LinearLayer gradient = new LinearLayer(
                Matrix.of(new float[4], 2, 2), Matrix.of(direct(2).asReadOnlyBuffer(), 1, 2));
        assertMessage(
                "the gradient of the hidden rows" + remedy,
                () -> new LinearCrossEntropy().lossAndGradient(logits, layer, target, readOnly, null));
        assertMessage(
                "the gradient of the bias" + remedy,
                () -> new LinearCrossEntropy().lossAndGradient(logits, layer, target, null, gradient));
        assertThrows(ReadOnlyBufferException.class, () -> readOnly.set(0, 0, 1));
    }

    @Test
    void weightsOrFactorsInABuffer_refused() {
        Matrix hidden = Matrix.of(new float[4], 2, 2);
        LinearLayer layer = new LinearLayer(Matrix.of(direct(4), 2, 2));
        Target target = Target.classIndices(0, 1);
        String reason = " a FloatBufferMatrix 2×2: products are computed on arrays, so ";
        assertMessage(
                "the weights are" + reason + "keep it in a matrix over an array",
                () -> new LinearCrossEntropy().loss(hidden, layer, target));
        assertMessage(
                "the gradient of the weights is" + reason + "keep it in a matrix over an array",
                () -> new LinearCrossEntropy().lossAndGradient(hidden, new LinearLayer(hidden), target, null, layer));
        assertMessage(
                "a product with" + reason + "copy it into a matrix over an array",
                () -> MatrixProduct.active()
                        .add(
                                MatrixProduct.Transposed.NONE,
                                hidden,
                                layer.weights(),
                                Matrix.of(new float[4], 2, 2),
                                Parallelism.sequential()));
    }

    @Test
    void rowsOfOneBufferObject_partlyOverlapping_refused() {
        FloatBuffer buffer = direct(12);
        Matrix logits = Matrix.of(buffer, 2, 4);
        Matrix later = Matrix.of(buffer.position(1), 2, 4);
        assertMessage(
                "the output partly overlaps the rows it is computed from: give it the same rows or other ones",
                () -> new Softmax().probabilities(logits, later));
        Matrix apart = Matrix.of(buffer.position(8), 1, 4);
        new Softmax().probabilities(logits.rows(0, 1), apart);
        assertEquals(0.25, apart.get(0, 3));
    }

    @Test
    void sameRowsThroughTwoBuffers_inPlace() {
        FloatBuffer buffer = direct(6).put(new float[] {1, 2, 3, 4, 4, 4}).rewind();
        new Softmax().probabilities(Matrix.of(buffer, 2, 3), Matrix.of(buffer.duplicate(), 2, 3));
        double[] expected = Softmax.of(1, 2, 3);
        for (int k = 0; k < 3; k++) {
            assertEquals((float) expected[k], buffer.get(k));
            assertEquals(1 / 3f, buffer.get(3 + k));
        }
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
