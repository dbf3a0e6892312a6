package io.xent.vector;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.FloatMatrix;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * Targets v with weights and smoothing in them, {@code v_k = w_k ((1 − ε) y_k + ε Σy / K)}, as a multiple u of given numbers,
 * {@link FloatSpread#given}, with some entries beside. Of class indices and sparse distributions the class weights are given,
 * and u is the smoothing; of distributions all is given, and u is 1.
 */
final class FloatTargets {

    /** Per row: the class that has most, V, u, and what the row counts. */
    final int[] heaviest = new int[FloatChunk.MOST_ROWS];

    final double[] sum = new double[FloatChunk.MOST_ROWS];
    final double[] multiple = new double[FloatChunk.MOST_ROWS];
    final double[] mass = new double[FloatChunk.MOST_ROWS];

    /** Per row: v of that class, and of all others, over V. */
    final double[] partOfHeaviest = new double[FloatChunk.MOST_ROWS];

    final double[] partOfOthers = new double[FloatChunk.MOST_ROWS];

    /** Per row: whether no other class has more than half of V, and each is named once. */
    final boolean[] ordinary = new boolean[FloatChunk.MOST_ROWS];

    /** Fewer classes than that are not worth calling a stage for. */
    private static final int FEW = 2 * FloatWork.LANES;

    private final FloatWork work;
    private final FloatSpread spread;
    private final FloatClassWeights weights = new FloatClassWeights();

    private Target target;
    private int classes;
    private boolean inChunks;
    private double epsilon;
    private boolean likePyTorch;
    private boolean distributions;

    /** Without weights or smoothing. */
    private boolean plain;

    /** Plain distributions in an array of this precision; else null. */
    private FloatMatrix asTheyAre;

    /** Given numbers of the rows of a chunk or batch, and a row in double precision. */
    private float[] room = new float[0];

    private double[] row = new double[0];

    FloatTargets(FloatWork work) {
        this.work = work;
        spread = work.spread;
    }

    /** @param chunks whether rows are short, so that {@link FloatChunk} takes them */
    void begin(CrossEntropy loss, Target rows, int columns, boolean chunks) {
        target = rows;
        classes = columns;
        inChunks = chunks;
        epsilon = loss.labelSmoothing();
        likePyTorch = loss.compatibility() == Compatibility.PYTORCH;
        distributions = rows.matrix() != null;
        weights.use(loss, columns);
        plain = epsilon == 0 && !weights.differ();
        asTheyAre = plain && rows.matrix() instanceof FloatMatrix matrix ? matrix : null;
        if (distributions) {
            reserve(chunks ? FloatChunk.rows(columns) : FloatRowBatch.rows(columns));
            spread.given = asTheyAre == null || chunks ? room : asTheyAre.values();
        } else {
            spread.given = weights.differ() ? weights.forLanes : FloatSpread.ONES;
        }
        spread.mask = distributions || weights.differ() ? -1 : 0;
        spread.step = distributions ? columns : 0;
    }

    private void reserve(int rows) {
        if (room.length < rows * classes + FloatWork.LANES) {
            room = new float[rows * classes + FloatWork.LANES];
        }
        if (row.length < classes) {
            row = new double[classes];
        }
    }

    void end() {
        target = null;
        asTheyAre = null;
        spread.given = FloatSpread.ONES;
    }

    /** Whether classes are given something beside the entries. */
    boolean areSpread() {
        return distributions || epsilon > 0;
    }

    /** Whether there may be entries at other classes than {@link #heaviest}. */
    boolean haveEntries() {
        return target.isSparse();
    }

    /** Whether {@link #readClasses} does for a whole chunk or batch what {@link #read} does for a row. */
    boolean areAlike() {
        return target.isClassIndices() && !weights.differ();
    }

    /** Sets everything for rows from {@code index} on. */
    void readClasses(int index, int rows) {
        target.readClassIndices(index, index + rows, heaviest);
        double u = epsilon / classes;
        double most = 1 - epsilon + u;
        double others = u * (classes - 1);
        Arrays.fill(sum, 0, rows, most + others);
        Arrays.fill(partOfHeaviest, 0, rows, most / (most + others));
        Arrays.fill(partOfOthers, 0, rows, others / (most + others));
        Arrays.fill(multiple, 0, rows, u);
        Arrays.fill(mass, 0, rows, 1);
        Arrays.fill(ordinary, 0, rows, true);
        Arrays.fill(spread.starts, 0, rows, 0);
    }

    /** Sets everything for row {@code i} of a chunk or batch. */
    void read(int index, int i) {
        spread.starts[i] = 0;
        if (!distributions) {
            if (target.isSparse()) {
                readEntries(index, i);
            } else {
                readClass(target.classIndex(index), i);
            }
        } else if (!plain) {
            mixDistribution(index, i);
        } else if (asTheyAre == null) {
            target.read(index, row, classes);
            round(row, room, i * classes, classes);
            findHeaviest(room, i * classes, i);
        } else if (inChunks) {
            System.arraycopy(asTheyAre.values(), asTheyAre.start(index), room, i * classes, classes);
            findHeaviest(room, i * classes, i);
        } else {
            findHeaviest(asTheyAre.values(), asTheyAre.start(index), i);
        }
    }

    private void set(int i, int top, double most, double others, double u, double counting) {
        double all = most + others;
        heaviest[i] = top;
        sum[i] = all;
        partOfHeaviest[i] = most / all;
        partOfOthers[i] = others / all;
        multiple[i] = u;
        mass[i] = counting;
        ordinary[i] = distributions || 2 * u * weights.largest() <= all || weights.of(top) == weights.largest();
    }

    private void readClass(int y, int i) {
        double w = weights.of(y);
        double u = epsilon / classes;
        set(i, y, w * ((1 - epsilon) + u), u * weights.ofOthers(y), u, w);
    }

    private void readEntries(int index, int i) {
        int from = target.entriesStart(index);
        int to = target.entriesStart(index + 1);
        double given = 0;
        double counting = 0;
        int top = from;
        for (int e = from; e < to; e++) {
            double y = target.entryProbability(e);
            given += y;
            counting += weights.of(target.entryClass(e)) * y;
            top = weight(e) > weight(top) ? e : top;
        }
        double u = (likePyTorch ? epsilon : epsilon * given) / classes;
        double others = 0;
        for (int e = from; e < to; e++) {
            others += e == top ? 0 : weight(e);
        }
        int h = from == to ? 0 : target.entryClass(top);
        double most = (from == to ? 0 : weight(top)) + u * weights.of(h);
        set(i, h, most, others + u * weights.ofOthers(h), u, counting);
        ordinary[i] &= areInOrder(from, to);
    }

    /** What an entry adds to v: {@code w (1 − ε) y}. */
    private double weight(int entry) {
        return weights.of(target.entryClass(entry)) * (1 - epsilon) * target.entryProbability(entry);
    }

    /** Whether classes ascend or descend, so that none is named twice. */
    private boolean areInOrder(int from, int to) {
        boolean ascending = true;
        boolean descending = true;
        for (int e = from + 1; e < to; e++) {
            int difference = target.entryClass(e) - target.entryClass(e - 1);
            ascending &= difference > 0;
            descending &= difference < 0;
        }
        return ascending || descending;
    }

    private void findHeaviest(float[] values, int start, int i) {
        boolean few = classes < FEW;
        int top = few ? topOfFew(values, start, classes) : work.top.of(values, start, classes);
        double before = few ? sumOfFew(values, start, top) : sum(values, start, top);
        int next = start + top + 1;
        int rest = classes - top - 1;
        double others = before + (few ? sumOfFew(values, next, rest) : sum(values, next, rest));
        double most = values[start + top];
        spread.starts[i] = start;
        set(i, top, most, others, 1, most + others);
    }

    private double sum(float[] values, int from, int count) {
        work.from(values, from, count);
        work.run(FloatStage.WIDE_SUM);
        return spread.total;
    }

    private static int topOfFew(float[] values, int from, int count) {
        float most = FloatFormat.largest(values, from, count);
        int k = 0;
        while (values[from + k] != most) {
            k++;
        }
        return k;
    }

    private static double sumOfFew(float[] values, int from, int count) {
        double even = 0;
        double odd = 0;
        int end = from + count - 1;
        int k = from;
        for (; k < end; k += 2) {
            even += values[k];
            odd += values[k + 1];
        }
        return k == end ? even + values[k] + odd : even + odd;
    }

    private void mixDistribution(int index, int i) {
        target.read(index, row, classes);
        double given = Sums.of(row, classes);
        double share = (likePyTorch ? epsilon : epsilon * given) / classes;
        double counting = weights.differ() ? weights.mass(row) : given;
        mix(row, classes, 1 - epsilon, share);
        if (weights.differ()) {
            weights.multiply(row);
        }
        int at = i * classes;
        spread.starts[i] = at;
        round(row, room, at, classes);
        int top = DoubleWork.ofThread(0).top.of(row, 0, classes);
        double most = row[top];
        row[top] = 0;
        set(i, top, most, Sums.of(row, classes), 1, counting);
    }

    private static void mix(double[] values, int count, double factor, double share) {
        for (int k = 0; k < count; k++) {
            values[k] = factor * values[k] + share;
        }
    }

    private static void round(double[] values, float[] out, int to, int count) {
        for (int k = 0; k < count; k++) {
            out[to + k] = (float) values[k];
        }
    }

    /** {@code Σ v_k (x_h − x_k)} of the entries at other classes than h. */
    double entryTerms(int index, float[] values, int start, int h) {
        double own = values[start + h];
        double sum = 0;
        for (int e = target.entriesStart(index); e < target.entriesStart(index + 1); e++) {
            int k = target.entryClass(e);
            sum += k == h ? 0 : weight(e) * (own - values[start + k]);
        }
        return sum;
    }

    /** Subtracts v of the entries at other classes than h, times the scale. */
    void subtractEntries(int index, float[] values, int start, double scale, int h) {
        for (int e = target.entriesStart(index); e < target.entriesStart(index + 1); e++) {
            int k = target.entryClass(e);
            if (k != h) {
                values[start + k] = (float) (values[start + k] - weight(e) * scale);
            }
        }
    }
}
