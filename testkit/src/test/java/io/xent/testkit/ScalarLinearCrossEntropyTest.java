package io.xent.testkit;

class ScalarLinearCrossEntropyTest extends LinearCrossEntropyContract {
    @Override
    protected String kernels() {
        return "scalar";
    }
}
