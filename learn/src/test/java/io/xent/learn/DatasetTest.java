package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DatasetTest {

    @Test
    void of_rows_copiesThemInDoublePrecision() {
        double[][] rows = {{1, Math.PI}, {3, 4}, {5, 6}};
        Dataset data = Dataset.of(rows, new int[] {0, 2, 1});
        rows[0][0] = 99;
        assertEquals(1, data.features().get(0, 0));
        assertEquals(Math.PI, data.features().get(0, 1));
        assertEquals(6, data.features().get(2, 1));
        assertEquals(Precision.DOUBLE, data.features().precision());
        assertEquals(3, data.classes());
    }

    @Test
    void of_raggedRows_namesTheRow() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Dataset.of(new double[][] {{1, 2}, {3}}, new int[] {0, 1}))
                .getMessage();
        assertTrue(message.startsWith("row 1 has 1 features"), message);
    }

    @Test
    void of_negativeLabelOrOneTooMany_isRefused() {
        double[][] rows = {{1}, {2}};
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(rows, new int[] {0, -1}));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(rows, new int[] {0, 1, 1}));
    }

    @Test
    void select_rows_keepsLabelsAndWeightsBesideThem() {
        Dataset all = new Dataset(
                DenseFeatures.of(new double[][] {{1}, {2}, {3}}), new int[] {0, 1, 2}, new double[] {4, 5, 6}, 3);
        Dataset chosen = all.select(new int[] {2, 0});
        assertEquals(3, chosen.features().get(0, 0));
        assertArrayEquals(new int[] {2, 0}, chosen.labels());
        assertArrayEquals(new double[] {6, 4}, chosen.weights());
        assertEquals(3, chosen.classes());
    }
}
