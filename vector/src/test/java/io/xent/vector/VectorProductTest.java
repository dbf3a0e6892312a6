package io.xent.vector;

import io.xent.core.MatrixProduct;
import io.xent.testkit.ProductContract;
import org.junit.jupiter.api.BeforeEach;

class VectorProductTest extends ProductContract {

    @BeforeEach
    void onVectors() {
        FloatTileChoice.force(true);
        DoubleTileChoice.force(true);
    }

    @Override
    protected MatrixProduct product() {
        return VectorProduct.INSTANCE;
    }
}
