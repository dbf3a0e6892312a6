package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Features;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnReport;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomTableTest {

    private static final int TABLES = 30;

    @TempDir
    private Path folder;

    @Test
    void csvToFeatures_randomTables_areWhatTheNaiveWayGives() {
        int used = 0;
        int unseen = 0;
        for (long seed = 0; seed < TABLES; seed++) {
            RandomTable cells = RandomTable.of(seed, 150);
            Table table = new TestFiles(folder).readOf("t.csv", cells.csv(seed));
            assertCells(cells, table, seed);
            int[] training =
                    new Random(seed).ints(100, 0, 150).distinct().sorted().toArray();
            FittedEncoding fitted = EncodingFitter.defaults().fit(table.select(training), new int[training.length], 2);
            Features features = fitted.encoding().encode(table, Precision.DOUBLE);
            NaiveEncoding naive = new NaiveEncoding(cells, training);
            int from = 0;
            for (int c = 0; c < cells.names().size(); c++) {
                ColumnReport report = fitted.columns().get(c);
                if (report.outcome() != ColumnReport.Outcome.DROPPED) {
                    assertFeatures(naive.features(c), features, from, "seed " + seed + ": " + report);
                    from += report.features();
                    used++;
                    unseen += report.detail().contains("rare ones") ? 1 : 0;
                }
            }
            assertEquals(features.columns(), from, "seed " + seed);
        }
        // What the sample must hold for the comparison to mean something
        assertTrue(used > 3 * TABLES && unseen > TABLES / 2, used + " columns, " + unseen + " with rare levels");
    }

    private static void assertFeatures(List<double[]> expected, Features features, int from, String where) {
        for (int row = 0; row < expected.size(); row++) {
            int at = row;
            double[] found = IntStream.range(from, from + expected.get(row).length)
                    .mapToDouble(j -> features.get(at, j))
                    .toArray();
            assertArrayEquals(expected.get(row), found, 1e-9, where + ", row " + row);
        }
    }

    private static void assertCells(RandomTable cells, Table table, long seed) {
        assertEquals(cells.names(), table.columns().stream().map(Column::name).toList(), "seed " + seed);
        for (int c = 0; c < cells.names().size(); c++) {
            Column column = table.columns().get(c);
            for (int row = 0; row < cells.rows().size(); row++) {
                String where =
                        "seed " + seed + ", column " + c + " (" + cells.kinds().get(c) + "), row " + row;
                String cell = cells.rows().get(row)[c];
                assertEquals(cell == null, column.isMissing(row), where);
                if (cell != null && column instanceof Column.Numbers numbers) {
                    assertEquals(Double.parseDouble(cell), numbers.values()[row], where);
                } else if (cell != null && column instanceof Column.Texts texts) {
                    assertEquals(cell, texts.value(row), where);
                }
            }
        }
    }
}
