package io.xent.learn;

/**
 * How large weights are discouraged: {@code λ₁ Σ_kj |w_kj| + (λ₂/2) Σ_kj w_kj²} is added to the mean loss. The bias is not
 * penalised. The weights are those of the encoded features: a feature that is not scaled is penalised in its own units.
 * λ₁ sets weights to exactly zero, the more the larger it is; λ₂ only shrinks them.
 *
 * <p>Other conventions for the same thing: with {@code λ = λ₁ + λ₂} and {@code α = λ₁ / λ} it is glmnet's
 * {@code λ (α ‖W‖₁ + (1 − α)/2 ‖W‖²)}, and α is what scikit-learn calls l1_ratio. λ multiplies the penalty beside the
 * <em>mean</em> loss; scikit-learn's C multiplies the <em>sum</em> of the losses beside the penalty with λ = 1. With total
 * weight S (the number of rows, where no weights are given) they describe the same optimum when {@code λ = 1 / (C·S)}.
 *
 * @param l1 λ₁, finite and not negative
 * @param l2 λ₂, finite and not negative; both 0 is no penalty
 */
public record Penalty(double l1, double l2) {

    public Penalty {
        require("λ₁", l1);
        require("λ", l2);
    }

    /** {@code (λ/2) Σ w²} alone. */
    public Penalty(double lambda) {
        this(0, lambda);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "the penalty " + name + " is " + value + ": it must be a finite number that is not negative");
        }
    }

    /**
     * The elastic net in glmnet's terms, {@code λ (α ‖W‖₁ + (1 − α)/2 ‖W‖²)}.
     *
     * @param alpha α in [0, 1]: 0 is squares alone, 1 absolute values alone (the lasso)
     */
    public static Penalty elasticNet(double lambda, double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new InvalidInputException("the mix α of the elastic net is " + alpha
                    + ": it is the share of absolute values, between 0 (squares alone) and 1 (absolute values alone)");
        }
        return new Penalty(lambda * alpha, lambda * (1 - alpha));
    }

    /** The penalty that scikit-learn's C means for data of a total weight: {@code λ = 1 / (C · totalWeight)}. */
    public static Penalty ofC(double c, double totalWeight) {
        return ofC(c, totalWeight, 0);
    }

    /** The penalty that scikit-learn's C and l1_ratio α mean for data of a total weight. */
    public static Penalty ofC(double c, double totalWeight, double alpha) {
        if (!(c > 0)) {
            throw new InvalidInputException("C is " + c + ": it must be positive; for no penalty use λ = 0");
        }
        return elasticNet(1 / (c * totalWeight), alpha);
    }

    /** {@code λ₁ + λ₂}, glmnet's λ; without λ₁ the λ of the squares. */
    public double lambda() {
        return l1 + l2;
    }

    /** The share of λ₁, {@code λ₁ / (λ₁ + λ₂)}: glmnet's α, scikit-learn's l1_ratio; 0 without a penalty. */
    public double alpha() {
        return l1 == 0 ? 0 : l1 / lambda();
    }

    /** What scikit-learn calls C, for data of a total weight: {@code 1 / (λ · totalWeight)}; infinite for no penalty. */
    public double c(double totalWeight) {
        return 1 / (lambda() * totalWeight);
    }
}
