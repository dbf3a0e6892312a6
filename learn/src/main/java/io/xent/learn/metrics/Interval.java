package io.xent.learn.metrics;

/**
 * An interval of confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** The 0.975 quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Wilson's 95 % interval for a proportion, {@code (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)} with
     * {@code p = successes / trials} and z = 1.96. It stays inside [0, 1] and keeps its level for few trials and for
     * proportions near 0 and 1, where {@code p ± z √(p(1 − p)/n)} does neither. E. B. Wilson, "Probable inference, the
     * law of succession, and statistical inference", JASA 22 (1927).
     *
     * @param successes in [0, trials]; need not be whole
     * @param trials not negative; 0 gives [0, 1]
     */
    public static Interval wilson(double successes, double trials) {
        if (!(successes >= 0 && successes <= trials && trials < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double failures = trials - successes;
        double half = Z * Math.sqrt(successes * failures / trials + Z * Z / 4);
        double low = successes == 0 ? 0 : (successes + Z * Z / 2 - half) / (trials + Z * Z);
        double high = failures == 0 ? 1 : (successes + Z * Z / 2 + half) / (trials + Z * Z);
        return new Interval(low, high);
    }
}
