package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.JacobianProduct;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
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

/** Every kernel, scalar beside vector, on one thread: with {@code -prof gc}, bytes allocated per call as well. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {

    @Param({"scalar", "vector"})
    String kernels;

    @Param({"float", "double"})
    String precision;

    @Param({"4096x10", "1024x100", "128x1000", "4x32000"})
    String shape;

    private Kernels provider;
    private Matrix logits;
    private Matrix out;
    private Matrix column;
    private Matrix vector;
    private LossBlock lossOnly;
    private LossBlock both;
    private final CrossEntropy plain = new CrossEntropy();
    private final CrossEntropy options =
            plain.withLabelSmoothing(0.1).withZLoss(1e-4).withTemperature(1.5);

    /** Fills everything from a fixed seed. */
    @Setup
    public void prepare() {
        provider = kernels.equals("scalar") ? Kernels.scalar() : Kernels.active();
        if (provider == Kernels.active()) {
            VectorStart.await();
        }
        int rows = Integer.parseInt(shape.split("x")[0]);
        int classes = Integer.parseInt(shape.split("x")[1]);
        SplittableRandom random = new SplittableRandom(1);
        logits = matrix(rows, classes);
        vector = matrix(rows, classes);
        out = matrix(rows, classes);
        column = matrix(rows, 1);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < classes; k++) {
                logits.set(i, k, 3 * random.nextGaussian());
                vector.set(i, k, random.nextGaussian());
            }
        }
        int[] labels = new int[rows];
        double[] scales = new double[rows];
        Arrays.setAll(labels, i -> random.nextInt(classes));
        Arrays.fill(scales, 1.0 / rows);
        Target target = Target.classIndices(labels);
        lossOnly = new LossBlock(logits, target, scales, new double[rows], null);
        both = new LossBlock(logits, target, scales, new double[rows], out);
    }

    private Matrix matrix(int rows, int columns) {
        return precision.equals("float")
                ? Matrix.of(new float[rows * columns], rows, columns)
                : Matrix.of(new double[rows * columns], rows, columns);
    }

    @Benchmark
    public void probabilities() {
        provider.probabilities(logits, 1, out);
    }

    @Benchmark
    public void logProbabilities() {
        provider.logProbabilities(logits, 1, out);
    }

    @Benchmark
    public void logSumExp() {
        provider.logSumExp(logits, 1, column);
    }

    @Benchmark
    public void loss() {
        provider.crossEntropy(plain, lossOnly);
    }

    @Benchmark
    public void lossAndGradient() {
        provider.crossEntropy(plain, both);
    }

    @Benchmark
    public void lossAndGradientWithOptions() {
        provider.crossEntropy(options, both);
    }

    @Benchmark
    public void jacobianTimes() {
        provider.jacobianTimes(JacobianProduct.PROBABILITIES, logits, 0, logits.rows(), 1, vector, out);
    }

    @Benchmark
    public void hessianTimes() {
        provider.crossEntropyHessianTimes(plain, lossOnly, vector, out);
    }
}
