package io.xent.vector;

import io.xent.testkit.LinearCrossEntropyContract;

class VectorLinearCrossEntropyTest extends LinearCrossEntropyContract {
    @Override
    protected String kernels() {
        return "vector";
    }
}
