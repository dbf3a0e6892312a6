package io.xent.core;

import java.util.OptionalInt;

/**
 * What all losses over rows have in common: which rows count, how much, and how they become one number.
 *
 * @param classWeights weight of each class, or null where each weighs 1
 */
record Aggregation(
        double[] classWeights,
        OptionalInt ignoreIndex,
        Reduction reduction,
        EmptyMean emptyMean,
        Compatibility compatibility,
        Parallelism parallelism) {

    static final Aggregation DEFAULT = new Aggregation(
            null, OptionalInt.empty(), Reduction.MEAN, EmptyMean.NAN, Compatibility.XENT, Parallelism.sequential());

    Aggregation withClassWeights(double[] weights) {
        for (int k = 0; k < weights.length; k++) {
            if (!(weights[k] >= 0 && weights[k] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "class " + k + ": weight " + weights[k] + " is outside [0, infinity)");
            }
        }
        return new Aggregation(weights.clone(), ignoreIndex, reduction, emptyMean, compatibility, parallelism);
    }

    Aggregation withIgnoreIndex(int index) {
        return new Aggregation(classWeights, OptionalInt.of(index), reduction, emptyMean, compatibility, parallelism);
    }

    Aggregation withReduction(Reduction changed) {
        return new Aggregation(classWeights, ignoreIndex, changed, emptyMean, compatibility, parallelism);
    }

    Aggregation withEmptyMean(EmptyMean changed) {
        return new Aggregation(classWeights, ignoreIndex, reduction, changed, compatibility, parallelism);
    }

    Aggregation withCompatibility(Compatibility changed) {
        return new Aggregation(classWeights, ignoreIndex, reduction, emptyMean, changed, parallelism);
    }

    Aggregation withParallelism(Parallelism changed) {
        return new Aggregation(classWeights, ignoreIndex, reduction, emptyMean, compatibility, changed);
    }

    /** The weight of each row, 0 for those that must not be read; throws where a row that counts has no valid target. */
    double[] rowWeights(Target target, int classes) {
        if (classWeights != null && classWeights.length != classes) {
            throw new IllegalArgumentException(
                    classWeights.length + " class weights for logits of " + classes + " classes");
        }
        target.requireClasses(classes);
        double[] weights = new double[target.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = isIgnored(target, i) ? 0 : target.rowWeight(i);
            if (weights[i] != 0) {
                target.validate(i, classes);
            }
        }
        return weights;
    }

    private boolean isIgnored(Target target, int row) {
        return ignoreIndex.isPresent() && target.isClassIndices() && target.classIndex(row) == ignoreIndex.getAsInt();
    }

    /** What the sum of the rows' losses is divided by; 0 for a mean over nothing. */
    double denominator(Target target, double[] rowWeights) {
        if (reduction == Reduction.SUM) {
            return 1;
        }
        boolean countsRows = compatibility == Compatibility.PYTORCH && !target.isClassIndices();
        CompensatedSum total = new CompensatedSum();
        for (int i = 0; i < rowWeights.length; i++) {
            if (rowWeights[i] != 0) {
                total.add(countsRows ? rowWeights[i] : rowWeights[i] * target.mass(i, classWeights));
            }
        }
        return total.value();
    }

    /** The mean over no rows. */
    double emptyMeanValue() {
        return switch (emptyMean) {
            case NAN -> Double.NaN;
            case ZERO -> 0;
            case ERROR ->
                throw new IllegalArgumentException(
                        "no row counts: every one is ignored or weighs nothing, so there is no mean");
        };
    }
}
