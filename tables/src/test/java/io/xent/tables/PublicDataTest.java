package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Features;
import io.xent.learn.Labels;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Data sets that others know too. */
class PublicDataTest {

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("examples/penguins.csv"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Table shared(String name) {
        String given = System.getProperty("XENT_SHARED", System.getenv("XENT_SHARED"));
        Path folder = given == null ? root().resolveSibling("shared") : Path.of(given);
        return existing(folder.resolve("data").resolve(name));
    }

    private static Table existing(Path file) {
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return TableReader.read(file.toString(), ReadOptions.defaults()).table();
    }

    @Test
    void penguins_haveTheirMissingCells() {
        Table table = existing(root().resolve("examples/penguins.csv"));
        assertEquals(344, table.rows());
        LabelledRows rows = LabelledRows.learn(table, "species");
        assertEquals(new Labels("species", Labels.Kind.TEXT, List.of("Adelie", "Chinstrap", "Gentoo")), rows.labels());
        FittedEncoding fitted = EncodingFitter.defaults().fit(table.without(Set.of("species")), rows.classIndices(), 3);
        assertEquals(
                "island=Biscoe, island=Dream, island=Torgersen, bill_length_mm, bill_length_mm (missing), bill_depth_mm,"
                        + " bill_depth_mm (missing), flipper_length_mm, flipper_length_mm (missing), body_mass_g,"
                        + " body_mass_g (missing), sex=female, sex=male, sex (missing)",
                String.join(", ", fitted.encoding().featureNames()));
        Features features = fitted.encoding().encode(table, Precision.DOUBLE);
        double missingSex = 0;
        for (int row = 0; row < 344; row++) {
            missingSex += features.get(row, 13);
        }
        assertEquals(11, missingSex);
    }

    @Test
    void highPerformanceComputing_hasFiveNumbersAndTwoTexts() {
        Table table = shared("hpc/hpc_data.csv");
        assertEquals(4331, table.rows());
        LabelledRows rows = LabelledRows.learn(table, "class");
        assertEquals(List.of("F", "L", "M", "VF"), rows.labels().names());
        FittedEncoding fitted = EncodingFitter.defaults().fit(table.without(Set.of("class")), rows.classIndices(), 4);
        assertEquals(5 + 14 + 7, fitted.encoding().width());
    }

    @Test
    void wordnet_isSparse() {
        Table table = shared("wordnet/test.svm.xz");
        assertEquals(23_650, table.rows());
        Features features = ((Column.Vectors) table.columns().get(1)).values();
        assertTrue(features instanceof SparseFeatures, "dense");
        assertEquals(44, LabelledRows.learn(table, "label").labels().classes());
    }

    @Test
    void fashionMnist_hasTenClassesOfPixels() {
        Table table = existing(Path.of("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz"));
        assertEquals(10_000, table.rows());
        LabelledRows rows = LabelledRows.learn(table, "label");
        assertEquals(10, rows.labels().classes());
        FittedEncoding fitted = EncodingFitter.defaults().fit(table.without(Set.of("label")), rows.classIndices(), 10);
        Features features = fitted.encoding().encode(table, Precision.SINGLE);
        assertEquals(784, features.columns());
        double greatest = 0;
        for (int j = 0; j < 784; j++) {
            greatest = Math.max(greatest, features.get(0, j));
        }
        assertTrue(greatest > 0.5 && greatest <= 1, "greatest pixel " + greatest);
    }
}
