package io.xent.vector;

/** Chooses which loops run, whatever is compiled. */
final class Stages {

    private Stages() {}

    static void useVectors() {
        WarmUp.useVectors();
    }

    /** As in a program that has run for a while. */
    static void useFastOnes() {
        WarmUp.finish();
    }

    static void usePlainLoops() {
        FloatStage.setCurrent(FloatPlainStages.ALL);
        DoubleStage.setCurrent(DoublePlainStages.ALL);
        RowStage.setCurrent(RowPlainStages.ALL);
    }
}
