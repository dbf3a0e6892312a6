package io.xent.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * When loops on vectors take over from plain ones. Until the just-in-time compiler has compiled them they are a hundred
 * times slower, and compiling takes about a second; plain loops are fast at once. Both give the same bits, so it does not
 * matter to anybody's results when this happens, nor that it happens to one loop after another.
 *
 * <p>The first large piece of work starts a thread that does nothing but run the loops on vectors until each keeps its
 * vectors in registers, and ends. Where one is not within {@link #PATIENCE_NANOS} and {@link #FEWEST_ROUNDS}, its plain twin stays: so it is with two
 * doubles per vector on x86, where the compiler keeps no masks of two lanes in registers. Where the JVM says that it has no
 * optimising compiler, all plain loops stay.
 *
 * <p>The system property {@code xent.vector.start} says otherwise: {@code vector} runs them from the start, {@code plain}
 * never.
 */
final class WarmUp implements Runnable {

    static final String PROPERTY = "xent.vector.start";

    private static final long WORTH_WHILE = 1 << 18;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** However long they take: the process may have been stopped, or the machine busy. */
    private static final int FEWEST_ROUNDS = 200;

    /** Where the JVM does not count bytes: a vector loop that is this much slower than its plain twin is not compiled. */
    private static final double SLOWER_THAN_PLAIN = 1.5;

    /** Asking costs some hundred bytes by itself; objects for vectors would be ten thousands. */
    private static final long FEW_BYTES = 2048;

    private static final int ROWS = 64;

    /** Loops over short rows have a branch for two classes, for three and for four, and for the shapes of {@link #columns}. */
    private static final int SHAPES = 7;

    private static final int MANY = 5;

    private static final int RUNS = 15;

    /** A loop that is just being compiled again is slow for a while. */
    private static final int LOOKS = 100;

    private static final LongAdder SEEN = new LongAdder();
    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static volatile String state = "plain loops until the vector ones are compiled";

    static {
        String start = System.getProperty(PROPERTY, "auto");
        switch (start) {
            case "auto" -> {
                if (!hasOptimisingCompiler()) {
                    STARTED.set(true);
                    state = "plain loops, because this JVM runs without its optimising compiler";
                }
            }
            case "plain" -> {
                STARTED.set(true);
                state = "plain loops, as -D" + PROPERTY + " says";
            }
            case "vector" -> {
                STARTED.set(true);
                Rehearsal.once();
                useVectors();
            }
            default ->
                throw new IllegalStateException("-D" + PROPERTY + "=" + start + ": there is auto, plain and vector");
        }
    }

    /** HotSpot says "interpreted mode" for -Xint and "emulated-client" where only the first compiler works. */
    private static boolean hasOptimisingCompiler() {
        String mode = System.getProperty("java.vm.info", "");
        return !mode.contains("interpreted") && !mode.contains("emulated-client");
    }

    /** A loop, its plain twin, and what has either run in every thread. */
    private record Loop(String name, Runnable vector, Runnable plain, Runnable adopt, Runnable leave) {

        /** A vector that is not in a register is an object, so bytes tell; time where bytes are not counted. */
        boolean isFast() {
            double time = shortest(vector);
            long before = AllocatedBytes.ofThisThread();
            for (int i = 0; i < RUNS; i++) {
                vector.run();
            }
            return before < 0
                    ? time < SLOWER_THAN_PLAIN * shortest(plain)
                    : AllocatedBytes.ofThisThread() - before < FEW_BYTES;
        }
    }

    private final List<Loop> waiting = new ArrayList<>();
    private final long deadline;

    private WarmUp(long patience) {
        deadline = System.nanoTime() + patience;
        FloatWork[] floats = new FloatWork[SHAPES];
        DoubleWork[] doubles = new DoubleWork[SHAPES];
        for (int shape = 0; shape < SHAPES; shape++) {
            floats[shape] = new FloatWork();
            floats[shape].prepareForWarmUp(ROWS, columns(shape, FloatWork.LANES));
            doubles[shape] = new DoubleWork();
            doubles[shape].prepareForWarmUp(ROWS, columns(shape, DoubleWork.LANES));
        }
        for (int i = 0; i < RowStage.COUNT; i++) {
            RowStage vector = RowVectorStages.ALL[i];
            RowStage plain = RowPlainStages.ALL[i];
            int stage = i;
            waiting.add(new Loop(
                    name(vector),
                    () -> run(vector, floats),
                    () -> run(plain, floats),
                    () -> RowStage.adopt(stage, vector),
                    () -> RowStage.adopt(stage, plain)));
        }
        for (int i = 0; i < FloatStage.COUNT; i++) {
            addFloats(i, FloatVectorStages.ALL[i], FloatPlainStages.ALL[i], floats);
            addDoubles(i, DoubleVectorStages.ALL[i], DoublePlainStages.ALL[i], doubles);
        }
    }

    /** Two, three and four; then half a vector, one and a half, two and a half, five and a half. */
    private static int columns(int shape, int lanes) {
        return shape < 3 ? 2 + shape : lanes / 2 + (shape == SHAPES - 1 ? MANY : shape - 3) * lanes;
    }

    private void addFloats(int stage, FloatStage vector, FloatStage plain, FloatWork[] shapes) {
        waiting.add(new Loop(
                name(vector),
                () -> run(vector, shapes),
                () -> run(plain, shapes),
                () -> FloatStage.adopt(stage, vector),
                () -> FloatStage.adopt(stage, plain)));
    }

    private void addDoubles(int stage, DoubleStage vector, DoubleStage plain, DoubleWork[] shapes) {
        waiting.add(new Loop(
                name(vector),
                () -> run(vector, shapes),
                () -> run(plain, shapes),
                () -> DoubleStage.adopt(stage, vector),
                () -> DoubleStage.adopt(stage, plain)));
    }

    private static String name(Object stage) {
        String name = stage.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    private static void run(RowStage stage, FloatWork[] shapes) {
        for (FloatWork shape : shapes) {
            RowStage.run(stage, shape.each);
        }
    }

    private static void run(FloatStage stage, FloatWork[] shapes) {
        for (FloatWork shape : shapes) {
            FloatStage.run(stage, shape);
        }
    }

    private static void run(DoubleStage stage, DoubleWork[] shapes) {
        for (DoubleWork shape : shapes) {
            DoubleStage.run(stage, shape);
        }
    }

    static String state() {
        return state;
    }

    /** Counts work that is about to be done. */
    static void count(long values) {
        if (STARTED.get()) {
            return;
        }
        SEEN.add(values);
        if (SEEN.sum() >= WORTH_WHILE && STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(new WarmUp(PATIENCE_NANOS), "xent-vector-warm-up");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    static void useVectors() {
        RowStage.setCurrent(RowVectorStages.ALL);
        FloatStage.setCurrent(FloatVectorStages.ALL);
        DoubleStage.setCurrent(DoubleVectorStages.ALL);
        state = "in use";
    }

    /** On the calling thread, for tests: returns the names of the loops that stay plain. */
    static List<String> finish(long patience) {
        STARTED.set(true);
        WarmUp warmUp = new WarmUp(patience);
        warmUp.run();
        return warmUp.waiting.stream().map(Loop::name).toList();
    }

    @Override
    public void run() {
        Rehearsal.once();
        List<Loop> adopted = new ArrayList<>();
        int all = waiting.size();
        for (int round = 0; !waiting.isEmpty() && (round < FEWEST_ROUNDS || System.nanoTime() < deadline); round++) {
            for (Loop loop : List.copyOf(waiting)) {
                if (loop.isFast()) {
                    loop.adopt.run();
                    adopted.add(loop);
                    waiting.remove(loop);
                }
            }
        }
        for (Loop loop : adopted) {
            if (!staysFast(loop)) {
                loop.leave.run();
                waiting.add(loop);
            }
        }
        state = waiting.isEmpty()
                ? "in use"
                : "in use, but for " + waiting.size() + " of " + all + " loops, whose plain ones are faster here: "
                        + waiting.stream().map(Loop::name).collect(Collectors.joining(", "));
    }

    /** A second look, when all has been compiled: what is compiled again may come out otherwise. */
    private static boolean staysFast(Loop loop) {
        for (int look = 0; look < LOOKS; look++) {
            if (loop.isFast()) {
                return true;
            }
        }
        return false;
    }

    private static long shortest(Runnable loop) {
        long shortest = Long.MAX_VALUE;
        for (int trial = 0; trial < 3; trial++) {
            long start = System.nanoTime();
            for (int i = 0; i < RUNS; i++) {
                loop.run();
            }
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
