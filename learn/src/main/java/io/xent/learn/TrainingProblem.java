package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * A data set as the objective sees it: classes without weight left out, row weights summing to one.
 *
 * @param present the class index, in the data set, of each class that has any weight
 * @param labels index into {@code present} of each row; of no meaning where the row weighs nothing
 * @param weights of each row, summing to one
 * @param priors mean target of each present class
 * @param labelSmoothing the share of each target that is spread evenly over the present classes
 * @param targets rows × present classes, a distribution each, in place of the labels; null where rows have one class
 * @param offsets rows × present classes, added to the logits; null where nothing is
 */
record TrainingProblem(
        Features features,
        int[] present,
        int[] labels,
        double[] weights,
        double[] priors,
        double labelSmoothing,
        double[] targets,
        double[] offsets) {

    static TrainingProblem of(Dataset data) {
        return of(data, 0);
    }

    static TrainingProblem of(Dataset data, double labelSmoothing) {
        double[] totals = data.classTotals();
        int[] present = new int[totals.length];
        int[] position = new int[totals.length];
        int count = 0;
        for (int k = 0; k < totals.length; k++) {
            if (totals[k] > 0) {
                position[k] = count;
                present[count++] = k;
            }
        }
        if (count < 2) {
            throw new InvalidInputException("only " + count + " of " + totals.length
                    + " classes has any weight: there is nothing to tell apart; give rows of at least two classes");
        }
        double total = data.totalWeight();
        int[] labels = count == totals.length ? data.labels() : new int[data.rows()];
        double[] weights = new double[data.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = position[data.labels()[i]];
            weights[i] = data.weight(i) / total;
        }
        double[] priors = new double[count];
        for (int k = 0; k < count; k++) {
            priors[k] = (1 - labelSmoothing) * totals[present[k]] / total + labelSmoothing / count;
        }
        present = Arrays.copyOf(present, count);
        return new TrainingProblem(
                data.features(),
                present,
                labels,
                weights,
                priors,
                labelSmoothing,
                targets(data, present),
                ofPresent(data.offsets(), data, present));
    }

    /** The cells of the present classes. */
    private static double[] ofPresent(double[] cells, Dataset data, int[] present) {
        if (cells == null || present.length == data.classes()) {
            return cells;
        }
        double[] chosen = new double[data.rows() * present.length];
        for (int at = 0; at < chosen.length; at++) {
            chosen[at] = cells[at / present.length * data.classes() + present[at % present.length]];
        }
        return chosen;
    }

    /** A row that weighs nothing may lie in classes that are not present; its target has no meaning, but is one. */
    private static double[] targets(Dataset data, int[] present) {
        double[] targets = ofPresent(data.targets(), data, present);
        for (int i = 0; targets != data.targets() && i < data.rows(); i++) {
            if (data.weight(i) == 0) {
                Arrays.fill(targets, i * present.length, (i + 1) * present.length, 1.0 / present.length);
            }
        }
        return targets;
    }

    /**
     * The same with all classes, as parameters are held near some that know them all. Priors, which only steer, are those of the
     * rows and one more of each class.
     */
    static TrainingProblem ofAllClasses(Dataset data) {
        double[] totals = data.classTotals();
        double total = Arrays.stream(totals).sum();
        double[] weights = new double[data.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weight(i) / total;
        }
        double one = total / data.rows();
        double[] priors = new double[totals.length];
        int[] present = new int[totals.length];
        for (int k = 0; k < totals.length; k++) {
            priors[k] = (totals[k] + one) / (total + one * totals.length);
            present[k] = k;
        }
        return new TrainingProblem(
                data.features(), present, data.labels(), weights, priors, 0, data.targets(), data.offsets());
    }

    /**
     * Other rows, of the classes that are present here, without smoothing.
     *
     * @throws InvalidInputException where they have other classes or columns
     */
    TrainingProblem over(Dataset other) {
        if (other.features().columns() != features.columns()) {
            throw new InvalidInputException(
                    "the validation rows have " + other.features().columns() + " features, the rows to train on "
                            + features.columns() + ": encode both alike");
        }
        double[] totals = other.classTotals();
        int[] position = new int[totals.length];
        Arrays.fill(position, -1);
        for (int k = 0; k < present.length; k++) {
            position[present[k]] = k;
        }
        for (int k = 0; k < totals.length; k++) {
            if (totals[k] > 0 && position[k] < 0) {
                throw new InvalidInputException("validation rows have class " + k
                        + ", which no row to train on has: leave them out, or train on such rows");
            }
        }
        double total = other.totalWeight();
        int[] indices = new int[other.rows()];
        double[] shares = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Math.max(0, position[other.labels()[i]]);
            shares[i] = other.weight(i) / total;
        }
        return new TrainingProblem(
                other.features(),
                present,
                indices,
                shares,
                priors,
                0,
                targets(other, present),
                ofPresent(other.offsets(), other, present));
    }

    /** What rows are to be, without their weights. */
    Target target() {
        return targets == null
                ? Target.classIndices(labels)
                : Target.distributions(Matrix.of(targets, labels.length, classes()));
    }

    /** Goes through the features, and adds the offsets to the logits that come of it. */
    DataPass pass(Precision arithmetic, Parallelism parallelism) {
        DataPass pass = DataPass.of(features, classes(), arithmetic, parallelism);
        return offsets == null ? pass : new OffsetPass(pass, offsets);
    }

    /** The loss of rows, to be summed by their weights. */
    CrossEntropy loss() {
        return new CrossEntropy().withReduction(Reduction.SUM).withLabelSmoothing(labelSmoothing);
    }

    int classes() {
        return present.length;
    }

    /** How many weights there are; the biases come behind them. */
    int weightCount() {
        return features.columns() * classes();
    }

    /** No weights, and the logarithms of the priors as bias: features × classes, then one bias per class. */
    double[] nullModel() {
        double[] parameters = new double[(features.columns() + 1) * classes()];
        for (int k = 0; k < classes(); k++) {
            parameters[features.columns() * classes() + k] = Math.log(priors[k]);
        }
        return parameters;
    }

    /** The parameters of a classifier of all classes, in the order of {@link #nullModel}. */
    double[] parameters(LinearClassifier classifier) {
        int columns = features.columns();
        double[] parameters = new double[(columns + 1) * classes()];
        for (int k = 0; k < classes(); k++) {
            for (int j = 0; j < columns; j++) {
                parameters[j * classes() + k] = classifier.weight(present[k], j);
            }
            parameters[columns * classes() + k] = classifier.bias(present[k]);
        }
        return parameters;
    }

    /**
     * The classifier of all classes. A class without weight gets no weights and {@code absentBias}.
     *
     * @param allClasses how many classes the data set has
     */
    LinearClassifier classifier(double[] parameters, int allClasses, double absentBias) {
        int columns = features.columns();
        double[] weights = new double[allClasses * columns];
        double[] bias = new double[allClasses];
        Arrays.fill(bias, absentBias);
        for (int k = 0; k < classes(); k++) {
            for (int j = 0; j < columns; j++) {
                weights[present[k] * columns + j] = parameters[j * classes() + k];
            }
            bias[present[k]] = parameters[columns * classes() + k];
        }
        return LinearClassifier.of(weights, bias, columns);
    }
}
