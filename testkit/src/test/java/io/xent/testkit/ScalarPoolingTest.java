package io.xent.testkit;

import io.xent.core.ImageSquares;
import io.xent.core.Kernels;
import io.xent.core.Pooling;

class ScalarPoolingTest extends PoolingContract {
    @Override
    protected Pooling pooling(ImageSquares squares) {
        return Kernels.scalar().pooling(squares);
    }
}
