package io.xent.benchmarks;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Products of matrices: ours and OpenBLAS's in turn, in thousand million multiplications and additions a second. */
final class ProductComparison {

    static final String HEADER = "jdk,threads,transposed,rows,columns,depth,xent_gflops,openblas_gflops,busy";

    private final Transposed transposed;
    private final int rows;
    private final int columns;
    private final int depth;
    private final float[] a;
    private final float[] b;
    private final float[] c;

    private ProductComparison(Transposed transposed, int[] sides) {
        this.transposed = transposed;
        rows = sides[0];
        columns = sides[1];
        depth = sides[2];
        SplittableRandom random = new SplittableRandom(1);
        a = random(random, rows * depth);
        b = random(random, depth * columns);
        c = new float[rows * columns];
    }

    private static float[] random(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return values;
    }

    /** Arguments: threads, rounds, and products such as RIGHT:352x32000x1024, separated by commas. */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[1]);
        try (Threads threads = Threads.of(Integer.parseInt(arguments[0]))) {
            openblas.blas_set_num_threads(threads.count());
            for (String product : arguments[2].split(",")) {
                String[] parts = product.split("[:x]");
                int[] sides =
                        Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
                new ProductComparison(Transposed.valueOf(parts[0]), sides).compare(threads, rounds);
            }
        }
        System.exit(0); // OpenBLAS keeps threads
    }

    private void compare(Threads threads, int rounds) {
        FloatPointer left = new FloatPointer(a);
        FloatPointer right = new FloatPointer(b);
        FloatPointer result = new FloatPointer(c);
        long end = System.nanoTime() + 2_000_000_000L;
        for (int i = 0; i < 5 || System.nanoTime() < end && i < 100; i++) {
            ours(threads);
        }
        theirs(left, right, result);
        requireEqual(result);
        Busy.awaitIdleHelpers();
        double[][] times = new double[2][rounds];
        Busy busy = new Busy();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            ours(threads);
            long middle = System.nanoTime();
            theirs(left, right, result);
            times[0][round] = middle - start;
            times[1][round] = System.nanoTime() - middle;
            if (threads.count() > 1) {
                Busy.awaitIdleHelpers();
            }
        }
        double flops = 2.0 * rows * columns * depth;
        System.out.printf(
                Locale.ROOT,
                "%d,%d,%s,%d,%d,%d,%.1f,%.1f,%.2f%n",
                Runtime.version().feature(),
                threads.count(),
                transposed,
                rows,
                columns,
                depth,
                flops / median(times[0]),
                flops / median(times[1]),
                busy.shareOfOthers());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private void ours(Threads threads) {
        Arrays.fill(c, 0);
        boolean leftTurned = transposed == Transposed.LEFT;
        boolean rightTurned = transposed == Transposed.RIGHT;
        MatrixProduct.active()
                .add(
                        transposed,
                        Matrix.of(a, leftTurned ? depth : rows, leftTurned ? rows : depth),
                        Matrix.of(b, rightTurned ? columns : depth, rightTurned ? depth : columns),
                        Matrix.of(c, rows, columns),
                        threads.parallelism());
    }

    private void theirs(FloatPointer left, FloatPointer right, FloatPointer result) {
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                transposed == Transposed.LEFT ? openblas.CblasTrans : openblas.CblasNoTrans,
                transposed == Transposed.RIGHT ? openblas.CblasTrans : openblas.CblasNoTrans,
                rows,
                columns,
                depth,
                1,
                left,
                transposed == Transposed.LEFT ? rows : depth,
                right,
                transposed == Transposed.RIGHT ? depth : columns,
                0,
                result,
                columns);
    }

    private void requireEqual(FloatPointer result) {
        for (int at = 0; at < c.length; at += 97) {
            if (!(Math.abs(c[at] - result.get(at)) <= 1e-6 * depth)) {
                throw new IllegalStateException("products differ at " + at + ": " + c[at] + " and " + result.get(at));
            }
        }
    }
}
