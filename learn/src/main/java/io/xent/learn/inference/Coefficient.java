package io.xent.learn.inference;

import io.xent.learn.metrics.Interval;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * What one unit of a feature, in the units of the data, adds to the logarithm of the odds of a class against the reference
 * class.
 *
 * @param classIndex the class, in the data set
 * @param feature index of the feature; −1 is the intercept
 * @param estimate in nats per unit; ±∞ where the likelihood grows for ever as it goes there (see {@link Separation}), NaN
 *     where it cannot be told from others (see {@link Alias})
 * @param standardError from the inverse of the information at the maximum; NaN where the estimate is not finite
 */
public record Coefficient(int classIndex, int feature, double estimate, double standardError) {

    /** The estimate in standard errors; under the hypothesis that the true value is 0 it is about normal. */
    public double z() {
        return estimate / standardError;
    }

    /** How often a standard normal number is at least as far from 0 as {@link #z} (Wald's test). */
    public double pValue() {
        return Erfc.value(Math.abs(z()) / Math.sqrt(2));
    }

    /**
     * Wald's interval: {@code estimate ± q · standardError}, q the normal quantile; both ends NaN where there is no
     * standard error.
     *
     * @param level such as 0.95
     */
    public Interval interval(double level) {
        double reach = Math.sqrt(2) * InverseErfc.value(1 - level) * standardError;
        return new Interval(estimate - reach, estimate + reach);
    }
}
