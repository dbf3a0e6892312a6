package io.xent.testkit;

import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Measures the errors of a provider's kernels against exact values, on rows that are hard to get right. */
public final class Accuracy {

    /** What is measured. */
    public enum Quantity {
        PROBABILITY,
        LOG_PROBABILITY,
        /** Against the magnitude |largest logit| + log Σ exp of the differences to it. */
        LOG_SUM_EXP,
        /** With class indices. */
        LOSS,
        /** With class indices. */
        GRADIENT,
        /** With distributions, class weights, smoothing and z-loss; against the sum of magnitudes. */
        LOSS_WITH_OPTIONS,
        /** The same, against the sum of magnitudes. */
        GRADIENT_WITH_OPTIONS,
        /** With distributions and a soft cap of 30; against the sum of magnitudes. */
        LOSS_WITH_SOFT_CAP,
        /** The same, against the sum of magnitudes. */
        GRADIENT_WITH_SOFT_CAP
    }

    private static final int MOST_CLASSES_CHECKED = 300;
    private static final int MOST_CLASSES_TEMPERED = 31;
    private static final int MOST_CLASSES_WITH_OPTIONS = 300;

    private final Kernels kernels;
    private final boolean single;
    private final Map<Quantity, UlpErrors> errors = new EnumMap<>(Quantity.class);

    public Accuracy(Kernels kernels, boolean single) {
        this.kernels = kernels;
        this.single = single;
        for (Quantity quantity : Quantity.values()) {
            errors.put(quantity, new UlpErrors(single));
        }
    }

    public Map<Quantity, UlpErrors> errors() {
        return errors;
    }

    /** Adds all quantities on hard rows of this many classes. */
    public Accuracy measure(int classes, long seed) {
        return measure(classes, seed, HardRows.of(classes, seed, single));
    }

    /** Adds all quantities on these rows, of which the logits fit the precision. */
    public Accuracy measure(int classes, long seed, List<double[]> rows) {
        SplittableRandom random = new SplittableRandom(seed);
        Block logits = Block.of(rows, rows.size(), classes, single);
        int[] checked = checkedClasses(classes, random);
        for (double temperature : classes <= MOST_CLASSES_TEMPERED ? new double[] {1, 0.7, 3} : new double[] {1}) {
            List<ExactRow> exact = rows.stream()
                    .map(row -> new ExactRow(row, temperature, Double.POSITIVE_INFINITY))
                    .toList();
            measureSoftmax(logits, temperature, exact, checked);
            measureClassIndices(logits, temperature, rows, exact, checked, random);
        }
        if (classes <= MOST_CLASSES_WITH_OPTIONS) {
            double[] weights = random.doubles(classes, 0.1, 10).toArray();
            CrossEntropy options = new CrossEntropy()
                    .withClassWeights(weights)
                    .withLabelSmoothing(0.1)
                    .withZLoss(1e-3)
                    .withTemperature(1.5);
            Quantity[] withOptions = {Quantity.LOSS_WITH_OPTIONS, Quantity.GRADIENT_WITH_OPTIONS};
            measureDistributions(options, logits, rows, checked, random, withOptions);
            Quantity[] withSoftCap = {Quantity.LOSS_WITH_SOFT_CAP, Quantity.GRADIENT_WITH_SOFT_CAP};
            CrossEntropy capped = new CrossEntropy().withSoftCap(30);
            measureDistributions(capped, logits, rows, checked, random, withSoftCap);
        }
        return this;
    }

    /** Adds softmax, loss and gradient with class indices, at temperature 1. */
    public Accuracy measureLoss(int classes, long seed, List<double[]> rows) {
        SplittableRandom random = new SplittableRandom(seed);
        Block logits = Block.of(rows, rows.size(), classes, single);
        int[] checked = checkedClasses(classes, random);
        List<ExactRow> exact = rows.stream()
                .map(row -> new ExactRow(row, 1, Double.POSITIVE_INFINITY))
                .toList();
        measureSoftmax(logits, 1, exact, checked);
        measureClassIndices(logits, 1, rows, exact, checked, random);
        return this;
    }

    private static int[] checkedClasses(int classes, SplittableRandom random) {
        if (classes <= MOST_CLASSES_CHECKED) {
            int[] all = new int[classes];
            Arrays.setAll(all, k -> k);
            return all;
        }
        return random.ints(MOST_CLASSES_CHECKED, 0, classes).toArray();
    }

