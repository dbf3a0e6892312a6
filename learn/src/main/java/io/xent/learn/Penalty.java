package io.xent.learn;

/**
 * How large weights are discouraged: {@code (λ/2) Σ_kj w_kj²} is added to the mean loss. The bias is not penalised. The
 * weights are those of the encoded features: a feature that is not scaled is penalised in its own units.
 *
 * <p>Two conventions for the same thing: λ multiplies the penalty beside the <em>mean</em> loss; scikit-learn's C
 * multiplies the <em>sum</em> of the losses beside {@code ½ Σ w²}. With total weight S (the number of rows, where no
 * weights are given) they describe the same optimum when {@code λ = 1 / (C·S)}.
 *
 * @param lambda λ, finite and not negative; 0 is no penalty
 */
public record Penalty(double lambda) {

    public Penalty {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "the penalty λ is " + lambda + ": it must be a finite number that is not negative");
        }
    }

    /** The penalty that scikit-learn's C means for data of a total weight: {@code λ = 1 / (C · totalWeight)}. */
    public static Penalty ofC(double c, double totalWeight) {
        if (!(c > 0)) {
            throw new InvalidInputException("C is " + c + ": it must be positive; for no penalty use λ = 0");
        }
        return new Penalty(1 / (c * totalWeight));
    }

    /** What scikit-learn calls C, for data of a total weight: {@code 1 / (λ · totalWeight)}; infinite for no penalty. */
    public double c(double totalWeight) {
        return 1 / (lambda * totalWeight);
    }
}
