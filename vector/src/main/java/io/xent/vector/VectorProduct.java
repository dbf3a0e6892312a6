package io.xent.vector;

import io.xent.core.DoubleMatrix;
import io.xent.core.FloatMatrix;
import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.Parallelism;

/** Products of matrices on vectors, in either precision. */
final class VectorProduct extends MatrixProduct {

    static final VectorProduct INSTANCE = new VectorProduct();

    private VectorProduct() {}

    @Override
    protected void compute(Transposed transposed, Matrix a, Matrix b, Matrix c, Parallelism parallelism) {
        if (c instanceof FloatMatrix) {
            FloatVectorProduct product =
                    new FloatVectorProduct(transposed, (FloatMatrix) a, (FloatMatrix) b, (FloatMatrix) c);
            switch (transposed) {
                case NONE -> product.addPlain(parallelism);
                case LEFT -> product.addLeftTransposed(parallelism);
                case RIGHT -> product.addRightTransposed(parallelism);
            }
        } else {
            DoubleVectorProduct product =
                    new DoubleVectorProduct(transposed, (DoubleMatrix) a, (DoubleMatrix) b, (DoubleMatrix) c);
            switch (transposed) {
                case NONE -> product.addPlain(parallelism);
                case LEFT -> product.addLeftTransposed(parallelism);
                case RIGHT -> product.addRightTransposed(parallelism);
            }
        }
    }
}
