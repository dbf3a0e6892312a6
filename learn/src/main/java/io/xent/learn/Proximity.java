package io.xent.learn;

/**
 * Holds parameters near those of a model that is there, in place of a penalty:
 *
 * <pre>  f(W, b) = Σ_i s_i ℓ_i / Σ_i s_i + (ρ/2) (‖W − W₀‖² + ‖b − b₀‖²)</pre>
 *
 * What the model has learned from rows that are no longer there counts like a normal prior around it. Classes that these rows do not
 * have keep their parameters, but for what the rows say against them. f is ρ-strongly convex, so there is always exactly one
 * minimum.
 *
 * @param centre W₀ and b₀, of the same features and classes
 * @param strength ρ, positive and finite
 */
public record Proximity(LinearClassifier centre, double strength) {

    public Proximity {
        if (!(strength > 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("the strength ρ that holds parameters near a model is " + strength
                    + ": it must be positive and finite");
        }
    }

    /**
     * As strong as if the model had been learned from {@code rows} rows: {@code ρ = rows/S · (1/K)(1 − 1/K)}. That is the second
     * derivative of the loss of so many rows with respect to a weight, where all K classes are equally likely and the feature
     * has mean square 1, as standardised numbers have, beside the mean over new rows of weight S.
     *
     * @param totalWeight S
     */
    public static Proximity ofRows(LinearClassifier centre, double rows, double totalWeight) {
        double classes = centre.classes();
        return new Proximity(centre, rows / totalWeight * (classes - 1) / (classes * classes));
    }
}
