package io.xent.core;

/** The plain loops of {@link MatrixProduct}. */
final class ScalarProduct extends MatrixProduct {

    static final ScalarProduct INSTANCE = new ScalarProduct();

    private ScalarProduct() {}

    @Override
    protected void compute(Transposed transposed, Matrix a, Matrix b, Matrix c, Parallelism parallelism) {
        if (c instanceof FloatMatrix) {
            new FloatProduct(transposed, (FloatMatrix) a, (FloatMatrix) b, (FloatMatrix) c).run(parallelism);
        } else {
            new DoubleProduct(transposed, (DoubleMatrix) a, (DoubleMatrix) b, (DoubleMatrix) c).run(parallelism);
        }
    }
}
