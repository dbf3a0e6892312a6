package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.Parallelism;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both kinds of kernels against sums written out. */
class DensePassTest {

    private static final String SHAPES =
            "1,1,2 63,5,3 64,16,10 65,33,4 257,17,26 9001,3,2 700,301,7 70,5,64 70,6,65 130,5,203";

    private record Problem(DenseFeatures features, int classes, double[] parameters, double[] residuals) {

        static Problem of(String shape, Precision stored) {
            String[] sizes = shape.split(",");
            int rows = Integer.parseInt(sizes[0]);
            int columns = Integer.parseInt(sizes[1]);
            int classes = Integer.parseInt(sizes[2]);
            Random random = new Random(61);
            DenseFeatures.Builder features = new DenseFeatures.Builder(rows, columns, stored);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    features.set(i, j, random.nextGaussian());
                }
            }
            double[] parameters =
                    random.doubles((columns + 1L) * classes, -1, 1).toArray();
            double[] residuals = random.doubles((long) rows * classes, -1, 1).toArray();
            return new Problem(features.build(), classes, parameters, residuals);
        }

        double[] logits() {
            int columns = features.columns();
            double[] z = new double[features.rows() * classes];
            for (int i = 0; i < z.length; i++) {
                z[i] = parameters[columns * classes + i % classes];
                for (int j = 0; j < columns; j++) {
                    z[i] += features.get(i / classes, j) * parameters[j * classes + i % classes];
                }
            }
            return z;
        }

        double[] sums() {
            int columns = features.columns();
            double[] sums = new double[(columns + 1) * classes];
            for (int i = 0; i < residuals.length; i++) {
                for (int j = 0; j < columns; j++) {
                    sums[j * classes + i % classes] += features.get(i / classes, j) * residuals[i];
                }
                sums[columns * classes + i % classes] += residuals[i];
            }
            return sums;
        }
    }

    @ParameterizedTest
    @CsvSource({"SINGLE,SINGLE,1e-5", "SINGLE,DOUBLE,1e-13", "DOUBLE,DOUBLE,1e-13"})
    void forwardAndBack_ofAnyShape_isTheSumsWrittenOut(Precision stored, Precision arithmetic, double tolerance) {
        for (String shape : SHAPES.split(" ")) {
            Problem problem = Problem.of(shape, stored);
            for (boolean products : new boolean[] {false, true}) {
                DensePass pass =
                        DensePass.of(problem.features, problem.classes, arithmetic, products, Parallelism.sequential());
                String what = shape + (products ? " by products" : " by plain loops");
                double[] logits = new double[problem.residuals.length];
                double[] sums = new double[problem.parameters.length];
                pass.forwardAndBack(
                        problem.parameters,
                        (block, from, rows, z) -> {
                            int at = from * problem.classes;
                            System.arraycopy(z, 0, logits, at, rows * problem.classes);
                            System.arraycopy(problem.residuals, at, z, 0, rows * problem.classes);
                        },
                        sums);
                double size = Math.sqrt(problem.features.columns());
                assertArrayEquals(problem.logits(), logits, tolerance * size, what);
                assertArrayEquals(problem.sums(), sums, tolerance * Math.sqrt(problem.features.rows()), what);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SINGLE,SINGLE", "SINGLE,DOUBLE", "DOUBLE,DOUBLE"})
    void forwardAndBack_onThreeThreads_hasTheSameBits(Precision stored, Precision arithmetic) {
        Problem problem = Problem.of("2100,37,11", stored);
        for (boolean products : new boolean[] {false, true}) {
            double[] alone = sums(problem, arithmetic, products, Parallelism.sequential());
            try (ThreadParallelism three = new ThreadParallelism(3)) {
                assertArrayEquals(alone, sums(problem, arithmetic, products, three));
            }
        }
    }

    private static double[] sums(Problem problem, Precision arithmetic, boolean products, Parallelism parallelism) {
        double[] sums = new double[problem.parameters.length];
        DensePass.of(problem.features, problem.classes, arithmetic, products, parallelism)
                .forwardAndBack(problem.parameters, (block, from, rows, z) -> {}, sums);
        return sums;
    }

    @ParameterizedTest
    @CsvSource({"SINGLE", "DOUBLE"})
    void blocks_ofFeaturesInSeveralArrays_neverLieAcrossTwo(Precision precision) {
        // 2²⁴ values to an array: 239 rows of 70,001 values are cut into a power of two of them.
        DenseFeatures features = new DenseFeatures.Builder(300, 70_001, precision)
                .set(127, 70_000, 3)
                .set(128, 0, 4)
                .build();
        DenseBlocks blocks = new DenseBlocks(features, precision, 2);
        for (int block = 0; block < blocks.blocks(); block++) {
            int last = blocks.from(block) + blocks.rows(block) - 1;
            assertEquals(features.array(blocks.from(block)), features.array(last), "block " + block);
        }
    }
}
