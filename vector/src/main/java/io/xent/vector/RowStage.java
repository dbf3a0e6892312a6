package io.xent.vector;

/** A loop over the rows of a chunk, on vectors or its plain twin: {@link FloatStage} says why it is a class. */
abstract class RowStage {

    /** Ratio, share and inverse sum. */
    static final int RATIO = 0;
    /** The loss. */
    static final int LOG1P = 1;

    static final int COUNT = 2;

    /** Null as long as the plain loops are what runs. */
    private static volatile RowStage[] current;

    abstract void run(RowWork work);

    static void run(RowStage stage, RowWork work) {
        stage.run(work);
    }

    static RowStage[] current() {
        RowStage[] chosen = current;
        return chosen == null ? RowPlainStages.ALL : chosen;
    }

    /** From now on, this one runs in every thread. */
    static synchronized void adopt(int index, RowStage stage) {
        RowStage[] changed = current().clone();
        changed[index] = stage;
        current = changed;
    }

    /** From now on, these run in every thread. */
    static void setCurrent(RowStage[] stages) {
        current = stages;
    }
}
