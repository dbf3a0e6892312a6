package io.xent.vector;

import io.xent.core.Kernels;
import io.xent.testkit.KernelContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class VectorKernelsContractTest extends KernelContract {

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
}
