package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Optima by R's glmnet where rows have shares of votes as targets, and offsets; {@code targets/glmnet.R} makes them. */
class GlmnetGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/xent/learn/targets/golden.csv");

    private static double[] votes(int[] labels) {
        double[] targets = new double[labels.length * 3];
        for (int i = 0; i < labels.length; i++) {
            targets[3 * i + labels[i]] = 3 + i % 3;
            targets[3 * i + (labels[i] + 1) % 3] = i % 2;
            targets[3 * i + (labels[i] + 2) % 3] = i % 5 == 0 ? 1 : 0;
            double sum = targets[3 * i] + targets[3 * i + 1] + targets[3 * i + 2];
            for (int k = 0; k < 3; k++) {
                targets[3 * i + k] /= sum;
            }
        }
        return targets;
    }

    private static double[] offsets(int rows) {
        double[] offsets = new double[rows * 3];
        for (int at = 0; at < offsets.length; at++) {
            offsets[at] = ((7 * (at / 3) + 3 * (at % 3)) % 11 - 5) / 5.0;
        }
        return offsets;
    }

    private static Dataset data(String name) throws IOException {
        Dataset hard = TrainingData.resource("iris/train.csv", Precision.DOUBLE);
        Dataset data =
                name.equals("offset") ? hard : Dataset.ofDistributions(hard.features(), votes(hard.labels()), null, 3);
        return name.equals("soft") ? data : data.withOffsets(offsets(hard.rows()));
    }

    @Test
    void fit_withVotesAndOffsets_isThatOfGlmnet() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN);
        assertEquals(7, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            for (SolverKind solver : SolverKind.values()) {
                Fit fit = SoftmaxRegression.builder()
                        .penalty(new Penalty(Double.parseDouble(cells[1])))
                        .solver(solver)
                        .tolerance(1e-11)
                        .build()
                        .fit(data(cells[0]));
                assertTrue(fit.converged(), fit.advice());
                assertEquals(Double.parseDouble(cells[2]), fit.objective(), 1e-10, line);
                LinearClassifier c = fit.classifier();
                assertEquals(Double.parseDouble(cells[3]), c.weight(1, 0) - c.weight(0, 0), 1e-5, line);
                assertEquals(Double.parseDouble(cells[4]), c.weight(2, 3) - c.weight(0, 3), 1e-5, line);
            }
        }
    }
}
