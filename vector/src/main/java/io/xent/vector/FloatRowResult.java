package io.xent.vector;

import java.util.Arrays;

/** Makes the exponentials of a {@link FloatRow} its gradient or its probabilities. */
final class FloatRowResult {

    private final FloatWork work;

    FloatRowResult(FloatWork work) {
        this.work = work;
    }

    /**
     * {@code scale (1 + penalty) exp_k / Σ}, and {@code scale (penalty · own − others) / Σ} for the class that is singled out.
     *
     * @param penalty 2 a logΣ of a z-loss, 0 for none
     */
    void writeGradient(FloatRow row, double scale, double penalty, float[] target, int to, int singled) {
        if (row.undefined() || row.masked()) {
            Arrays.fill(target, to, to + row.classes(), row.undefined() ? Float.NaN : 0);
            return;
        }
        double total = row.others() + row.own();
        if (row.infinite() && penalty != 0) {
            writeInfiniteGradient(row, scale / total, target, to, singled);
            return;
        }
        multiply(row, scale / total * (1 + penalty), target, to);
        target[to + singled] = (float) (scale / total * (penalty * row.own() - row.others()));
    }

    /** Where logΣ is infinite, so is the penalty of the classes that share everything, and of no other. */
    private static void writeInfiniteGradient(FloatRow row, double factor, float[] target, int to, int singled) {
        for (int k = to; k < to + row.classes(); k++) {
            target[k] = target[k] == 0 ? 0 : Float.POSITIVE_INFINITY;
        }
        target[to + singled] = (float) (row.own() == 0 ? -factor * row.others() : Double.POSITIVE_INFINITY);
    }

    void writeProbabilities(FloatRow row, float[] target, int to) {
        if (row.undefined() || row.sum().isZero()) {
            Arrays.fill(target, to, to + row.classes(), row.undefined() ? Float.NaN : 0);
        } else {
            multiply(row, 1 / row.others(), target, to);
        }
    }

    /** Multiplies the exponentials in {@code target}. */
    void multiply(FloatRow row, double factor, float[] target, int to) {
        FloatRowSum sum = row.sum();
        for (int i = 0; i < sum.segments(); i++) {
            int start = to + sum.start(i);
            int end = to + sum.end(i, row.classes());
            if (i + 1 == sum.segments()) {
                scale(factor, FloatFormat.SMALL, factor / FloatFormat.SMALL, target, start, end);
            } else {
                sum.relate(i);
                double large = sum.large();
                double small = sum.small();
                scale(factor * large * small, large, factor * small, target, start, end);
            }
        }
    }

    /** Multiplies by the product, or first by one factor and then by the other where the product is too small a number. */
    private void scale(double product, double first, double second, float[] target, int start, int end) {
        work.from(target, start, end - start);
        work.to(target, start);
        if (Math.abs(product) >= FloatFormat.MIN_NORMAL) {
            work.factor = (float) product;
            work.run(FloatStage.SCALE);
        } else {
            work.factor = (float) first;
            work.run(FloatStage.SCALE);
            work.factor = (float) second;
            work.run(FloatStage.SCALE);
        }
    }
}
