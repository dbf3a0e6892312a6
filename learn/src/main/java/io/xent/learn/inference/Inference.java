package io.xent.learn.inference;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Penalty;
import java.util.List;
import java.util.Optional;

/**
 * What a softmax regression says about the columns it was fitted on: coefficients against a reference class with their
 * standard errors, tests of columns, and what cannot be estimated.
 *
 * <p>The maximum is found anew from the data, by Newton's method to the last bits of 64. Weights of rows are counts of
 * equal rows. <em>Without a penalty</em> these are maximum likelihood estimates, and the covariance is the inverse of the
 * observed information. <em>With a penalty</em> λ estimates are pulled towards 0; the covariance is the inverse of the
 * penalised information, {@code (S (H + λ∂²(‖W‖²/2)))⁻¹} for the total weight S, which is that of the posterior under
 * the normal prior that the penalty stands for. It is right for the penalised coefficients, of which p-values are no
 * tests of the unpenalised model; no column is tested then.
 *
 * @param layout which features are which columns
 * @param penalty of the fit
 * @param reference class index that others are compared with
 * @param totalWeight of the rows: how many they are, where none are weighted
 * @param logLikelihood at the maximum, in nats; its supremum where there is none
 * @param nullLogLikelihood of the model that knows only how frequent the classes are
 * @param degreesOfFreedom how many coefficients were free; with a penalty the effective number, {@code tr((H + λP)⁻¹H)}
 * @param coefficients class by class without the reference, the intercept before the features
 * @param tests one per column that the model was fitted on; empty with a penalty
 * @param aliases what cannot be told from other columns; empty with a penalty
 * @param separation where there is no finite maximum
 * @param isDecided false where neither a maximum nor a separation could be proved; then nothing here is to be trusted
 * @param iterations of Newton's method
 */
public record Inference(
        FeatureLayout layout,
        Penalty penalty,
        int reference,
        double totalWeight,
        double logLikelihood,
        double nullLogLikelihood,
        double degreesOfFreedom,
        List<Coefficient> coefficients,
        List<ColumnTest> tests,
        List<Alias> aliases,
        Optional<Separation> separation,
        boolean isDecided,
        int iterations) {

    /** More coefficients would take more than a few hundred megabytes, and minutes. */
    public static final int MOST_COEFFICIENTS = 3000;

    public Inference {
        coefficients = List.copyOf(coefficients);
        tests = List.copyOf(tests);
        aliases = List.copyOf(aliases);
    }

    /**
     * Fits and tests.
     *
     * @param data rows of finite features; classes without any weight are left out
     * @param penalty of the fit, without absolute values; 0 for maximum likelihood
     * @param layout of the features of {@code data}
     * @param reference index of a class that has some weight
     * @throws InvalidInputException where the penalty has absolute values, there is one class only, the reference has no rows, or there are more than
     *     {@link #MOST_COEFFICIENTS} coefficients
     */
    public static Inference of(
            Dataset data, Penalty penalty, FeatureLayout layout, int reference, Parallelism parallelism) {
        data.requireClasses("inference");
        if (penalty.l1() > 0) {
            throw new InvalidInputException("the penalty has absolute values, λ₁ = " + penalty.l1()
                    + ": its coefficients have no standard errors; use squares alone");
        }
        if (layout.features() != data.features().columns()) {
            throw new IllegalArgumentException("a layout of " + layout.features() + " features for data of "
                    + data.features().columns());
        }
        double[] totals = data.classTotals();
        if (!(totals[reference] > 0)) {
            throw new InvalidInputException(
                    "the reference class has no rows of any weight: name another one as the reference");
        }
        int free = -1;
        for (double total : totals) {
            free += total > 0 ? 1 : 0;
        }
        if (free < 1) {
            throw new InvalidInputException("only one class has any weight: there is nothing to tell apart");
        }
        long coefficients = (layout.features() + 1L) * free;
        if (coefficients > MOST_COEFFICIENTS) {
            throw new InvalidInputException("inference on " + coefficients
                    + " coefficients is too much, for their covariances are kept: at most " + MOST_COEFFICIENTS
                    + "; leave columns out");
        }
        return new Analysis(Design.of(data, reference), penalty, layout, parallelism).run();
    }

    /** Akaike's criterion, {@code 2 d − 2 log L}. */
    public double aic() {
        return 2 * degreesOfFreedom - 2 * logLikelihood;
    }

    /** Schwarz's criterion, {@code d log S − 2 log L}. */
    public double bic() {
        return degreesOfFreedom * Math.log(totalWeight) - 2 * logLikelihood;
    }

    /** McFadden's {@code 1 − log L / log L₀}: the part of the null model's log loss that the columns explain. */
    public double pseudoRSquared() {
        return 1 - logLikelihood / nullLogLikelihood;
    }
}
