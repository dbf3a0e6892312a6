package io.xent.vector;

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

    /** Vector loops, but for those that no compiler makes fast at this width: {@link WarmUp}. */
    static void useVectorsThatStayInRegisters() {
        if (Width.BITS == 128) {
            useFastOnes();
        } else {
            useVectors();
        }
    }

    static void usePlainLoops() {
        FloatStage.setCurrent(FloatPlainStages.ALL);
        DoubleStage.setCurrent(DoublePlainStages.ALL);
        RowStage.setCurrent(RowPlainStages.ALL);
    }
}
