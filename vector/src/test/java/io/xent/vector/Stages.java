package io.xent.vector;

import org.junit.jupiter.api.Assumptions;

/** Chooses which loops run, whatever is compiled. */
final class Stages {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private Stages() {}

    static void useVectors() {
        WarmUp.useVectors();
    }

    /** As in a program that has run for a while; returns how many loops are not fast on vectors. */
    static int useFastOnes() {
        return WarmUp.finish(PATIENCE_NANOS);
    }

    /**
     * For tests that count bytes. Skips them at 128 bits: on x86 no compiler keeps masks of two lanes in registers, and which
     * other loops it boxes there changes from run to run.
     */
    static void useVectorsThatStayInRegisters() {
        Assumptions.assumeTrue(
                Width.BITS > 128, "bytes are not counted at 128 bits: masks of two lanes are objects on x86");
        useVectors();
    }

    static void usePlainLoops() {
        FloatStage.setCurrent(FloatPlainStages.ALL);
        DoubleStage.setCurrent(DoublePlainStages.ALL);
        RowStage.setCurrent(RowPlainStages.ALL);
    }
}
