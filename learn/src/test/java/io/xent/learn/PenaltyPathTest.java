package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PenaltyPathTest {

    /** Columns (1, 3, 5, 3) and (0, 0, 4, 0): variances 2 and 3. */
    private static Features dense(double factor, double offset) {
        double[][] rows = {{1, 0}, {3, 0}, {5, 4}, {3, 0}};
        DenseFeatures.Builder features = new DenseFeatures.Builder(4, 2, Precision.DOUBLE);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                features.set(i, j, factor * rows[i][j] + offset);
            }
        }
        return features.build();
    }

    @Test
    void of_knownVariances_startsAtTheirSumAndFallsEightDecades() {
        double[] path = PenaltyPath.of(dense(1, 0), null, 9);
        for (int i = 0; i < 9; i++) {
            assertEquals(5 * Math.pow(10, -i), path[i], 1e-14 * path[i]);
        }
    }

    @Test
    void of_otherUnitsAndOrigin_followsTheUnits() {
        assertEquals(500, PenaltyPath.of(dense(10, 0), null, 20)[0], 1e-12);
        assertEquals(5, PenaltyPath.of(dense(1, 1e9), null, 20)[0], 1e-12);
    }

    @Test
    void of_sparse_isThatOfDense() {
        SparseFeatures sparse = new SparseFeatures.Builder(2, Precision.DOUBLE)
                .add(0, 1)
                .endRow()
                .add(0, 3)
                .endRow()
                .add(0, 5)
                .add(1, 4)
                .endRow()
                .add(0, 3)
                .endRow()
                .build();
        assertEquals(5, PenaltyPath.of(sparse, null, 2)[0], 1e-14);
        assertEquals(5e-8, PenaltyPath.of(sparse, null, 2)[1], 1e-21);
    }

    @Test
    void of_weights_countLikeRepeatedRows() {
        assertEquals(2 * 4, PenaltyPath.of(dense(1, 0), new double[] {1, 0, 1, 0}, 2)[0], 1e-14);
        assertEquals(0.75 + 3, PenaltyPath.of(dense(1, 0), new double[] {0, 1, 1, 2}, 2)[0], 1e-14);
    }

    @Test
    void of_constantFeatures_isRefused() {
        assertThrows(InvalidInputException.class, () -> PenaltyPath.of(dense(0, 7), null, 20));
    }
}
