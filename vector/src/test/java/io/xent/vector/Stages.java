package io.xent.vector;

/** Chooses which loops run, whatever is compiled. */
final class Stages {

    private Stages() {}

    static void useVectors() {
        WarmUp.useVectors();
    }

    static void usePlainLoops() {
        FloatStage.setCurrent(FloatPlainStages.ALL);
        DoubleStage.setCurrent(DoublePlainStages.ALL);
        RowStage.setCurrent(RowPlainStages.ALL);
    }
}
