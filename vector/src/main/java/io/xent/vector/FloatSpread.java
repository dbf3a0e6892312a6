package io.xent.vector;

import java.util.Arrays;

/**
 * Arguments and results of the stages of {@link FloatSpreadCrossEntropy}, per row of a chunk or batch: a target that gives
 * class k of a row a multiple of {@code given[start + k]}.
 */
final class FloatSpread {

    static final int LANES = FloatWork.LANES;

    /** Double precision is added up in blocks of so many, and blocks with what rounding loses. */
    static final int BLOCK = 1024;

    /** What is added to a sum in double precision at a time. */
    static final int GROUP = 2 * Width.DOUBLES;

    /** 1 for every class of a few rows. */
    static final float[] ONES = new float[LANES * FloatChunk.MOST_CLASSES];

    static {
        Arrays.fill(ONES, 1);
    }

    float[] given;

    /** Rows of middle length: where each starts in {@link #given}, and a mask of the class, 0 where all are given the same. */
    final int[] starts = new int[FloatChunk.MOST_ROWS];

    int mask;

    /** Short rows: how far apart they are in {@link #given}, which is 0 where it is the same for all: there as many times as lanes. */
    int step;

    /** Whether {@link #terms} are wanted. */
    boolean summing;

    /** The logit of the class that is singled out. */
    final double[] own = new double[FloatChunk.MOST_ROWS];

    /** Results: {@code Σ_k given_k (own − x_k)}. */
    final double[] terms = new double[FloatChunk.MOST_ROWS];

    /** Result: a sum. */
    double total;

    /** Result: the terms for each class of short rows. */
    double[] products = new double[0];

    /** What is added to the gradient of class k, for each that it is given. */
    final float[] shifts = new float[FloatChunk.MOST_ROWS];

    final double[] lanes = new double[GROUP];

    /** A loop over whole groups, at most a block of them. */
    abstract static class RowTerms extends FloatStage {

        /**
         * Rows with a value that the exponential is not in range for are no longer plain; the others get their terms. The
         * logit that is singled out is looked at when the row has been read once, in order.
         */
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            for (int row = 0; row < work.rows; row++) {
                if (!work.plain[row]) {
                    continue;
                }
                int from = work.starts[row];
                float magic = work.exponential.magic(FloatFormat.largest(work.source, from, FloatFormat.FIRST));
                if (!areInRange(work.exponential, work.source, from, work.length, magic)) {
                    work.plain[row] = false;
                } else if (spread.summing) {
                    double own = work.source[from + work.singled[row]];
                    spread.own[row] = own;
                    spread.terms[row] = terms(spread, work.source, from, own, spread.starts[row], work.length);
                }
            }
        }

        private double terms(FloatSpread spread, float[] values, int from, double own, int start, int count) {
            double sum = 0;
            double lost = 0;
            int mask = spread.mask;
            int whole = count - count % GROUP;
            for (int at = 0; at < whole; at += BLOCK) {
                int length = Math.min(BLOCK, whole - at);
                addTerms(values, from + at, own, spread.given, start + (at & mask), mask, length, spread.lanes);
                double term = spread.sumOfLanes();
                double next = sum + term;
                double part = next - sum;
                lost += (sum - (next - part)) + (term - part);
                sum = next;
            }
            for (int k = whole; k < count; k++) {
                lost += spread.given[start + (k & mask)] * (own - values[from + k]);
            }
            return sum + lost;
        }

        abstract boolean areInRange(FloatExponential exp, float[] values, int from, int count, float magic);

        abstract void addTerms(
                float[] values, int from, double own, float[] given, int start, int mask, int count, double[] lanes);
    }

    /** The sum of {@code count} values of the work's source, in double precision, into {@link #total}. */
    abstract static class Sum extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            double sum = 0;
            int end = work.from + work.count;
            int whole = end - work.count % GROUP;
            for (int at = work.from; at < whole; at += BLOCK) {
                add(work.source, at, Math.min(BLOCK, whole - at), spread.lanes);
                sum += spread.sumOfLanes();
            }
            for (int k = whole; k < end; k++) {
                sum += work.source[k];
            }
            spread.total = sum;
        }

        abstract void add(float[] values, int from, int count, double[] lanes);
    }

    private double sumOfLanes() {
        double even = 0;
        double odd = 0;
        for (int l = 0; l < GROUP; l += 2) {
            even += lanes[l];
            odd += lanes[l + 1];
        }
        return even + odd;
    }

    /** The terms of short rows from the products, by the vector loop that also adds up exponentials. */
    void addUpProducts(int rows, int classes) {
        DoubleWork wide = DoubleWork.ofThread(0);
        double[] exponentials = wide.exponentials;
        int otherRows = wide.rows;
        int otherClasses = wide.classes;
        wide.exponentials = products;
        wide.rows = rows;
        wide.classes = classes;
        wide.run(DoubleStage.CHUNK_SUMS);
        System.arraycopy(wide.rowSums, 0, terms, 0, rows);
        wide.exponentials = exponentials;
        wide.rows = otherRows;
        wide.classes = otherClasses;
    }

    /** Arguments on which every stage can run. */
    void prepareForWarmUp(int rows, int classes, int length) {
        given = new float[Math.max(rows * classes, length)];
        Arrays.fill(given, 1);
        mask = -1;
        step = classes;
        summing = true;
        reserve(rows * classes);
    }

    void reserve(int values) {
        if (products.length < values + LANES) {
            products = new double[values + LANES];
        }
    }
}
