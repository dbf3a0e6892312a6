package io.xent.vector;

import io.xent.testkit.BufferContract;

class VectorBufferTest extends BufferContract {
    @Override
    protected String kernels() {
        return "vector";
    }
}
