package io.xent.benchmarks.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTableTest {

    @Test
    void power_ofAPowerBesideAStart_isItsExponent() {
        int[] sizes = {10, 100, 1000};
        assertEquals(
                1.5, GrowthTable.power(sizes, new double[] {31.622776601683793, 1000, 31622.776601683792}, 0), 1e-12);
        assertEquals(0.5, GrowthTable.power(sizes, new double[] {2 + 10, 2 + 31.622776601683793, 2 + 100}, 2), 1e-12);
    }

    @Test
    void of_figuresThatAreWrittenAndRead_showsMediansAndExponents() {
        List<GrowthFigure> figures = new ArrayList<>();
        for (String along : List.of("rows", "features", "classes")) {
            for (int times = 1; times <= 100; times *= 10) {
                for (int round = 1; round <= 3; round++) {
                    GrowthFigure figure =
                            new GrowthFigure(along, times, times, times, round, times * round, 1, 50, 7, true, 0);
                    figures.add(GrowthFigure.parse(figure.csv()));
                }
            }
        }
        String table = GrowthTable.of(figures);
        assertTrue(table.contains("| rows | 100 | 100 | 100 | 200.0 | 1.0 | 50 | 7 | 0.00 |"), table);
        assertTrue(table.contains("| classes | 1.00 | 1.00 | 0.00 | 0.00 |"), table);
    }
}
