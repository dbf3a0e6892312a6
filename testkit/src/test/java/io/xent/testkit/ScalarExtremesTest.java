package io.xent.testkit;

import io.xent.core.Kernels;

class ScalarExtremesTest extends ExtremesContract {
    @Override
    protected Kernels kernels() {
        return Kernels.scalar();
    }

    @Override
    protected double maxUlp(boolean single, boolean capped) {
        return single ? 0.51 : capped ? 100 : 8;
    }
}