    private void measureSoftmax(Block logits, double temperature, List<ExactRow> rows, int[] checked) {
        int classes = logits.matrix.columns();
        Block probabilities = new Block(rows.size(), classes, single);
        Block logs = new Block(rows.size(), classes, single);
        Block sums = new Block(rows.size(), 1, single);
        kernels.probabilities(logits.matrix, temperature, probabilities.matrix);
        kernels.logProbabilities(logits.matrix, temperature, logs.matrix);
        kernels.logSumExp(logits.matrix, temperature, sums.matrix);
        for (int i = 0; i < rows.size(); i++) {
            ExactRow exact = rows.get(i);
            String where = where(i, classes, temperature);
            for (int k : checked) {
                add(Quantity.PROBABILITY, probabilities.get(i, k), exact.probability(k), where + ", class " + k);
                BigDecimal surprisal = exact.surprisal(k);
                if (surprisal != null) {
                    add(Quantity.LOG_PROBABILITY, logs.get(i, k), surprisal.negate(), where + ", class " + k);
                }
            }
            errors.get(Quantity.LOG_SUM_EXP).add(sums.get(i, 0), exact.logSumExp(), exact.logSumExpMagnitude(), where);
        }
    }

    private void measureClassIndices(
            Block logits,
            double temperature,
            List<double[]> rows,
            List<ExactRow> exactRows,
            int[] checked,
            SplittableRandom random) {
        int classes = logits.matrix.columns();
        int[] indices = new int[rows.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = random.nextBoolean() ? top(rows.get(i)) : unmasked(rows.get(i), random);
        }
        CrossEntropy loss = new CrossEntropy().withTemperature(temperature);
        Block gradient = new Block(rows.size(), classes, single);
        double[] losses = compute(loss, logits.matrix, Target.classIndices(indices), gradient.matrix);
        for (int i = 0; i < rows.size(); i++) {
            ExactRow exact = exactRows.get(i);
            BigDecimal t = new BigDecimal(temperature);
            String where = where(i, classes, temperature) + ", target " + indices[i];
            add(Quantity.LOSS, round(losses[i]), exact.surprisal(indices[i]), where);
            for (int k : withTarget(checked, indices[i])) {
                BigDecimal g = k == indices[i] ? exact.otherProbability(k).negate() : exact.probability(k);
                add(Quantity.GRADIENT, gradient.get(i, k), g.divide(t, Exact.DIGITS), where + ", class " + k);
            }
        }
    }

    private void measureDistributions(
            CrossEntropy loss,
            Block logits,
            List<double[]> rows,
            int[] checked,
            SplittableRandom random,
            Quantity[] lossAndGradient) {
        int classes = logits.matrix.columns();
        Block targets = Block.of(Collections.nCopies(rows.size(), new double[classes]), rows.size(), classes, single);
        for (int i = 0; i < rows.size(); i++) {
            for (int n = 0; n < 3; n++) {
                targets.matrix.set(i, unmasked(rows.get(i), random), random.nextDouble(2));
            }
        }
        Block gradient = new Block(rows.size(), classes, single);
        double[] losses = compute(loss, logits.matrix, Target.distributions(targets.matrix), gradient.matrix);
        for (int i = 0; i < rows.size(); i++) {
            ExactCrossEntropy exact = new ExactCrossEntropy(loss, rows.get(i), targets.row(i));
            String where = where(i, classes, loss.temperature());
            errors.get(lossAndGradient[0]).add(round(losses[i]), exact.loss(), exact.lossMagnitude(), where);
            for (int k : checked) {
                errors.get(lossAndGradient[1])
                        .add(gradient.get(i, k), exact.gradient(k), exact.gradientMagnitude(k), where + ", class " + k);
            }
        }
    }

    private double[] compute(CrossEntropy loss, Matrix logits, Target target, Matrix gradient) {
        double[] losses = new double[logits.rows()];
        double[] scales = new double[logits.rows()];
        Arrays.fill(scales, 1);
        kernels.crossEntropy(loss, new LossBlock(logits, target, scales, losses, gradient));
        return losses;
    }

    private void add(Quantity quantity, double actual, BigDecimal exact, String where) {
        errors.get(quantity).add(actual, exact, where);
    }

    /** Losses are doubles whatever the logits are; those of float rows are held to float accuracy. */
    private double round(double loss) {
        return single ? (float) loss : loss;
    }

    private static String where(int row, int classes, double temperature) {
        return "row " + row + " of " + classes + " classes at temperature " + temperature;
    }

    private static int[] withTarget(int[] checked, int target) {
        int[] all = Arrays.copyOf(checked, checked.length + 1);
        all[checked.length] = target;
        return all;
    }

    private static int top(double[] row) {
        int top = 0;
        for (int k = 1; k < row.length; k++) {
            top = row[k] > row[top] ? k : top;
        }
        return top;
    }

    private static int unmasked(double[] row, SplittableRandom random) {
        int k = random.nextInt(row.length);
        return row[k] == Double.NEGATIVE_INFINITY ? top(row) : k;
    }
}
