package io.xent.testkit;

import io.xent.core.Kernels;
import io.xent.core.MatrixProduct;

class ScalarProductTest extends ProductContract {
    @Override
    protected MatrixProduct product() {
        return Kernels.scalar().matrixProduct();
    }
}
