package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The pass for many classes against the one for few, which is tested against sums written out. */
class FusedPassTest {

    @TempDir
    Path directory;

    private static Dataset data(int rows, int features, int classes, Precision stored) {
        return RandomProblem.dense(71, rows, features, classes, true, stored);
    }

    private static DataPass plain(Dataset data) {
        return DensePass.of(
                (DenseFeatures) data.features(), data.classes(), Precision.DOUBLE, false, Parallelism.sequential());
    }

    private static DataPass fused(Dataset data, Precision arithmetic, Parallelism parallelism) {
        return new FusedPass((DenseFeatures) data.features(), data.classes(), arithmetic, parallelism);
    }

    private static double[] parameters(Dataset data) {
        int count = (data.features().columns() + 1) * data.classes();
        return new Random(72).doubles(count, -0.5, 0.5).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, SINGLE",
        "63, 5, 65, SINGLE",
        "257, 17, 64, SINGLE",
        "2049, 3, 7, SINGLE",
        "4200, 2, 3, DOUBLE",
        "300, 4, 5000, SINGLE",
        "3, 2, 600000, SINGLE"
    })
    void lossAndGradient_ofAnyShape_isThatOfThePassForFewClasses(
            int rows, int features, int classes, Precision stored) {
        Dataset data = data(rows, features, classes, stored);
        TrainingProblem problem = TrainingProblem.ofAllClasses(data);
        double[] at = parameters(data);
        double[] expected = new double[at.length];
        double value = new SoftmaxObjective(plain(data), problem, 0.01).valueAndGradient(at, expected);
        for (Precision arithmetic : Precision.values()) {
            double tolerance = arithmetic == Precision.SINGLE ? 2e-6 : 1e-14;
            double[] gradient = new double[at.length];
            DataPass pass = fused(data, arithmetic, Parallelism.sequential());
            double found = new SoftmaxObjective(pass, problem, 0.01).valueAndGradient(at, gradient);
            assertEquals(value, found, tolerance * value, arithmetic + " arithmetic");
            assertArrayEquals(expected, gradient, tolerance, arithmetic + " arithmetic");
        }
    }

    @ParameterizedTest
    @CsvSource({"70, 5, 11", "2500, 3, 4", "2100, 2, 2500", "5, 2, 600000"})
    void forwardAndBack_ofAnyShape_isThatOfThePassForFewClasses(int rows, int features, int classes) {
        Dataset data = data(rows, features, classes, Precision.SINGLE);
        double[] expected = sums(plain(data));
        assertArrayEquals(expected, sums(fused(data, Precision.DOUBLE, Parallelism.sequential())), 1e-12 * rows);
        assertArrayEquals(expected, sums(fused(data, Precision.SINGLE, Parallelism.sequential())), 1e-6 * rows);
    }

    /** With a step that is not linear, so that logits and rows must belong together. */
    private static double[] sums(DataPass pass) {
        double[] at = new Random(73)
                .doubles((pass.features() + 1L) * pass.classes(), -1, 1)
                .toArray();
        double[] sums = new double[at.length];
        pass.forwardAndBack(
                at,
                (block, from, rows, z) -> {
                    assertEquals(block * pass.blockRows(), from);
                    for (int i = 0; i < rows * pass.classes(); i++) {
                        z[i] = Math.tanh(z[i]) * ((from + i / pass.classes()) % 3 - 1);
                    }
                },
                sums);
        return sums;
    }

    @Test
    void forward_ofSomeBlocks_givesTheLogitsOfTheirRows() {
        Dataset data = data(2100, 3, 700, Precision.SINGLE);
        DataPass pass = fused(data, Precision.DOUBLE, Parallelism.sequential());
        int seen = rowsSeen(pass, parameters(data), 1, pass.blocks());
        assertEquals(2100 - pass.blockRows(), seen);
        assertEquals(pass.blockRows(), rowsSeen(pass, parameters(data), 0, 1));
    }

    private static int rowsSeen(DataPass pass, double[] at, int first, int end) {
        int[] rows = new int[pass.blocks()];
        pass.forward(at, first, end, (block, from, count, z) -> rows[block] = count);
        int sum = 0;
        for (int count : rows) {
            sum += count;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void everything_onThreeThreadsOrFromAFile_hasTheSameBits(Precision arithmetic) {
        Dataset data = data(2500, 7, 300, Precision.SINGLE);
        Path file = directory.resolve("rows");
        RandomProblem.write(file, data, new byte[32], 0);
        try (ThreadParallelism three = new ThreadParallelism(3)) {
            DataPass alone = fused(data, arithmetic, Parallelism.sequential());
            DataPass together = fused(BlockFile.open(file), arithmetic, three);
            assertArrayEquals(sums(alone), sums(together));
            assertArrayEquals(gradient(data, alone), gradient(data, together));
        }
    }

    private static double[] gradient(Dataset data, DataPass pass) {
        double[] at = parameters(data);
        double[] gradient = new double[at.length];
        new SoftmaxObjective(pass, TrainingProblem.ofAllClasses(data), 0.1).valueAndGradient(at, gradient);
        return gradient;
    }

    @Test
    void blocks_ofManyClasses_holdLogitsWithinABudget() {
        for (int classes : new int[] {2048, 10_000, 100_000, 3_000_000}) {
            DenseFeatures features = new DenseFeatures.Builder(20_000, 2, Precision.SINGLE).build();
            DataPass pass = new FusedPass(features, classes, Precision.SINGLE, Parallelism.sequential());
            long bytes = (long) pass.blockRows() * classes * Double.BYTES;
            assertTrue(bytes <= Math.max(4 << 20, classes * 8L), pass.blockRows() + " rows of " + classes);
        }
    }
}
