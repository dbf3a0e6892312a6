package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFileTest {

    private static final byte[] FINGERPRINT = new byte[32];

    @TempDir
    private Path directory;

    /** Writes the rows of data in memory to a file, sparse ones in pieces of about so many values. */
    private Dataset inFile(Dataset data, int valuesOfPiece) {
        Path file = directory.resolve("rows");
        RandomProblem.write(file, data, FINGERPRINT, valuesOfPiece);
        return BlockFile.open(file);
    }

    private static void assertSameRows(Dataset expected, Dataset actual) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.classes(), actual.classes());
        assertEquals(expected.features().precision(), actual.features().precision());
        assertArrayEquals(expected.labels(), actual.labels());
        assertArrayEquals(expected.weights(), actual.weights());
        Random random = new Random(5);
        for (int t = 0; t < 5000; t++) {
            int i = random.nextInt(expected.rows());
            int j = random.nextInt(expected.features().columns());
            assertEquals(expected.features().get(i, j), actual.features().get(i, j), "row " + i + ", column " + j);
        }
        int[] chosen = random.ints(200, 0, expected.rows()).toArray();
        assertArrayEquals(
                values(expected.features().select(chosen)),
                values(actual.features().select(chosen)));
    }

    private static double[] values(Features features) {
        double[] values = new double[features.rows() * features.columns()];
        for (int i = 0; i < features.rows(); i++) {
            for (int j = 0; j < features.columns(); j++) {
                values[i * features.columns() + j] = features.get(i, j);
            }
        }
        return values;
    }

    private void assertFitIsTheSame(Dataset data, int valuesOfPiece) {
        Dataset mapped = inFile(data, valuesOfPiece);
        assertSameRows(data, mapped);
        SoftmaxRegression.Builder settings = SoftmaxRegression.builder().penalty(new Penalty(1e-3));
        Fit inMemory = settings.build().fit(data);
        assertTrue(inMemory.iterations() > 5, "spread: " + inMemory.iterations() + " iterations");
        for (int threads = 1; threads <= 3; threads += 2) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                Fit fromFile = settings.parallelism(parallelism).build().fit(mapped);
                assertArrayEquals(
                        inMemory.classifier().weights(), fromFile.classifier().weights());
                assertArrayEquals(
                        inMemory.classifier().bias(), fromFile.classifier().bias());
                assertEquals(inMemory.history(), fromFile.history());
                assertEquals(inMemory.certificate(), fromFile.certificate());
                assertEquals(inMemory.state().fingerprint(), fromFile.state().fingerprint());
            }
        }
    }

    @Test
    void fit_denseRowsInAFile_hasTheBitsOfRowsInMemory() {
        assertFitIsTheSame(RandomProblem.dense(52, 1013, 7, 4, false, Precision.SINGLE), 0);
        assertFitIsTheSame(RandomProblem.dense(53, 1024, 5, 3, true, Precision.DOUBLE), 0);
        assertFitIsTheSame(RandomProblem.dense(54, 9001, 6, 3, false, Precision.SINGLE), 0);
    }

    @Test
    void fit_sparseRowsInAFileOfSeveralPieces_hasTheBitsOfRowsInMemory() {
        assertFitIsTheSame(RandomProblem.sparse(55, 1013, 7, 4, true, Precision.SINGLE), 1000);
        assertFitIsTheSame(RandomProblem.sparse(56, 1024, 5, 3, false, Precision.DOUBLE), 1);
        assertFitIsTheSame(RandomProblem.sparse(57, 601, 6, 3, false, Precision.DOUBLE), 1 << 19);
    }

    @Test
    void pass_denseRowsInAFileByProductsAndByPlainLoops_hasTheBitsOfRowsInMemory() {
        for (Precision stored : Precision.values()) {
            Dataset data = RandomProblem.dense(58, 8500, 5, 3, false, stored);
            Dataset mapped = inFile(data, 0);
            // Rows of 64 bits are never gone through in 32
            for (Precision arithmetic : stored == Precision.SINGLE ? Precision.values() : new Precision[] {stored}) {
                for (boolean products : new boolean[] {false, true}) {
                    assertArrayEquals(
                            sums((DenseFeatures) data.features(), arithmetic, products),
                            sums((DenseFeatures) mapped.features(), arithmetic, products),
                            stored + " rows, " + arithmetic + " arithmetic, products " + products);
                }
            }
        }
    }

    private static double[] sums(DenseFeatures features, Precision arithmetic, boolean products) {
        double[] parameters = new Random(3).doubles(18).toArray();
        double[] sums = new double[18];
        DensePass.of(features, 3, arithmetic, products, Parallelism.sequential())
                .forwardAndBack(
                        parameters,
                        (block, from, rows, z) -> {
                            for (int i = 0; i < rows * 3; i++) {
                                z[i] = Math.tanh(z[i]);
                            }
                        },
                        sums);
        return sums;
    }

    @Test
    void biasPolish_logitsComputedEachTime_hasTheBitsOfLogitsKept() {
        for (Dataset data : List.of(
                RandomProblem.dense(60, 5003, 6, 5, true, Precision.SINGLE),
                inFile(RandomProblem.sparse(61, 5003, 6, 5, true, Precision.DOUBLE), 3000))) {
            TrainingProblem problem = TrainingProblem.of(data);
            DataPass pass = DataPass.of(data.features(), 5, Precision.SINGLE, Parallelism.sequential())
                    .in64Bits();
            double[] parameters = new Random(9).doubles(35, -1, 1).toArray();
            BiasPolish kept = new BiasPolish(problem, pass, parameters, Parallelism.sequential());
            BiasPolish computed = new BiasPolish(problem, pass, parameters, Parallelism.sequential(), 0, 2000);
            assertArrayEquals(kept.bias(), computed.bias());
            assertEquals(kept.distanceToOptimum(1e-9), computed.distanceToOptimum(1e-9));
            assertEquals(kept.meanOfLosses(Math::sqrt), computed.meanOfLosses(Math::sqrt));
        }
    }

    private byte[] written() throws IOException {
        inFile(RandomProblem.dense(59, 1013, 7, 4, true, Precision.SINGLE), 0);
        return Files.readAllBytes(directory.resolve("rows"));
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = directory.resolve("damaged");
        Files.write(file, bytes);
        Exception refused = assertThrows(InvalidInputException.class, () -> {
            Dataset data = BlockFile.open(file);
            for (int i = 0; i < data.rows(); i++) {
                data.features().get(i, 0);
            }
        });
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        return refused.getMessage();
    }

    @Test
    void open_anyBitChanged_isRefused() throws IOException {
        byte[] whole = written();
        Random random = new Random(7);
        for (int t = 0; t < 300; t++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            refusal(damaged);
        }
    }

    @Test
    void open_damaged_saysWhat() throws IOException {
        byte[] whole = written();
        byte[] other = whole.clone();
        other[0] = 'Y';
        assertTrue(refusal(other).contains("another program"), refusal(other));
        byte[] version = whole.clone();
        version[8] = 9;
        assertTrue(refusal(version).contains("version 9, not 1"), refusal(version));
        byte[] block = whole.clone();
        block[BlockFile.HEAD_BYTES + 256 * 7 * 4 + 11] ^= 1;
        assertTrue(refusal(block).contains("block 1 of 4 is damaged"), refusal(block));
        byte[] tail = whole.clone();
        tail[whole.length - 20] ^= 1;
        assertTrue(refusal(tail).contains("tail is damaged"), refusal(tail));
        for (int length : new int[] {0, 7, 12, 87, 88, 1000, whole.length - 1}) {
            refusal(Arrays.copyOf(whole, length));
        }
        refusal(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void fingerprint_ofAFile_isWhatWasWritten() throws IOException {
        written();
        assertArrayEquals(
                FINGERPRINT, BlockFile.fingerprint(directory.resolve("rows")).orElseThrow());
        assertEquals(Optional.empty(), BlockFile.fingerprint(directory.resolve("none")));
    }

    @Test
    void writer_closedUnfinished_leavesNothing() throws IOException {
        try (BlockFileWriter writer =
                new BlockFileWriter(directory.resolve("unfinished"), 3, false, Precision.DOUBLE, FINGERPRINT)) {
            writer.add(1, 2.5);
            writer.endRow();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertFalse(files.findAny().isPresent());
        }
    }
}
