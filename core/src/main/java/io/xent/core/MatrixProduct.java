package io.xent.core;

/**
 * Products of matrices, added to what the result holds: {@code C += A · B}, {@code C += A · Bᵀ} and {@code C += Aᵀ · B}.
 * What the linear layer before a softmax costs.
 *
 * <p>All three matrices are in one precision, in which the sums are taken too. Each value of C receives its terms in an
 * order that depends on the depth of the product (the number of terms) alone: not on the number of threads, nor on where
 * in C it stands. With unit roundoff u the error is at most about {@code depth · u · Σ|a||b|}, usually its square root.
 * NaN and ∞ spread as in arithmetic.
 *
 * <p>A provider of {@link Kernels} may bring its own; those of this module are plain loops.
 */
public abstract class MatrixProduct {

    /** Which of the two factors is given as its transpose. */
    public enum Transposed {
        /** Neither: {@code C += A · B} with A rows × depth and B depth × columns. */
        NONE,
        /** The left one: {@code C += Aᵀ · B} with A depth × rows and B depth × columns. */
        LEFT,
        /** The right one: {@code C += A · Bᵀ} with A rows × depth and B columns × depth. */
        RIGHT
    }

    /** For providers. */
    protected MatrixProduct() {}

    /** That of the kernels in use. */
    public static MatrixProduct active() {
        return Kernels.active().matrixProduct();
    }

    /**
     * Adds the product of two matrices to a third, which has no place in memory in common with them.
     *
     * @throws IllegalArgumentException if shapes or precisions disagree, the result lies over a factor, or a matrix is in a
     *     buffer
     */
    public final void add(Transposed transposed, Matrix a, Matrix b, Matrix c, Parallelism parallelism) {
        int rows = transposed == Transposed.LEFT ? a.columns() : a.rows();
        int depth = transposed == Transposed.LEFT ? a.rows() : a.columns();
        int depthOfB = transposed == Transposed.RIGHT ? b.columns() : b.rows();
        int columns = transposed == Transposed.RIGHT ? b.rows() : b.columns();
        if (depth != depthOfB || rows != c.rows() || columns != c.columns()) {
            throw new IllegalArgumentException("no product, transposed " + transposed + ", of " + shape(a) + " and "
                    + shape(b) + " into " + shape(c));
        }
        requireArray(a);
        requireArray(b);
        requireArray(c);
        if (!a.samePrecision(b) || !a.samePrecision(c)) {
            throw new IllegalArgumentException(
                    "a product of a " + a + " and a " + b + " into a " + c + ": all three must have one precision");
        }
        c.requireApartFrom(a, "the product");
        c.requireApartFrom(b, "the product");
        if (rows > 0 && columns > 0 && depth > 0) {
            compute(transposed, a, b, c, parallelism);
        }
    }

    private static void requireArray(Matrix matrix) {
        if (!matrix.inArray()) {
            throw new IllegalArgumentException("a product with a " + matrix
                    + ": products are computed on arrays, so copy it into a matrix over an array");
        }
    }

    private static String shape(Matrix matrix) {
        return matrix.rows() + "×" + matrix.columns();
    }

    /** Adds the product. All has been checked; no side of any matrix is 0. */
    protected abstract void compute(Transposed transposed, Matrix a, Matrix b, Matrix c, Parallelism parallelism);
}
