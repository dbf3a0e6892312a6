package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Target;
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

/**
 * The loss as a caller sees it, checks and all, with the kernels in use, on one thread; from one row, where a call itself
 * is what costs, to a million. With {@code -prof gc}, the bytes that a call allocates: none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DoorBenchmark {

    private static final int IGNORED = -100;

    @Param({"1x10", "32x10", "65536x10", "8192x1000"})
    String shape;

    private Matrix logits;
    private Matrix out;
    private Target target;
    private Target weighted;
    private final CrossEntropy plain = new CrossEntropy();
    private final CrossEntropy ignoring = plain.withIgnoreIndex(IGNORED);

    /** Fills everything from a fixed seed. */
    @Setup
    public void prepare() {
        VectorStart.await();
        int rows = Integer.parseInt(shape.split("x")[0]);
        int classes = Integer.parseInt(shape.split("x")[1]);
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[rows * classes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (3 * random.nextGaussian());
        }
        logits = Matrix.of(values, rows, classes);
        out = Matrix.of(new float[values.length], rows, classes);
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> random.nextInt(classes));
        target = Target.classIndices(labels);
        weighted = target.withRowWeights(random.doubles(rows, 0.5, 2).toArray());
    }

    @Benchmark
    public double loss() {
        return plain.loss(logits, target);
    }

    @Benchmark
    public double lossAndGradient() {
        return plain.lossAndGradient(logits, target, out);
    }

    @Benchmark
    public double lossAndGradientOfWeightedRows() {
        return plain.lossAndGradient(logits, weighted, out);
    }

    @Benchmark
    public double lossAndGradientWithIgnoreIndex() {
        return ignoring.lossAndGradient(logits, target, out);
    }
}
