package io.xent.core;

import java.util.Arrays;

/**
 * The softmax of one row, kept in the form from which everything else follows without cancellation: with m the first
 * largest logit, {@code exps[k] = exp((x_k − x_m) / T)} and {@code rest = Σ_{k≠m} exps[k]}. The sum of all is
 * {@code 1 + rest} and is never needed by itself: the loss is {@code (x_m − x_y) / T + log1p(rest)}, and one minus the
 * probability of class m is {@code rest / (1 + rest)}.
 *
 * <p>Rounding of {@code x_k − x_m} is what spoils a plain softmax: half a unit in the last place of a difference of 64
 * is 32 units of its exponential. Here the part that rounding drops is computed too (exact subtraction), and multiplied
 * in: {@code exp(high + low) = exp(high) · (1 + low)}.
 *
 * <p>A row with a NaN has {@code rest} NaN, from which all results are NaN. Where some logits are +∞ the row is replaced
 * by its limit: those share everything equally. A row of −∞ only is {@link #masked()}.
 */
final class SoftmaxRow {

    /** Below this an exponential is zero: half the smallest double is exp(−745.13). */
    private static final double UNDERFLOW = -746;

    private static final ThreadLocal<SoftmaxRow> LAST = new ThreadLocal<>();

    /** Larger workspaces are not worth keeping: their rows take milliseconds. */
    static final int MOST_KEPT = 1 << 16;

    final double[] logits;
    final double[] exps;
    private double[] scratch;
    private final int columns;
    private final double temperature;
    private final boolean single;

    private int top;
    private double rest;
    private double restLow;
    private double inverseSum;
    private double logOfSum;
    private double shift;

    /** A workspace for rows of the shape and precision of {@code matrix}, that of the thread's last rows if it fits. */
    static SoftmaxRow ofThread(Matrix matrix, double temperature) {
        SoftmaxRow row = LAST.get();
        if (row == null || row.temperature != temperature || !row.fits(matrix)) {
            row = new SoftmaxRow(matrix, temperature);
            if (row.columns <= MOST_KEPT) {
                LAST.set(row);
            }
        }
        return row;
    }

    /** A workspace for rows of the shape and precision of {@code matrix}. */
    SoftmaxRow(Matrix matrix, double temperature) {
        columns = matrix.columns();
        single = matrix.bytesPerValue() == Float.BYTES;
        this.temperature = temperature;
        logits = new double[columns];
        exps = new double[columns];
    }

    /** Whether this is for rows of that shape and precision. */
    boolean fits(Matrix matrix) {
        return matrix.columns() == columns && matrix.bytesPerValue() == Float.BYTES == single;
    }

    /** Room for a vector of a row's length. */
    double[] scratch() {
        if (scratch == null) {
            scratch = new double[columns];
        }
        return scratch;
    }

    /** Reads a row of logits and computes. */
    void load(Matrix matrix, int row) {
        matrix.read(row, logits);
        compute();
    }

    /** Computes from what is in {@link #logits}. */
    void compute() {
        findTop();
        if (top < 0) {
            computeWithoutTop();
            return;
        }
        shift = logits[top];
        if (shift == Double.POSITIVE_INFINITY) {
            takeLimit();
        }
        computeExponentials();
        exps[top] = 1;
        double sum = 1 + rest;
        double sumLow = (rest - (sum - 1)) + restLow;
        inverseSum = 1 / sum;
        inverseSum -= inverseSum * inverseSum * sumLow;
        logOfSum = Elementary.logOfSum(sum, sumLow);
    }

