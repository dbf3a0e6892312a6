package io.xent.learn.inference;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The likelihood-ratio test of a column of the table: how much worse the best model without it explains the rows.
 *
 * @param column index in {@link FeatureLayout#columns}
 * @param statistic twice the difference of the log-likelihoods, in nats, summed over rows; by Wilks about χ² distributed
 *     if the column says nothing that the others do not
 * @param degreesOfFreedom how many coefficients go with the column; 0 where the other columns say all that it says
 */
public record ColumnTest(int column, double statistic, int degreesOfFreedom) {

    /** How often a χ² number of these degrees of freedom is at least the statistic; NaN without any. */
    public double pValue() {
        return degreesOfFreedom == 0 ? Double.NaN : RegularizedGamma.Q.value(degreesOfFreedom / 2.0, statistic / 2);
    }
}
