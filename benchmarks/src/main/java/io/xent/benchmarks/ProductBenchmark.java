package io.xent.benchmarks;

import io.xent.core.Kernels;
import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Products of matrices, scalar beside vector, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ProductBenchmark {

    @Param({"scalar", "vector"})
    String kernels;

    @Param({"NONE", "LEFT", "RIGHT"})
    Transposed transposed;

    /** Rows and columns of the result, and depth. */
    @Param({"256x4096x512", "4096x10x784", "10x784x4096"})
    String shape;

    private MatrixProduct product;
    private Matrix a;
    private Matrix b;
    private Matrix c;

    /** Fills everything from a fixed seed. */
    @Setup
    public void prepare() {
        product = (kernels.equals("scalar") ? Kernels.scalar() : Kernels.active()).matrixProduct();
        int[] sides =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        a = filled(sides[0], sides[2], transposed == Transposed.LEFT);
        b = filled(sides[2], sides[1], transposed == Transposed.RIGHT);
        c = filled(sides[0], sides[1], false);
    }

    private static Matrix filled(int rows, int columns, boolean turned) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return turned ? Matrix.of(values, columns, rows) : Matrix.of(values, rows, columns);
    }

    @Benchmark
    public void add() {
        product.add(transposed, a, b, c, Parallelism.sequential());
    }
}
