package io.xent.vector;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.List;

/**
 * When the just-in-time compiler gives up on keeping a tile in registers, each multiply-add allocates its result, hundreds
 * of megabytes per call here.
 */
final class ProductAllocation {

    private static final int ROWS = 96;
    private static final int COLUMNS = 128;
    private static final int DEPTH = 300;
    private static final int TRIALS = 2000;

    /** Objects that describe the product and its pieces; a tile that boxes allocates a thousand times as much. */
    private static final long MOST_BYTES = 16 << 10;

    private final float[] a = new float[ROWS * DEPTH];
    private final float[] b = new float[COLUMNS * DEPTH];
    private final float[] c = new float[ROWS * COLUMNS];

    private ProductAllocation() {}

    /** The products that allocate, however often they are computed. */
    static List<String> allocating() {
        FloatTileChoice.force(true);
        List<String> found = new ArrayList<>();
        for (Transposed transposed : Transposed.values()) {
            if (new ProductAllocation().leastBytes(transposed) > MOST_BYTES) {
                found.add("product with transposed " + transposed);
            }
        }
        return found;
    }

    private long leastBytes(Transposed transposed) {
        long least = Long.MAX_VALUE;
        for (int call = 0; call < TRIALS && least > MOST_BYTES; call++) {
            long before = AllocatedBytes.ofThisThread();
            run(transposed);
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        return least;
    }

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
