package io.xent.core;

import java.util.Arrays;

/**
 * Multiclass hinge losses of scores x with a class index y and margin Δ (1 unless said otherwise), row weight r and class
 * weight w_y:
 *
 * <pre>{@code
 *     Weston–Watkins   r · w_y · Σ_{k≠y} max(0, Δ + x_k − x_y)
 *     Crammer–Singer   r · w_y · max(0, max_{k≠y} Δ + x_k − x_y)
 *     one-vs-all       r · w_y · (max(0, Δ − x_y) + Σ_{k≠y} max(0, Δ + x_k))
 * }</pre>
 *
 * <p>They are piecewise linear. Where a term is exactly 0 its gradient is taken to be 0; of several largest competitors
 * Crammer–Singer pushes the first. The second derivative is 0 wherever there is one, and {@link #hessianTimes} says so.
 *
 * <p>A score of −∞ masks its class: it never competes. A target at a masked class loses +∞. A row that is masked
 * throughout has gradient 0. Equal scores of +∞ differ by 0. A NaN makes the results of its own row NaN.
 *
 * <p>Weston and Watkins, "Support vector machines for multi-class pattern recognition" (1999); Crammer and Singer, "On the
 * algorithmic implementation of multiclass kernel-based vector machines" (2001); Rifkin and Klautau, "In defense of
 * one-vs-all classification" (2004).
 */
public final class Hinge extends LossOverRows<Hinge> {

    private enum Kind {
        WESTON_WATKINS,
        CRAMMER_SINGER,
        ONE_VS_ALL
    }

    /** Differences of such numbers are finite. */
    private static final double LARGE = 1e300;

    private final Kind kind;
    private final double margin;

    private Hinge(Aggregation aggregation, Kind kind, double margin) {
        super(aggregation);
        this.kind = kind;
        this.margin = margin;
    }

    /** The sum over all classes that come within the margin of the target. */
    public static Hinge westonWatkins() {
        return new Hinge(Aggregation.DEFAULT, Kind.WESTON_WATKINS, 1);
    }

    /** The one class that competes most. */
    public static Hinge crammerSinger() {
        return new Hinge(Aggregation.DEFAULT, Kind.CRAMMER_SINGER, 1);
    }

    /** Each class by itself: the target above the margin, all others below minus the margin. */
    public static Hinge oneVsAll() {
        return new Hinge(Aggregation.DEFAULT, Kind.ONE_VS_ALL, 1);
    }

    /**
     * The margin Δ.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Hinge withMargin(double delta) {
        CrossEntropy.require(delta >= 0 && delta < Double.POSITIVE_INFINITY, "margin", delta, "[0, infinity)");
        return new Hinge(aggregation, kind, delta);
    }

    @Override
    Hinge with(Aggregation changed) {
        return new Hinge(changed, kind, margin);
    }

    @Override
    void requireSupported(Target target) {
        if (!target.isClassIndices()) {
            throw new IllegalArgumentException("a hinge loss needs class indices as its target, not distributions");
        }
    }

    @Override
    void compute(LossBlock block) {
        int classes = block.logits().columns();
        RowMemory memory = RowMemory.ofThread(0);
        double[] scores = memory.scores(classes);
        double[] gradient = memory.counts(classes);
        for (int i = block.from(); i < block.to(); i++) {
            double scale = block.scale(i);
            double loss = 0;
            double weight = 0;
            Arrays.fill(gradient, 0);
            if (scale != 0) {
                int y = block.target().classIndex(i);
                weight = aggregation.classWeights() == null ? 1 : aggregation.classWeights()[y];
                block.logits().read(i, scores);
                loss = lossAndCounts(scores, y, gradient, memory.terms);
            }
            if (block.losses() != null) {
                block.losses()[i - block.from()] = weight == 0 && !Double.isNaN(loss) ? 0 : weight * loss;
            }
            if (block.gradient() != null) {
                for (int k = 0; k < classes; k++) {
                    gradient[k] *= weight * scale;
                }
                block.gradient().write(i, gradient);
            }
        }
    }

    /** Adds to {@code counts}, which is 0, how often each score is pushed down; the target's is negative. */
    private double lossAndCounts(double[] x, int y, double[] counts, CompensatedSum loss) {
        double top = Double.NEGATIVE_INFINITY;
        for (double score : x) {
            if (Double.isNaN(score)) {
                Arrays.fill(counts, Double.NaN);
                return Double.NaN;
            }
            top = Math.max(top, score);
        }
        if (top == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        loss.clear();
        switch (kind) {
            case WESTON_WATKINS -> {
                if (Math.abs(x[y]) <= LARGE && top <= LARGE) {
                    westonWatkinsOfNumbers(x, y, counts, loss);
                } else {
                    westonWatkins(x, y, counts, loss);
                }
            }
            case CRAMMER_SINGER -> crammerSinger(x, y, counts, loss);
            case ONE_VS_ALL -> oneVsAll(x, y, counts, loss);
        }
        return x[y] == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : loss.value();
    }

    private void westonWatkins(double[] x, int y, double[] counts, CompensatedSum loss) {
        for (int k = 0; k < x.length; k++) {
            double excess = k == y ? 0 : excess(x[k], x[y]);
            if (excess > 0) {
                loss.add(excess);
                counts[k]++;
                counts[y]--;
            }
        }
    }

    /** The same where no difference is infinite but for masked classes, whose excess is NaN here: without branches. */
    private void westonWatkinsOfNumbers(double[] x, int y, double[] counts, CompensatedSum loss) {
        double target = x[y];
        x[y] = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double lost = 0;
        double pushed = 0;
        for (int k = 0; k < x.length; k++) {
            double high = x[k] - target;
            double part = high - x[k];
            double excess = (margin + high) + ((x[k] - (high - part)) - (target + part));
            double term = excess > 0 ? excess : 0;
            double count = excess > 0 ? 1 : 0;
            counts[k] = count;
            pushed += count;
            double next = sum + term;
            double added = next - sum;
            lost += (sum - (next - added)) + (term - added);
            sum = next;
        }
        x[y] = target;
        counts[y] = -pushed;
        loss.add(sum);
        loss.addLow(lost);
    }

    private void crammerSinger(double[] x, int y, double[] counts, CompensatedSum loss) {
        int rival = -1;
        for (int k = 0; k < x.length; k++) {
            if (k != y && (rival < 0 || x[k] > x[rival])) {
                rival = k;
            }
        }
        double excess = rival < 0 ? 0 : excess(x[rival], x[y]);
        if (excess > 0) {
            loss.add(excess);
            counts[rival]++;
            counts[y]--;
        }
    }

    private void oneVsAll(double[] x, int y, double[] counts, CompensatedSum loss) {
        for (int k = 0; k < x.length; k++) {
            double excess = margin + (k == y ? -x[k] : x[k]);
            if (excess > 0) {
                loss.add(excess);
                counts[k] += k == y ? -1 : 1;
            }
        }
    }

    /** {@code Δ + a − b} with the rounding of the difference put back, so that it is right next to 0 too. */
    private double excess(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        if (a == b) {
            return margin;
        }
        double high = a - b;
        double part = high - a;
        double low = (a - (high - part)) - (b + part);
        return Double.isInfinite(high) ? high : (margin + high) + low;
    }

    @Override
    void computeHessianTimes(LossBlock block, Matrix vector, Matrix out) {
        double[] zeros = new double[out.columns()];
        for (int i = block.from(); i < block.to(); i++) {
            out.write(i, zeros);
        }
    }
}
