package io.xent.vector;

/**
 * Runs all loops on vectors for a few values each, in turn and many times, before one of them runs for long.
 *
 * <p>The loops share the methods of the Vector API, and HotSpot compiles these too while the loops are not compiled yet. Had
 * only one loop run by then, they would be compiled for its types alone, and the next loop, in another precision, would make
 * that code give up, four times per place. HotSpot adds up such events over everything that a compilation inlines, and from
 * 100 on ({@code PerMethodTrapLimit}) it takes no type for granted in the rest of it: vectors become objects. A loop inlines
 * the same few methods for each of its operations, so 25 operations were enough. Here all types have been seen before there
 * is anything that could give up.
 */
final class Rehearsal {

    /** HotSpot looks at types once a method has been called 200 times, and compiles it for them from 5,000 on. */
    private static final int ROUNDS = 400;

    private static final int TERMS = 2;

    private static boolean done;

    private final FloatWork floats = new FloatWork();
    private final DoubleWork doubles = new DoubleWork();
    private final FloatTileTrial floatTiles = new FloatTileTrial(TERMS);
    private final DoubleTileTrial doubleTiles = new DoubleTileTrial(TERMS);
    private final ConvolutionTrial convolutions = new ConvolutionTrial();

    private Rehearsal() {
        floats.prepareForWarmUp(FloatWork.LANES, 2);
        doubles.prepareForWarmUp(DoubleWork.LANES, 2);
    }

    /** Once per process; whoever comes second waits. */
    static synchronized void once() {
        if (!done) {
            done = true;
            Rehearsal rehearsal = new Rehearsal();
            for (int round = 0; round < ROUNDS; round++) {
                rehearsal.round();
            }
        }
    }

    private void round() {
        for (RowStage stage : RowVectorStages.ALL) {
            RowStage.run(stage, floats.each);
        }
        for (int i = 0; i < FloatStage.COUNT; i++) {
            FloatStage.run(FloatVectorStages.ALL[i], floats);
            DoubleStage.run(DoubleVectorStages.ALL[i], doubles);
        }
        floatTiles.run();
        doubleTiles.run();
        convolutions.run();
    }
}
