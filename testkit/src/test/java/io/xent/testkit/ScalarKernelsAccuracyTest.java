package io.xent.testkit;

import io.xent.core.Kernels;
import io.xent.testkit.Accuracy.Quantity;

/** The budgets that docs/numerics.md states. Rows of floats are computed in double and rounded once: half an ulp. */
class ScalarKernelsAccuracyTest extends AccuracyContract {

    @Override
    protected Kernels kernels() {
        return Kernels.scalar();
    }

    @Override
    protected double maxUlp(Quantity quantity, boolean single) {
        if (single) {
            return 0.5001;
        }
        return switch (quantity) {
            case LOG_SUM_EXP -> 2;
            case LOG_PROBABILITY, LOSS -> 3;
            case PROBABILITY -> 4;
            case GRADIENT -> 5;
            case LOSS_WITH_OPTIONS, GRADIENT_WITH_OPTIONS -> 8;
            case LOSS_WITH_SOFT_CAP, GRADIENT_WITH_SOFT_CAP -> 100;
        };
    }

    @Override
    protected double rmsUlp(Quantity quantity, boolean single) {
        if (single) {
            return 0.35;
        }
        return switch (quantity) {
            case LOG_SUM_EXP, LOG_PROBABILITY, LOSS -> 0.7;
            case PROBABILITY, GRADIENT -> 1;
            case LOSS_WITH_OPTIONS, GRADIENT_WITH_OPTIONS -> 2;
            case LOSS_WITH_SOFT_CAP, GRADIENT_WITH_SOFT_CAP -> 10;
        };
    }
}
