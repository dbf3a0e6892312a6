package io.xent.benchmarks;

import com.sun.management.ThreadMXBean;
import io.xent.core.Kernels;
import io.xent.core.Parallelism;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Vector kernels begin on plain loops, and say so: runs them until they say something else, or half a minute. As a program it
 * then prints what they say, and how many bytes a call allocates at each of some shapes: nothing, unless the compiler made
 * objects of vectors.
 */
final class VectorStart {

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final String[] SHAPES = {"4000x10", "400x1000", "10x40000"};

    private static final String[] MORE_SHAPES = {"20000x3", "10000x10", "4000x26", "1000x100", "100x1000", "4x40000"};
    private static final int TRIALS = 40;
    private static final int CALLS = 20;

    private VectorStart() {}

    static void await() {
        if (Kernels.active().name().equals("scalar")) {
            return;
        }
        String first = Kernels.active().description();
        long start = System.nanoTime();
        Contender[] contenders = contenders(SHAPES);
        while (Kernels.active().description().equals(first) && System.nanoTime() - start < PATIENCE_NANOS) {
            for (Contender contender : contenders) {
                contender.reset();
                contender.run();
            }
        }
    }

    private static Contender[] contenders(String[] shapes) {
        Threads one = new Threads(1, Parallelism.sequential());
        return Arrays.stream(shapes)
                .map(shape -> new XentPeer().contender(Problem.parse(shape), one))
                .toArray(Contender[]::new);
    }

    /** Prints what the kernels say of themselves, and bytes per call: most of the last half of the trials. */
    public static void main(String[] arguments) {
        await();
        System.out.println(Kernels.active().description());
        StringJoiner bytes = new StringJoiner(", ");
        Contender[] contenders = contenders(MORE_SHAPES);
        for (int i = 0; i < contenders.length; i++) {
            bytes.add(MORE_SHAPES[i] + " " + bytesPerCall(contenders[i]));
        }
        System.out.println(bytes);
    }

    private static long bytesPerCall(Contender contender) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long most = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            contender.reset();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                contender.run();
            }
            long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
            most = trial < TRIALS / 2 ? 0 : Math.max(most, bytes);
        }
        return most;
    }
}
