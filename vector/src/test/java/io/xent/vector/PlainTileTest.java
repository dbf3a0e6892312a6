package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import io.xent.testkit.ProductContract;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What products run on before the vectors are compiled. */
class PlainTileTest extends ProductContract {

    private static final long SEED = 20261124;

    @BeforeEach
    void inPlainLoops() {
        FloatTileChoice.force(false);
        DoubleTileChoice.force(false);
    }

    @Override
    protected MatrixProduct product() {
        return VectorProduct.INSTANCE;
    }

    @Test
    void add_inPlainLoopsAndOnVectors_sameBits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Transposed transposed : Transposed.values()) {
            for (int side : new int[] {1, 5, 6, 16, 33, 100}) {
                float[] factors = new float[side * side];
                for (int i = 0; i < factors.length; i++) {
                    factors[i] = (float) (2 * random.nextDouble() - 1);
                }
                assertArrayEquals(
                        square(transposed, factors, side, false),
                        square(transposed, factors, side, true),
                        "transposed " + transposed + ", side " + side + ", seed " + SEED);
            }
        }
    }

    private static float[] square(Transposed transposed, float[] factors, int side, boolean onVectors) {
        FloatTileChoice.force(onVectors);
        float[] result = new float[side * side];
        Matrix factor = Matrix.of(factors, side, side);
        VectorProduct.INSTANCE.add(transposed, factor, factor, Matrix.of(result, side, side), Parallelism.sequential());
        return result;
    }
}
