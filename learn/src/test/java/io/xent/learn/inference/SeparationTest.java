package io.xent.learn.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;

class SeparationTest {

    private static Inference inference(double[][] rows, int[] labels, int classes) {
        List<String> names =
                IntStream.range(0, rows[0].length).mapToObj(j -> "x" + j).toList();
        Dataset data = new Dataset(Dataset.of(rows, labels).features(), labels, null, classes);
        return Inference.of(data, new Penalty(0), FeatureLayout.of(names), 0, Parallelism.sequential());
    }

    /** Small whole numbers, so that classes touch, overlap or part, each often. The linear programmes are exact enough. */
    @Test
    void of_smallWholeNumbers_separatesWhatLinearProgrammesSeparate() {
        long seed = 20261125;
        Random random = new Random(seed);
        int separated = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            int classes = 2 + random.nextInt(3);
            int features = 1 + random.nextInt(3);
            int n = classes + 4 + random.nextInt(16);
            double[][] rows = new double[n][features];
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = i < classes ? i : random.nextInt(classes);
                for (int j = 0; j < features; j++) {
                    rows[i][j] = random.nextInt(4) + (j == 0 ? labels[i] : 0);
                }
            }
            TreeSet<String> expected = pairsByLinearProgramme(rows, labels, classes);
            Inference inference = inference(rows, labels, classes);
            String where = "seed " + seed + ", trial " + trial;
            assertTrue(inference.isDecided(), where);
            TreeSet<String> actual = new TreeSet<>();
            inference.separation().ifPresent(s -> s.pairs().forEach(p -> actual.add(p.first() + "-" + p.second())));
            assertEquals(expected, actual, where);
            separated += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(separated > trials / 5 && separated < 4 * trials / 5, separated + " of " + trials + " separated");
    }

    /** The pairs of classes that some direction of recession tells apart, on at least one row. */
    private static TreeSet<String> pairsByLinearProgramme(double[][] rows, int[] labels, int classes) {
        TreeSet<String> pairs = new TreeSet<>();
        for (int a = 0; a < classes; a++) {
            for (int b = a + 1; b < classes; b++) {
                if (mostGain(rows, labels, classes, a, b) > 1e-6) {
                    pairs.add(a + "-" + b);
                }
            }
        }
        return pairs;
    }

    private static double mostGain(double[][] rows, int[] labels, int classes, int a, int b) {
        int width = rows[0].length + 1;
        List<LinearConstraint> constraints = new ArrayList<>();
        double[] objective = new double[width * classes];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < classes; k++) {
                if (k != labels[i]) {
                    double[] gain = gain(rows[i], labels[i], k, classes);
                    constraints.add(new LinearConstraint(gain, Relationship.GEQ, 0));
                    boolean counts = (labels[i] == a && k == b) || (labels[i] == b && k == a);
                    for (int j = 0; counts && j < gain.length; j++) {
                        objective[j] += gain[j];
                    }
                }
            }
        }
        for (int j = 0; j < objective.length; j++) {
            double[] one = new double[objective.length];
            one[j] = 1;
            constraints.add(new LinearConstraint(one, Relationship.LEQ, 1));
            constraints.add(new LinearConstraint(one, Relationship.GEQ, -1));
        }
        return new SimplexSolver()
                .optimize(
                        new MaxIter(100_000),
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(constraints),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(false))
                .getValue();
    }

    /** By how much a step along parameters raises the logit of a row's own class over another's. */
    private static double[] gain(double[] row, int label, int other, int classes) {
        int width = row.length + 1;
        double[] gain = new double[width * classes];
        for (int j = 0; j < width; j++) {
            double x = j == 0 ? 1 : row[j - 1];
            gain[label * width + j] = x;
            gain[other * width + j] = -x;
        }
        return gain;
    }

    @Test
    void of_oneColumnSeparatesOneClass_namesThatColumnAndKeepsTheRest() {
        long seed = 7;
        Random random = new Random(seed);
        double[][] rows = new double[60][3];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 3;
            rows[i] = new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            rows[i][1] += labels[i] == 2 ? 100 : 0;
        }
        Inference inference = inference(rows, labels, 3);
        assertEquals(
                List.of(new Separation.Pair(0, 2, true, List.of(1)), new Separation.Pair(1, 2, true, List.of(1))),
                inference.separation().orElseThrow().pairs(),
                "seed " + seed);
        Inference others = inference(
                IntStream.range(0, 60)
                        .filter(i -> labels[i] < 2)
                        .mapToObj(i -> rows[i])
                        .toArray(double[][]::new),
                IntStream.of(labels).filter(k -> k < 2).toArray(),
                2);
        for (int j = 0; j <= 3; j++) {
            assertEquals(
                    others.coefficients().get(j).estimate(),
                    inference.coefficients().get(j).estimate(),
                    1e-6);
            assertEquals(
                    others.coefficients().get(j).standardError(),
                    inference.coefficients().get(j).standardError(),
                    1e-6);
        }
        assertEquals(
                Double.POSITIVE_INFINITY, inference.coefficients().get(4 + 2).estimate());
    }

    @Test
    void of_classesTouchInOnePoint_isQuasiComplete() {
        double[][] rows = {{1}, {2}, {3}, {3}, {4}, {5}};
        int[] labels = {0, 0, 0, 1, 1, 1};
        Inference inference = inference(rows, labels, 2);
        assertEquals(
                List.of(new Separation.Pair(0, 1, false, List.of(0))),
                inference.separation().orElseThrow().pairs());
        // on the border the two rows are even: log 2 each
        assertEquals(-2 * Math.log(2), inference.logLikelihood(), 1e-9);
    }

    @Test
    void of_nearlySeparatedByAMillionth_isFinite() {
        double[][] rows = {{1}, {2}, {3.000001}, {3}, {4}, {5}};
        int[] labels = {0, 0, 0, 1, 1, 1};
        Inference inference = inference(rows, labels, 2);
        assertTrue(inference.isDecided());
        assertTrue(inference.separation().isEmpty());
        assertTrue(Double.isFinite(inference.coefficients().get(1).estimate()));
    }
}
