package io.xent.benchmarks.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.Penalty;
import io.xent.learn.SoftmaxRegression;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceObjectiveTest {

    private static final long SEED = 3;
    private static final int ROWS = 613;
    private static final int FEATURES = 7;
    private static final int CLASSES = 4;

    private final PreparedData dense = random();

    private static PreparedData random() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] x = new double[ROWS * FEATURES];
        Arrays.setAll(x, at -> random.nextInt(3) == 0 ? 0 : random.nextGaussian());
        int[] y = random.ints(ROWS, 0, CLASSES).toArray();
        return new PreparedData(ROWS, FEATURES, CLASSES, x, null, null, null, y);
    }

    private PreparedData sparse() {
        int[] starts = new int[ROWS + 1];
        int[] at = IntStream.range(0, dense.x().length)
                .filter(i -> dense.x()[i] != 0)
                .toArray();
        for (int i : at) {
            starts[i / FEATURES + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] indices = Arrays.stream(at).map(i -> i % FEATURES).toArray();
        double[] values = Arrays.stream(at).mapToDouble(i -> dense.x()[i]).toArray();
        return new PreparedData(ROWS, FEATURES, CLASSES, null, starts, indices, values, dense.y());
    }

    @Test
    void at_nullModel_isLogOfTheNumberOfClasses() {
        double[] nothing = new double[CLASSES * (FEATURES + 1)];
        assertEquals(Math.log(CLASSES), new ReferenceObjective(dense).at(nothing), 1e-14);
    }

    @Test
    void at_optimum_isWhatTheFitSaysAndLeast() {
        double[][] rows = IntStream.range(0, ROWS).mapToObj(dense::row).toArray(double[][]::new);
        Fit fit = SoftmaxRegression.builder()
                .penalty(Penalty.ofC(1, ROWS))
                .build()
                .fit(Dataset.of(rows, dense.y()));
        double[] parameters = Arrays.copyOf(fit.classifier().weights(), CLASSES * (FEATURES + 1));
        System.arraycopy(fit.classifier().bias(), 0, parameters, CLASSES * FEATURES, CLASSES);
        ReferenceObjective objective = new ReferenceObjective(dense);
        double least = objective.at(parameters);
        assertEquals(fit.objective(), least, 1e-12);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20; i++) {
            double[] moved = parameters.clone();
            Arrays.setAll(moved, at -> parameters[at] + 0.1 * random.nextGaussian());
            assertTrue(objective.at(moved) > least, "seed " + SEED);
        }
    }

    @Test
    void at_oneVectorAddedToEveryClass_isTheSame() {
        double[] parameters =
                new SplittableRandom(SEED).doubles(CLASSES * (FEATURES + 1)).toArray();
        double[] shifted = parameters.clone();
        for (int at = 0; at < CLASSES * FEATURES; at++) {
            shifted[at] += 1 + at % FEATURES;
        }
        ReferenceObjective objective = new ReferenceObjective(dense);
        assertEquals(objective.at(parameters), objective.at(shifted), 1e-12);
    }

    @Test
    void at_sparseRows_isTheSame() {
        double[] parameters =
                new SplittableRandom(SEED).doubles(CLASSES * (FEATURES + 1)).toArray();
        assertEquals(
                new ReferenceObjective(dense).at(parameters), new ReferenceObjective(sparse()).at(parameters), 1e-13);
    }
}
