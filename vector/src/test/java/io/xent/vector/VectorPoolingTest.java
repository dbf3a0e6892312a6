package io.xent.vector;

import io.xent.core.ImageSquares;
import io.xent.core.Pooling;
import io.xent.testkit.PoolingContract;
import org.junit.jupiter.api.BeforeEach;

class VectorPoolingTest extends PoolingContract {

    @BeforeEach
    void onVectors() {
        ConvolutionChoice.force(true);
    }

    @Override
    protected Pooling pooling(ImageSquares squares) {
        return new VectorPooling(squares);
    }
}
