package io.xent.core;

import java.util.Arrays;
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

    /** Writes the weight of each row, 0 for those that must not be read; throws where a row that counts has no valid target. */
    void readRowWeights(Target target, int classes, double[] out) {
        requireValid(target, classes);
        if (!readWeights(target, 0, target.rows(), out)) {
            Arrays.fill(out, 0, target.rows(), 1);
        }
    }

    /** Writes the weights of the rows {@code [from, to)}, 0 for those that must not be read; false where all weigh 1. */
    boolean readWeights(Target target, int from, int to, double[] out) {
        if (target.rowWeights != null) {
            target.readRowWeights(from, to, out);
        }
        if (ignoreIndex.isEmpty() || !target.isClassIndices()) {
            return target.rowWeights != null;
        }
        int ignored = ignoreIndex.getAsInt();
        boolean any = target.rowWeights != null;
        for (int i = from; i < to; i++) {
            if (target.classIndex(i) == ignored) {
                if (!any) {
                    Arrays.fill(out, 0, to - from, 1);
                    any = true;
                }
                out[i - from] = 0;
            }
        }
        return any;
    }

    /**
     * What the sum of the rows' losses is divided by; 0 for a mean over nothing. Throws where a row that counts has no
     * valid target.
     */
    double denominator(Target target, int classes) {
        int counting = requireValid(target, classes);
        if (reduction == Reduction.SUM) {
            return 1;
        }
        boolean countsRows = compatibility == Compatibility.PYTORCH && !target.isClassIndices();
        boolean masses = !countsRows && !(target.isClassIndices() && classWeights == null);
        if (!masses && target.rowWeights == null) {
            return counting;
        }
        int step = RowBlocks.rowsPerBlock(1);
        CompensatedSum total = RowMemory.ofThread(step).total;
        total.clear();
        for (int from = 0; from < target.rows(); from += step) {
            total.add(weight(target, from, Math.min(target.rows(), from + step), masses));
        }
        return total.value();
    }

    /** The sum of the weights of the rows {@code [from, to)}, each times its mass where masses count. */
    private double weight(Target target, int from, int to, boolean masses) {
        RowMemory memory = RowMemory.ofThread(to - from);
        double[] weights = memory.weights;
        if (!readWeights(target, from, to, weights)) {
            Arrays.fill(weights, 0, to - from, 1);
        }
        for (int i = from; i < to && masses; i++) {
            if (weights[i - from] != 0) {
                weights[i - from] *= target.mass(i, classWeights);
            }
        }
        return memory.sum.of(weights, to - from);
    }

    /** Throws where a row that counts has no valid target; returns how many rows count. */
    private int requireValid(Target target, int classes) {
        if (classWeights != null && classWeights.length != classes) {
            throw new IllegalArgumentException(
                    classWeights.length + " class weights for logits of " + classes + " classes");
        }
        target.requireClasses(classes);
        int ignored = ignoreIndex.orElse(-1);
        boolean ignores = ignoreIndex.isPresent() && target.isClassIndices();
        int counting = target.rowWeights != null ? -1 : target.countValid(classes, ignores, ignored);
        if (counting >= 0) {
            return counting;
        }
        counting = 0;
        for (int i = 0; i < target.rows(); i++) {
            if (target.rowWeight(i) != 0 && !(ignores && target.classIndex(i) == ignored)) {
                target.validate(i, classes);
                counting++;
            }
        }
        return counting;
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
