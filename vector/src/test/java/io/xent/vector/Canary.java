package io.xent.vector;

import io.xent.core.CrossEntropy;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.testkit.AllocationContract;
import io.xent.testkit.LinearAllocationContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A program that warms up as a long-running process does, and prints everything that allocates although it should not: loops
 * that stay plain because on vectors they do, and calls.
 */
final class Canary {

    private static final String LINE = "allocates: ";

    private static final long PATIENCE_NANOS = 4_000_000_000L;

    /** Without boxing it takes ten on an idle machine. */
    private static final long MOST_SECONDS = 200;

    /** A block of rows of which every tenth vector was boxed would allocate ten thousands of bytes. */
    private static final double MOST_BYTES_PER_CALL = 64;

    private static final int CALLS = 200;
    private static final int TRIALS = 60;
    private static final int[][] SHAPES = {{256, 3}, {256, 10}, {256, 26}, {64, 100}, {16, 1000}, {1, 40_000}};

    private Canary() {}

    /** What it prints in a JVM of its own, of this version and width; null where it does not end: boxed loops take for ever. */
    static List<String> inFreshProcess() throws IOException, InterruptedException {
        Path output = Files.createTempFile("canary", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-D" + Width.PROPERTY + "=" + Width.BITS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Canary.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                return null;
            }
            List<String> lines = Files.readAllLines(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join("\n", lines));
            }
            return lines.stream()
                    .filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()))
                    .toList();
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(output);
        }
    }

    public static void main(String[] arguments) {
        WarmUp.finish(PATIENCE_NANOS).forEach(loop -> System.out.println(LINE + loop));
        List<String> calls = new ArrayList<>();
        for (int[] shape : SHAPES) {
            for (boolean single : new boolean[] {true, false}) {
                Runnable operations = operations(shape[0], shape[1], single);
                if (!allocatesNothing(operations)) {
                    calls.add("kernels on " + shape[0] + "×" + shape[1] + (single ? " floats" : " doubles"));
                }
            }
        }
        calls.addAll(AllocationContract.allocating());
        calls.addAll(LinearAllocationContract.allocating());
        calls.addAll(ProductAllocation.allocating());
        calls.addAll(ConvolutionAllocation.allocating());
        calls.forEach(call -> System.out.println(LINE + call));
    }

    private static Runnable operations(int rows, int classes, boolean single) {
        VectorKernels kernels = new VectorKernels();
        Matrix logits = random(rows, classes, single);
        Matrix out = random(rows, classes, single);
        Matrix sums = random(rows, 1, single);
        double[] scales = new double[rows];
        Arrays.fill(scales, 1.0 / rows);
        LossBlock block = new LossBlock(logits, Target.classIndices(new int[rows]), scales, new double[rows], out);
        CrossEntropy loss = new CrossEntropy();
        return () -> {
            kernels.crossEntropy(loss, block);
            kernels.probabilities(logits, 1, out);
            kernels.logProbabilities(logits, 1, out);
            kernels.logSumExp(logits, 1, sums);
        };
    }

    private static Matrix random(int rows, int classes, boolean single) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles((long) rows * classes, -5, 5).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return single ? Matrix.of(floats, rows, classes) : Matrix.of(values, rows, classes);
    }

    /** Compilers take their time, so what counts is the best of many trials. */
    private static boolean allocatesNothing(Runnable call) {
        for (int trial = 0; trial < TRIALS; trial++) {
            long before = AllocatedBytes.ofThisThread();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            if (AllocatedBytes.ofThisThread() - before <= MOST_BYTES_PER_CALL * CALLS) {
                return true;
            }
        }
        return false;
    }
}
