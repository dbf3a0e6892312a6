package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What products of matrices promise: extend it for a provider. */
public abstract class ProductContract {

    private static final long SEED = 20261122;

    /** Around the sides of tiles, vectors and blocks. */
    private static final int[][] SHAPES = {
        {1, 1, 1},
        {1, 2, 3},
        {2, 1, 5},
        {5, 6, 7},
        {6, 8, 16},
        {7, 9, 1},
        {6, 32, 64},
        {13, 33, 17},
        {31, 15, 40},
        {64, 65, 10},
        {97, 7, 130},
        {12, 64, 512},
        {13, 31, 513},
        {3, 130, 1030},
        {1, 300, 20},
        {300, 1, 20},
        {5, 520, 9},
        {33, 2000, 1100}
    };

    private static final Parallelism BACKWARDS = (pieces, piece) -> {
        for (int i = pieces - 1; i >= 0; i--) {
            piece.accept(i);
        }
    };

    /** The products to hold to it. */
    protected abstract MatrixProduct product();

    /** Factors and a result that already holds something, each inside a larger array. */
    private record Case(Transposed transposed, boolean single, Block a, Block b, Block c) {

        static Case of(Transposed transposed, boolean single, int rows, int columns, int depth, DoubleSupplier values) {
            boolean left = transposed == Transposed.LEFT;
            boolean right = transposed == Transposed.RIGHT;
            return new Case(
                    transposed,
                    single,
                    filled(left ? depth : rows, left ? rows : depth, single, values),
                    filled(right ? columns : depth, right ? depth : columns, single, values),
                    filled(rows, columns, single, values));
        }

        double left(int i, int k) {
            return transposed == Transposed.LEFT ? a.get(k, i) : a.get(i, k);
        }

        double right(int k, int j) {
            return transposed == Transposed.RIGHT ? b.get(j, k) : b.get(k, j);
        }

        int depth() {
            return transposed == Transposed.LEFT ? a.matrix.rows() : a.matrix.columns();
        }

        Block run(MatrixProduct product, Parallelism parallelism) {
            Block result = c.copy();
            product.add(transposed, a.matrix, b.matrix, result.matrix, parallelism);
            return result;
        }

        @Override
        public String toString() {
            return "transposed " + transposed + ", " + a.matrix + " and " + b.matrix + ", seed " + SEED;
        }
    }

