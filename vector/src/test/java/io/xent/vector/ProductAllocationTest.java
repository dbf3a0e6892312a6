package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.xent.core.Matrix;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * A canary: when the just-in-time compiler gives up on keeping a tile in registers, each multiply-add allocates its
 * result, hundreds of megabytes per call here.
 */
class ProductAllocationTest {

    private static final int ROWS = 96;
    private static final int COLUMNS = 128;
    private static final int DEPTH = 300;

    /** Objects that describe the product and its pieces; a tile that boxes allocates a thousand times as much. */
    private static final long MOST_BYTES = 16 << 10;

    @Test
    void add_onceCompiled_allocatesNextToNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FloatTileChoice.force(true);
        for (Transposed transposed : Transposed.values()) {
            long least = Long.MAX_VALUE;
            for (int call = 0; call < 2000 && least > MOST_BYTES; call++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                run(transposed);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            long bytes = least;
            assertTrue(bytes <= MOST_BYTES, () -> "transposed " + transposed + ": " + bytes + " bytes per call");
        }
    }

    private final float[] a = new float[ROWS * DEPTH];
    private final float[] b = new float[COLUMNS * DEPTH];
    private final float[] c = new float[ROWS * COLUMNS];

    private void run(Transposed transposed) {
        boolean left = transposed == Transposed.LEFT;
        boolean right = transposed == Transposed.RIGHT;
        VectorProduct.INSTANCE.add(
                transposed,
                Matrix.of(a, left ? DEPTH : ROWS, left ? ROWS : DEPTH),
                Matrix.of(b, right ? COLUMNS : DEPTH, right ? DEPTH : COLUMNS),
                Matrix.of(c, ROWS, COLUMNS),
                Parallelism.sequential());
    }
}
