package io.xent.learn.metrics;

import java.util.List;

/**
 * Whether the probability of the predicted class, the confidence, is how often the prediction is right. Rows are sorted
 * into 15 bins of equal width by their confidence: bin m of M holds {@code ((m − 1)/M, m/M]}. Guo et al., "On Calibration
 * of Modern Neural Networks" (2017); Naeini et al., "Obtaining Well Calibrated Probabilities Using Bayesian Binning"
 * (2015).
 *
 * @param bins all of them, from low confidence to high, empty ones too
 */
public record Reliability(List<Bin> bins) {

    static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The rows of a range of confidences.
     *
     * @param from the lower end of the range, exclusive
     * @param to its upper end, inclusive
     * @param rows how many rows of positive weight
     * @param weight of these rows
     * @param meanConfidence weighted mean of the confidence; NaN where there are no rows
     * @param accuracy weighted fraction of right predictions; NaN where there are no rows
     * @param band Wilson's 95 % interval of the accuracy, for {@code (Σ weight)² / Σ weight²} trials
     */
    public record Bin(
            double from, double to, long rows, double weight, double meanConfidence, double accuracy, Interval band) {}

    /**
     * The expected calibration error: the mean over rows of |accuracy − mean confidence| of their bin, in [0, 1]. With
     * few rows per bin chance alone makes it larger than 0, even for a perfectly calibrated model.
     */
    public double expectedError() {
        Sum error = new Sum();
        Sum weight = new Sum();
        for (Bin bin : bins) {
            if (bin.rows > 0) {
                error.add(bin.weight * Math.abs(bin.accuracy - bin.meanConfidence));
                weight.add(bin.weight);
            }
        }
        return error.value() / weight.value();
    }

    /** The maximum calibration error: the largest |accuracy − mean confidence| of a bin that has rows. */
    public double maximumError() {
        return bins.stream()
                .filter(bin -> bin.rows > 0)
                .mapToDouble(bin -> Math.abs(bin.accuracy - bin.meanConfidence))
                .max()
                .orElse(Double.NaN);
    }
}
