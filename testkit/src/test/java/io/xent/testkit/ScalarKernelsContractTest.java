package io.xent.testkit;

import io.xent.core.Kernels;

class ScalarKernelsContractTest extends KernelContract {
    @Override
    protected Kernels kernels() {
        return Kernels.scalar();
    }
}
