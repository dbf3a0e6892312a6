package io.xent.vector;

import io.xent.testkit.AllocationContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class VectorAllocationTest extends AllocationContract {

    @BeforeAll
    static void useVectors() {
        Stages.useVectorsThatStayInRegisters();
    }

    @AfterAll
    static void usePlainLoops() {
        Stages.usePlainLoops();
    }
}
