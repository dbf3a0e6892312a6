package io.xent.testkit;

import io.xent.core.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** What the numbers of a matrix may be in. */
enum Holder {
    ARRAY,
    DIRECT,
    DIRECT_OTHER_ORDER,
    BYTES,
    BYTES_OTHER_ORDER;

    /** Memory to make matrices over. */
    @FunctionalInterface
    interface Memory {
        Matrix matrix(int offset, int rows, int columns, int rowStride);
    }

    Memory allocate(boolean single, int length) {
        if (this == ARRAY) {
            float[] floats = new float[single ? length : 0];
            double[] doubles = new double[single ? 0 : length];
            return single
                    ? (o, r, c, s) -> Matrix.of(floats, o, r, c, s)
                    : (o, r, c, s) -> Matrix.of(doubles, o, r, c, s);
        }
        int size = length * (single ? Float.BYTES : Double.BYTES);
        boolean direct = this == DIRECT || this == DIRECT_OTHER_ORDER;
        ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        bytes.order(this == DIRECT || this == BYTES ? ByteOrder.nativeOrder() : otherOrder());
        FloatBuffer floats = bytes.asFloatBuffer();
        DoubleBuffer doubles = bytes.asDoubleBuffer();
        return single ? (o, r, c, s) -> Matrix.of(floats, o, r, c, s) : (o, r, c, s) -> Matrix.of(doubles, o, r, c, s);
    }

    static ByteOrder otherOrder() {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Rows that start in the middle, with guards before, behind, and where {@code gap} is not 0, between. */
    Guarded rows(boolean single, int rows, int columns, int gap) {
        return new Guarded(this, single, rows, columns, gap);
    }

    /** The same numbers in other memory. */
    Guarded copyOf(Matrix source, boolean single, int gap) {
        Guarded copy = rows(single, source.rows(), source.columns(), gap);
        Guarded.copy(source, copy.matrix);
        return copy;
    }

    /** Rows and what is beside them. */
    static final class Guarded {

        private static final int OFFSET = 5;
        private static final double GUARD = -12345.5;

        final Matrix matrix;
        private final Matrix everything;

        private Guarded(Holder holder, boolean single, int rows, int columns, int gap) {
            int stride = columns + gap;
            int length = OFFSET + rows * stride + OFFSET;
            Memory memory = holder.allocate(single, length);
            matrix = memory.matrix(OFFSET, rows, columns, stride);
            everything = memory.matrix(0, 1, length, length);
            for (int at = 0; at < length; at++) {
                everything.set(0, at, GUARD);
            }
        }

        static void copy(Matrix from, Matrix to) {
            for (int i = 0; i < from.rows(); i++) {
                for (int k = 0; k < from.columns(); k++) {
                    to.set(i, k, from.get(i, k));
                }
            }
        }

        boolean isIntactOutside() {
            for (int at = 0; at < everything.columns(); at++) {
                int inRow = at - OFFSET < 0 ? -1 : (at - OFFSET) % Math.max(1, matrix.rowStride());
                boolean inside =
                        inRow >= 0 && inRow < matrix.columns() && at < OFFSET + matrix.rows() * matrix.rowStride();
                if (!inside && everything.get(0, at) != GUARD) {
                    return false;
                }
            }
            return true;
        }
    }
}
