package io.xent.vector;

import io.xent.core.Kernels;
import io.xent.testkit.ExtremesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class VectorExtremesTest extends ExtremesContract {

    @BeforeAll
    static void useVectors() {
        Stages.useVectors();
    }

    @AfterAll
    static void usePlainLoops() {
        Stages.usePlainLoops();
    }

    @Override
    protected Kernels kernels() {
        return new VectorKernels();
    }

    @Override
    protected double maxUlp(boolean single, boolean capped) {
        return single ? capped ? 0.51 : 5 : capped ? 100 : 8;
    }
}
