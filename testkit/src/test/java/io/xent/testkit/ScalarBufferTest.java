package io.xent.testkit;

class ScalarBufferTest extends BufferContract {
    @Override
    protected String kernels() {
        return "scalar";
    }
}
