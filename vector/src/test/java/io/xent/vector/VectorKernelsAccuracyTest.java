package io.xent.vector;

import io.xent.core.Kernels;
import io.xent.testkit.Accuracy.Quantity;
import io.xent.testkit.AccuracyContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The budgets that docs/numerics.md states for the kernels on vectors. */
class VectorKernelsAccuracyTest extends AccuracyContract {

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
    protected double maxUlp(Quantity quantity, boolean single) {
        return switch (quantity) {
            case LOG_SUM_EXP -> 2;
            case LOSS -> single ? 2 : 5;
            case LOG_PROBABILITY -> single ? 3 : 5;
            case PROBABILITY, GRADIENT -> single ? 4 : 5;
            case LOSS_WITH_OPTIONS -> single ? 2 : 8;
            case GRADIENT_WITH_OPTIONS -> single ? 5 : 8;
            case LOSS_WITH_SOFT_CAP, GRADIENT_WITH_SOFT_CAP -> single ? 0.51 : 100;
        };
    }

    @Override
    protected double rmsUlp(Quantity quantity, boolean single) {
        return switch (quantity) {
            case LOG_SUM_EXP, LOG_PROBABILITY, LOSS -> 1;
            case PROBABILITY, GRADIENT -> 1.5;
            case LOSS_WITH_OPTIONS, GRADIENT_WITH_OPTIONS -> 2;
            case LOSS_WITH_SOFT_CAP, GRADIENT_WITH_SOFT_CAP -> 30;
        };
    }
}
