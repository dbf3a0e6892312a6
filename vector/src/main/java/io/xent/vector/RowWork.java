package io.xent.vector;

/**
 * What is computed once per row of a chunk, in double precision for rows of floats too: from the sum of the other classes'
 * exponentials and the row's own logit, that of its target (or any other class that is singled out), the loss
 * {@code −log p_own = log1p(others / own)}, the factor that makes exponentials probabilities, and the other classes'
 * probability. So none cancels.
 */
final class RowWork {

    /** Where others are so much larger than own, own may be too small to have an exponential: {@link #farLoss}. */
    static final double MOST_RATIO = 0x1p500;

    private RowStage[] stages = RowPlainStages.ALL;

    int rows;

    /** Arguments, per row: own logit minus the centre, {@link #shift}, the others' sum, what gradients are multiplied by. */
    final double[] own;

    final double[] centre;
    final double[] shift;
    final double[] others;
    final double[] scale;

    /** Results, per row: others / own, own / sum of all, 1 / sum of all, that times the scale, and {@code log1p} of the first. */
    final double[] ratio;

    final double[] share;
    final double[] inverseSum;
    final double[] factor;
    final double[] loss;

    /** Result, per row: minus the others' probability, times the scale. */
    final double[] result;

    /** Results: the sums of all ratios, and of all inverse sums. NaN where there is one. */
    double sumOfRatios;

    double sumOfInverses;

    /** Scratch: a vector. */
    final double[] lanes = new double[Width.DOUBLES];

    /** Scratch, per row: the parts of {@link DoubleLog1p}'s argument. */
    final double[] exponent;

    final double[] fraction;
    final double[] remainder;

    /** Argument: a ratio below it is 0 as a loss. */
    final double nothing;

    double perUnit;
    double high;
    double low;
    double inverse;

    RowWork(int capacity, double nothing) {
        this.nothing = nothing;
        own = new double[capacity];
        centre = new double[capacity];
        shift = new double[capacity];
        others = new double[capacity];
        scale = new double[capacity];
        ratio = new double[capacity];
        share = new double[capacity];
        inverseSum = new double[capacity];
        factor = new double[capacity];
        loss = new double[capacity];
        result = new double[capacity];
        exponent = new double[capacity];
        fraction = new double[capacity];
        remainder = new double[capacity];
    }

    void setTemperature(double temperature) {
        double period = temperature * DoubleExponential.LN2;
        perUnit = 1 / period;
        high = -period;
        low = -DoubleExponential.lowOfPeriod(temperature, period);
        inverse = 1 / temperature;
    }

    void use(RowStage[] changed) {
        stages = changed;
    }

    void run(int stage) {
        RowStage.run(stages[stage], this);
    }

    /** Where no class is singled out: factors that make exponentials probabilities. */
    void invert() {
        sumOfRatios = 0;
        sumOfInverses = 0;
        for (int i = 0; i < rows; i++) {
            double inverted = 1 / others[i];
            ratio[i] = 0;
            inverseSum[i] = inverted;
            factor[i] = inverted;
            sumOfInverses += inverted;
        }
    }

    /**
     * {@code log Σ exp − x / T} where x is so small that its exponential may be nothing.
     *
     * @param own x minus the centre
     * @param shift of the reference of {@code others}
     */
    static double farLoss(double own, double shift, double others, double temperature) {
        double period = temperature * DoubleExponential.LN2;
        double low = DoubleExponential.lowOfPeriod(temperature, period);
        return Math.log(others) + (Math.fma(shift, period, -own) + shift * low) / temperature;
    }

    /** {@code log (sum · 2^shift)}, of which the powers of two are put together before anything is rounded. */
    static double logSum(double sum, double shift) {
        int exponent = Math.getExponent(sum);
        double twos = shift + exponent;
        return Math.fma(twos, DoubleExponential.LN2, Math.log(Math.scalb(sum, -exponent)));
    }

    /** {@code log Σ exp(x / T)}. */
    double logSum(int row, double temperature) {
        return logSum(1 / inverseSum[row], shift[row]) + centre[row] / temperature;
    }
}
