package io.xent.core;

/**
 * Arrays of one thread, for rows that are in buffers while kernels work on them. As large as the largest block yet, and
 * the same matrix objects each time: nothing is allocated once they are there.
 */
final class RowCopies {

    private static final ThreadLocal<RowCopies> OF_THREAD = ThreadLocal.withInitial(RowCopies::new);

    final LossBlock block = new LossBlock();

    private final Place first = new Place();
    private final Place second = new Place();
    private final Place output = new Place();

    private RowCopies() {}

    static RowCopies ofThread() {
        return OF_THREAD.get();
    }

    /** The rows in an array: themselves, or a copy where the results will go anyway, or a copy of the thread's. */
    Matrix source(Matrix rows, int from, int to, Matrix out) {
        if (rows.inArray() || out == null || !out.inArray() || !alike(rows, out)) {
            return first(rows, from, to);
        }
        out.copyRows(from, to, rows);
        return out;
    }

    /** Where to compute what goes to {@code out}: there if it is in an array, else over the source if that is a copy. */
    Matrix result(Matrix source, Matrix rows, int from, int to, Matrix out) {
        return !out.inArray() && source != rows && alike(source, out) ? source : room(out, from, to);
    }

    private static boolean alike(Matrix a, Matrix b) {
        return a.samePrecision(b) && a.columns() == b.columns();
    }

    Matrix first(Matrix rows, int from, int to) {
        return first.copy(rows, from, to);
    }

    Matrix second(Matrix rows, int from, int to) {
        return second.copy(rows, from, to);
    }

    /** {@code out} itself if it is in an array, else room for what goes there. */
    Matrix room(Matrix out, int from, int to) {
        return out.inArray() ? out : output.like(out, from, to);
    }

    /** An array for rows of either precision. */
    private static final class Place {

        private Matrix floats;
        private Matrix doubles;

        Matrix copy(Matrix rows, int from, int to) {
            if (rows.inArray()) {
                return rows;
            }
            Matrix copy = like(rows, from, to);
            copy.copyRows(from, to, rows);
            return copy;
        }

        /** A matrix of the same shape, of which these rows are there. */
        Matrix like(Matrix rows, int from, int to) {
            boolean single = rows.bytesPerValue() == Float.BYTES;
            Matrix kept = single ? floats : doubles;
            if (kept == null || !kept.holds(rows, to - from, rows.columns())) {
                kept = rows.room(to - from, rows.columns());
                if (single) {
                    floats = kept;
                } else {
                    doubles = kept;
                }
            }
            kept.move(-from * rows.columns(), rows.rows(), rows.columns());
            return kept;
        }
    }
}