    private static Block filled(int rows, int columns, boolean single, DoubleSupplier values) {
        Block block = new Block(rows, columns, single);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                block.matrix.set(i, j, values.getAsDouble());
            }
        }
        return block;
    }

    @FunctionalInterface
    private interface Check {
        void of(Case each);
    }

    private static void forEachCase(Check check) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int[] shape : SHAPES) {
            for (Transposed transposed : Transposed.values()) {
                for (boolean single : new boolean[] {true, false}) {
                    check.of(Case.of(
                            transposed, single, shape[0], shape[1], shape[2], () -> 2 * random.nextDouble() - 1));
                }
            }
        }
    }

    @Test
    void add_anyShape_withinTheBoundAndNothingBeside() {
        forEachCase(each -> {
            Block result = each.run(product(), Parallelism.sequential());
            assertTrue(result.isIntactOutside(), () -> "wrote beside the result: " + each);
            for (int i = 0; i < result.matrix.rows(); i += 1 + i / 3) {
                for (int j = 0; j < result.matrix.columns(); j += 1 + j / 3) {
                    requireWithinBound(each, result, i, j);
                }
            }
        });
    }

    /** The error of any order of summation: (depth + 1) roundings of partial sums that are at most Σ|a||b| + |c|. */
    private static void requireWithinBound(Case each, Block result, int i, int j) {
        double magnitude = Math.abs(each.c.get(i, j));
        for (int k = 0; k < each.depth(); k++) {
            magnitude += Math.abs(each.left(i, k) * each.right(k, j));
        }
        double bound = (each.depth() + 1) * (each.single ? 0x1p-24 : 0x1p-53) * magnitude * 1.001;
        double error = each.single ? result.get(i, j) - sum(each, i, j) : error(each, result, i, j);
        assertTrue(Math.abs(error) <= bound, () -> "(" + i + ", " + j + "): " + error + " > " + bound + ", " + each);
    }

    /** Products of floats are exact in double precision, and the sum has 29 bits to spare. */
    private static double sum(Case each, int i, int j) {
        double sum = each.c.get(i, j);
        for (int k = 0; k < each.depth(); k++) {
            sum += each.left(i, k) * each.right(k, j);
        }
        return sum;
    }

    private static double error(Case each, Block result, int i, int j) {
        BigDecimal exact = new BigDecimal(each.c.get(i, j));
        for (int k = 0; k < each.depth(); k++) {
            exact = exact.add(new BigDecimal(each.left(i, k)).multiply(new BigDecimal(each.right(k, j))));
        }
        return new BigDecimal(result.get(i, j)).subtract(exact).doubleValue();
    }

    @Test
    void add_piecesInAnyOrder_sameBits() {
        forEachCase(each -> assertTrue(
                each.run(product(), Parallelism.sequential()).sameBits(each.run(product(), BACKWARDS)),
                each::toString));
    }

    @Test
    void add_partOfTheRowsAndColumns_sameBitsAsInTheWhole() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Transposed transposed : new Transposed[] {Transposed.NONE, Transposed.RIGHT}) {
            for (boolean single : new boolean[] {true, false}) {
                Case whole = Case.of(transposed, single, 41, 67, 600, random::nextDouble);
                Block result = whole.run(product(), Parallelism.sequential());
                for (int from : new int[] {1, 5, 29}) {
                    Block part = whole.c.copy();
                    product()
                            .add(
                                    transposed,
                                    whole.a.matrix.rows(from, 41),
                                    transposed == Transposed.RIGHT ? whole.b.matrix.rows(0, 67) : whole.b.matrix,
                                    part.matrix.rows(from, 41),
                                    Parallelism.sequential());
                    for (int i = from; i < 41; i++) {
                        for (int j = 0; j < 67; j++) {
                            assertEquals(result.get(i, j), part.get(i, j), "row " + i + " from " + from + ", " + whole);
                        }
                    }
                }
            }
        }
    }

    @Test
    void add_nanAndInfinity_stayInTheirRowAndColumn() {
        for (Transposed transposed : Transposed.values()) {
            for (boolean single : new boolean[] {true, false}) {
                Case each = Case.of(transposed, single, 13, 37, 9, () -> 1);
                boolean left = transposed == Transposed.LEFT;
                boolean right = transposed == Transposed.RIGHT;
                each.a.matrix.set(left ? 4 : 3, left ? 3 : 4, Double.NaN);
                each.b.matrix.set(right ? 20 : 2, right ? 2 : 20, Double.POSITIVE_INFINITY);
                Block result = each.run(product(), Parallelism.sequential());
                for (int i = 0; i < 13; i++) {
                    for (int j = 0; j < 37; j++) {
                        double expected = i == 3 ? Double.NaN : j == 20 ? Double.POSITIVE_INFINITY : 10;
                        assertEquals(expected, result.get(i, j), "(" + i + ", " + j + ") " + each);
                    }
                }
            }
        }
    }

    @Test
    void add_noRowsNoTermsOrNoColumns_changesNothing() {
        for (Transposed transposed : Transposed.values()) {
            for (int[] shape : new int[][] {{0, 3, 2}, {3, 0, 2}, {3, 2, 0}}) {
                Case each = Case.of(transposed, true, shape[0], shape[1], shape[2], () -> 1);
                assertTrue(each.run(product(), BACKWARDS).sameBits(each.c), each::toString);
            }
        }
    }

    @Test
    void add_shapesThatDisagree_saysWhich() {
        Matrix a = Matrix.of(new float[6], 2, 3);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> add(a, a, Matrix.of(new float[6], 2, 3)));
        assertEquals("no product, transposed NONE, of 2×3 and 2×3 into 2×3", e.getMessage());
    }

    @Test
    void add_twoPrecisions_saysWhich() {
        Matrix a = Matrix.of(new float[4], 2, 2);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> add(a, Matrix.of(new double[4], 2, 2), a));
        assertEquals(
                "a product of a FloatMatrix 2×2 and a DoubleMatrix 2×2 into a FloatMatrix 2×2: all three must have one"
                        + " precision",
                e.getMessage());
    }

    @Test
    void add_intoAFactor_isRefused() {
        Matrix a = Matrix.of(new float[4], 2, 2);
        Matrix b = Matrix.of(new float[4], 2, 2);
        assertThrows(IllegalArgumentException.class, () -> add(a, b, a));
        assertThrows(IllegalArgumentException.class, () -> add(a, b, b));
    }

    private void add(Matrix a, Matrix b, Matrix c) {
        product().add(Transposed.NONE, a, b, c, Parallelism.sequential());
    }
}
