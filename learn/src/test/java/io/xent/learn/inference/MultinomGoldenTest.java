package io.xent.learn.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Penalty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against R's nnet::multinom; multinom.R beside the golden files makes them. */
class MultinomGoldenTest {

    /** Five digits and a half of R, whose multinom stops near the maximum, not at it. */
    private static final double DIGITS = 5e-6;

    @ParameterizedTest
    @CsvSource({"penguins, 1", "iris, 1", "eyes, 1", "irises, 1", "penguins, 1e6", "irises, 1e-6"})
    void of_sameModelAsR_fiveDigits(String name, double unit) throws IOException {
        Golden golden = Golden.read(name, unit);
        Inference inference =
                Inference.of(golden.data, new Penalty(0), FeatureLayout.of(golden.names), 0, Parallelism.sequential());
        assertTrue(inference.isDecided() && inference.separation().isEmpty());
        int width = golden.names.size() + 1;
        int compared = 0;
        for (String[] row : golden.rows) {
            double c = Double.parseDouble(row[3]);
            double d = Double.parseDouble(row[4]);
            if (row[0].equals("coefficient")) {
                int j = Integer.parseInt(row[2]);
                Coefficient coefficient = inference.coefficients().get((Integer.parseInt(row[1]) - 1) * width + j);
                double scale = j == 0 ? 1 : unit;
                close(c, coefficient.estimate() * scale, row);
                close(d, coefficient.standardError() * scale, row);
                compared++;
            } else if (row[0].equals("fit")) {
                close(Double.parseDouble(row[1]), inference.logLikelihood(), row);
                close(Double.parseDouble(row[2]), inference.aic(), row);
                close(c, inference.bic(), row);
                close(d, inference.pseudoRSquared(), row);
            } else {
                ColumnTest test = golden.test(inference.layout(), Integer.parseInt(row[1]), Integer.parseInt(row[2]));
                assertEquals(d, test.degreesOfFreedom());
                assertEquals(c, test.statistic(), 1e-5 * Math.max(1, c), String.join(",", row));
            }
        }
        assertEquals(inference.coefficients().size(), compared);
    }

    private static void close(double expected, double actual, String[] row) {
        assertEquals(expected, actual, DIGITS * Math.abs(expected), String.join(",", row));
    }

    /** A design of R and what multinom said of it. */
    private record Golden(List<String> names, Dataset data, List<String[]> rows) {

        static Golden read(String name, double unit) throws IOException {
            List<String[]> design = lines(name + ".csv");
            String[] header = design.remove(0);
            double[][] x = new double[design.size()][header.length - 2];
            int[] labels = new int[x.length];
            double[] weights = new double[x.length];
            int classes = 0;
            for (int i = 0; i < x.length; i++) {
                labels[i] = Integer.parseInt(design.get(i)[0]);
                classes = Math.max(classes, labels[i] + 1);
                weights[i] = Double.parseDouble(design.get(i)[1]);
                for (int j = 0; j < x[i].length; j++) {
                    x[i][j] = Double.parseDouble(design.get(i)[j + 2]) * unit;
                }
            }
            List<String[]> rows = lines(name + ".golden.csv");
            rows.remove(0);
            return new Golden(
                    List.of(header).subList(2, header.length),
                    new Dataset(DenseFeatures.of(x), labels, weights, classes),
                    rows);
        }

        /** The test of the columns {@code [from, to)} together. */
        ColumnTest test(FeatureLayout layout, int from, int to) {
            List<FeatureLayout.Column> columns =
                    new ArrayList<>(layout.columns().subList(0, from));
            columns.add(new FeatureLayout.Column("term", from, to, -1));
            columns.addAll(layout.columns().subList(to, layout.columns().size()));
            FeatureLayout grouped = new FeatureLayout(columns, layout.centre(), layout.scale());
            return Inference.of(data, new Penalty(0), grouped, 0, Parallelism.sequential())
                    .tests()
                    .get(from);
        }

        private static List<String[]> lines(String file) throws IOException {
            List<String[]> lines = new ArrayList<>();
            try (InputStream in = MultinomGoldenTest.class.getResourceAsStream(file)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(l -> lines.add(l.split(",")));
            }
            return lines;
        }
    }
}