    private void findTop() {
        int best = -1;
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < columns; k++) {
            if (logits[k] > max) {
                max = logits[k];
                best = k;
            }
        }
        top = best;
    }

    /** All logits are −∞ or NaN. */
    private void computeWithoutTop() {
        boolean nan = hasNaN();
        Arrays.fill(exps, 0);
        rest = nan ? Double.NaN : 0;
        restLow = 0;
        inverseSum = rest;
        logOfSum = rest;
        shift = nan ? Double.NaN : Double.NEGATIVE_INFINITY;
    }

    private boolean hasNaN() {
        for (int k = 0; k < columns; k++) {
            if (Double.isNaN(logits[k])) {
                return true;
            }
        }
        return false;
    }

    private void takeLimit() {
        for (int k = 0; k < columns; k++) {
            if (!Double.isNaN(logits[k])) {
                logits[k] = logits[k] == Double.POSITIVE_INFINITY ? 0 : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private void computeExponentials() {
        rest = 0;
        restLow = 0;
        if (single) {
            computePlainExponentials();
        } else if (temperature != 1) {
            computeTemperedExponentials();
        } else {
            addExponentials(0, top);
            addExponentials(top + 1, columns);
        }
    }

    /** For floats, to which nothing shows of what rounding does to their differences in double. */
    private void computePlainExponentials() {
        double factor = Exponentials.factor(temperature);
        System.arraycopy(logits, 0, exps, 0, columns);
        for (int from = 0; from < columns; from += Exponentials.PIECE) {
            int to = Math.min(columns, from + Exponentials.PIECE);
            Exponentials.prepare(exps, from, to, logits[top], factor);
            Exponentials.raise(exps, from, to);
        }
        exps[top] = 0;
        rest = Exponentials.sum(exps, 0, columns);
    }

    private void addExponentials(int from, int to) {
        double max = logits[top];
        double sum = rest;
        double sumLow = restLow;
        for (int k = from; k < to; k++) {
            double x = logits[k];
            double high = x - max;
            if (high < UNDERFLOW) {
                exps[k] = 0;
                continue;
            }
            double part = high - x;
            double low = (x - (high - part)) - (max + part);
            double e = Elementary.exp(high);
            e += e * low;
            exps[k] = e;
            double next = sum + e;
            double added = next - sum;
            sumLow += (sum - (next - added)) + (e - added);
            sum = next;
        }
        rest = sum;
        restLow = sumLow;
    }

    private void computeTemperedExponentials() {
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < columns; k++) {
            double high = logits[k] - logits[top];
            double quotient = high / temperature;
            double e = 0;
            if (!(quotient < UNDERFLOW)) {
                e = Elementary.exp(quotient);
                e += e * lowOfQuotient(k, high, quotient);
            }
            exps[k] = e;
            if (k != top) {
                sum.add(e);
            }
        }
        rest = sum.value();
    }

    /** What the division and the subtraction before it rounded away. */
    private double lowOfQuotient(int k, double high, double quotient) {
        double low = lowOfDifference(logits[k], logits[top], high);
        return (Elementary.fma(-quotient, temperature, high) + low) / temperature;
    }

    private static double lowOfDifference(double a, double b, double high) {
        double part = high - a;
        return (a - (high - part)) - (b + part);
    }

    /** Whether every class is masked: there is nothing to choose from, every probability is zero. */
    boolean masked() {
        return top < 0 && rest == 0;
    }

    /** Whether a logit was +∞, so that the row stands for a limit. */
    boolean infinite() {
        return shift == Double.POSITIVE_INFINITY;
    }

    /** The first largest logit's class, or −1 where there is none. */
    int top() {
        return top;
    }

    /** Whether some logit was NaN. */
    boolean undefined() {
        return Double.isNaN(rest);
    }

    /** What an exponential is multiplied by to make it a probability. */
    double inverseSum() {
        return inverseSum;
    }

    double probability(int k) {
        return exps[k] * inverseSum;
    }

    /** One minus a probability, without subtracting from one. */
    double otherProbability(int k) {
        if (k == top) {
            return rest * inverseSum + restLow * inverseSum;
        }
        return ((1 - exps[k]) + rest + restLow) * inverseSum;
    }

    /** {@code −log p_k}: the sum of two terms that are not negative. */
    double surprisal(int k) {
        if (undefined()) {
            return Double.NaN;
        }
        if (k == top) {
            return logOfSum;
        }
        double high = masked() ? Double.NEGATIVE_INFINITY : logits[k] - logits[top];
        double quotient = high / temperature;
        if (quotient == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        return (logOfSum - lowOfQuotient(k, high, quotient)) - quotient;
    }

    /** Whether a class takes no part. */
    boolean isMasked(int k) {
        return logits[k] == Double.NEGATIVE_INFINITY;
    }

    /** {@code Σ_k p_k (u_k − centre)}; classes without probability do not count, whatever u is there. */
    double meanDifference(double[] u, double centre) {
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < columns; k++) {
            if (exps[k] != 0) {
                sum.add(exps[k] * (u[k] - centre));
            }
        }
        return sum.value() * inverseSum;
    }

    /** {@code log Σ exp(x_k / T)}; infinite where the largest logit is. */
    double logSumExp() {
        if (undefined()) {
            return Double.NaN;
        }
        return Double.isInfinite(shift) ? shift : shift / temperature + logOfSum;
    }
}
