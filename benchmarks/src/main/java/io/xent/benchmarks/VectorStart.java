package io.xent.benchmarks;

import io.xent.core.Kernels;
import io.xent.core.Parallelism;

/** Vector kernels begin on plain loops, and say so: runs them until they say something else, or half a minute. */
final class VectorStart {

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final String[] SHAPES = {"4000x10", "400x1000", "10x40000"};

    private VectorStart() {}

    static void await() {
        if (Kernels.active().name().equals("scalar")) {
            return;
        }
        String first = Kernels.active().description();
        long start = System.nanoTime();
        Contender[] contenders = new Contender[SHAPES.length];
        for (int i = 0; i < SHAPES.length; i++) {
            contenders[i] =
                    new XentPeer().contender(Problem.parse(SHAPES[i]), new Threads(1, Parallelism.sequential()));
        }
        while (Kernels.active().description().equals(first) && System.nanoTime() - start < PATIENCE_NANOS) {
            for (Contender contender : contenders) {
                contender.reset();
                contender.run();
            }
        }
    }
}
