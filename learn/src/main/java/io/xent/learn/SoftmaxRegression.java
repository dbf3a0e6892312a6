package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Optional;

/**
 * Fits a {@link LinearClassifier} by minimising
 *
 * <pre>  f(W, b) = Σ_i s_i ℓ_i / Σ_i s_i + λ₁ Σ_kj |w_kj| + (λ₂/2) Σ_kj w_kj²,
 *  ℓ_i = log Σ_k exp(z_ik) − z_{i y_i},    z_i = W x_i + b</pre>
 *
 * over rows x_i with labels y_i and weights s_i, in nats. The bias b is not penalised. Two classes are no special case:
 * each has its own weights. Where a row has a distribution t_i in place of a label, its loss is {@code log Σ_k exp(z_ik) − Σ_k t_ik z_ik}; where
 * it has offsets, they are added to z_i. {@link TrainingLoss#HINGE} puts that of a support vector machine in the place of ℓ_i. Settings are immutable; one object may fit any number of data sets.
 */
public final class SoftmaxRegression {

    private final Penalty penalty;
    private final Proximity proximity;
    private final SolverKind solver;
    private final TrainingLoss loss;
    private final double labelSmoothing;
    private final double tolerance;
    private final int maxIterations;
    private final EarlyStopping earlyStopping;
    private final Parallelism parallelism;

    private SoftmaxRegression(Builder builder) {
        penalty = builder.penalty;
        proximity = builder.proximity;
        solver = builder.solver;
        loss = builder.loss;
        labelSmoothing = builder.labelSmoothing;
        tolerance = builder.tolerance;
        maxIterations = builder.maxIterations;
        earlyStopping = builder.earlyStopping;
        parallelism = builder.parallelism;
    }

    /** Settings, each with its default: no penalty, the solver that suits the data, tolerance 1e-6, 10,000 iterations, one thread. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. */
    public static final class Builder {
        private Penalty penalty = new Penalty(0);
        private Proximity proximity;
        private SolverKind solver = SolverKind.AUTO;
        private TrainingLoss loss = TrainingLoss.CROSS_ENTROPY;
        private double labelSmoothing;
        private double tolerance = 1e-6;
        private int maxIterations = 10_000;
        private EarlyStopping earlyStopping;
        private Parallelism parallelism = Parallelism.sequential();

        private Builder() {}

        /** How large weights are discouraged. */
        public Builder penalty(Penalty penalty) {
            this.penalty = penalty;
            return this;
        }

        /** Holds parameters near those of a model, in place of a penalty; the fit begins there. */
        public Builder proximity(Proximity proximity) {
            this.proximity = proximity;
            return this;
        }

        /** What a row loses: cross-entropy unless something else is said. */
        public Builder loss(TrainingLoss loss) {
            this.loss = loss;
            return this;
        }

        /**
         * Spreads the share ε of each row's target evenly over the classes, those whose rows weigh nothing left out:
         * {@code y_i = (1 − ε) e_{label} + ε/K}. Where ε is positive the loss has a minimum without a penalty too. Szegedy et
         * al., "Rethinking the Inception Architecture" (2015).
         *
         * @throws InvalidInputException if ε is not in [0, 1)
         */
        public Builder labelSmoothing(double epsilon) {
            if (!(epsilon >= 0 && epsilon < 1)) {
                throw new InvalidInputException(
                        "the label smoothing is " + epsilon
                                + ": it is the share of each target that all classes get, at least 0 and less than 1, such as 0.1");
            }
            labelSmoothing = epsilon;
            return this;
        }

        /** How the optimum is looked for; which of them is used, and why, is in {@link Fit#solver}. */
        public Builder solver(SolverKind solver) {
            this.solver = solver;
            return this;
        }

        /**
         * When it is said to have converged: the gradient's norm is at most {@code tolerance · max(1, its norm at the
         * null model)} (with λ₁ > 0 that of the shortest subgradient), and the duality gap at most {@code tolerance · max(1, objective)}. Without a penalty there is no
         * gap; then the gain to be expected from a step in the features' own units is held to that instead, and
         * classes that the features separate without error never count as converged.
         */
        public Builder tolerance(double tolerance) {
            if (!(tolerance > 0 && tolerance < 1)) {
                throw new InvalidInputException("the tolerance is " + tolerance + ": it must be between 0 and 1");
            }
            this.tolerance = tolerance;
            return this;
        }

        /** After how many iterations to give up. */
        public Builder maxIterations(int maxIterations) {
            if (maxIterations < 0) {
                throw new InvalidInputException(
                        "the number of iterations is " + maxIterations + ": it must not be negative");
            }
            this.maxIterations = maxIterations;
            return this;
        }

        /** Ends a fit where rows that are not trained on do not gain any more; null for never. Such a fit cannot be resumed. */
        public Builder earlyStopping(EarlyStopping earlyStopping) {
            this.earlyStopping = earlyStopping;
            return this;
        }

        /** What runs independent pieces of work. The result does not depend on it. */
        public Builder parallelism(Parallelism parallelism) {
            this.parallelism = parallelism;
            return this;
        }

        /**
         * @throws IllegalArgumentException where there are both a penalty and a proximity, or a proximity and
         *     {@link SolverKind#NEWTON_CHOLESKY}, which knows nothing of it
         * @throws InvalidInputException where a solver was chosen that cannot minimise absolute values, which bend nowhere
         *     and break at zero, or label smoothing with anything but squares,
         *     or a hinge loss with any of these, with a model to stay near, or with {@link SolverKind#NEWTON_CHOLESKY}
         */
        public SoftmaxRegression build() {
            if (proximity != null && penalty.lambda() > 0) {
                throw new IllegalArgumentException("a penalty and a proximity: one takes the place of the other");
            }
            if (proximity != null && solver == SolverKind.NEWTON_CHOLESKY) {
                throw new IllegalArgumentException(
                        "Newton-Cholesky does not hold biases near a model: use another solver");
            }
            if (solver != SolverKind.AUTO && penalty.l1() > 0) {
                throw new InvalidInputException("the solver " + solver + " is for smooth objectives: leave it to auto"
                        + " where absolute values are penalised (λ₁ > 0)");
            }
            if (labelSmoothing > 0 && (penalty.l1() > 0 || proximity != null)) {
                throw new InvalidInputException("label smoothing goes with a penalty of squares or with none,"
                        + " neither with absolute values (λ₁ > 0) nor with a model to stay near");
            }
            requireWhatHingesTake();
            return new SoftmaxRegression(this);
        }

        private void requireWhatHingesTake() {
            if (loss != TrainingLoss.HINGE) {
                return;
            }
            if (penalty.l1() > 0 || proximity != null || labelSmoothing > 0) {
                throw new InvalidInputException(
                        "the hinge loss goes with a penalty of squares or with none, neither with"
                                + " absolute values (λ₁ > 0), nor with a model to stay near, nor with label smoothing:"
                                + " use cross-entropy for those");
            }
            if (solver == SolverKind.NEWTON_CHOLESKY) {
                throw new InvalidInputException(
                        "the solver newton-cholesky knows the second derivatives of cross-entropy"
                                + " alone: use trust-region, lbfgs or auto for the hinge loss");
            }
        }
    }

    /** The loss of a row. */
    public TrainingLoss loss() {
        return loss;
    }

    public Penalty penalty() {
        return penalty;
    }

    /** Empty where there is a penalty, or nothing that holds parameters. */
    public Optional<Proximity> proximity() {
        return Optional.ofNullable(proximity);
    }

    public double labelSmoothing() {
        return labelSmoothing;
    }

    public SolverKind solver() {
        return solver;
    }

    public double tolerance() {
        return tolerance;
    }

    public int maxIterations() {
        return maxIterations;
    }

    /** Empty where a fit goes on to the optimum. */
    public Optional<EarlyStopping> earlyStopping() {
        return Optional.ofNullable(earlyStopping);
    }

    Parallelism parallelism() {
        return parallelism;
    }

    /** Fits from the null model, or the one that parameters are held near, unwatched. */
    public Fit fit(Dataset data) {
        return fit(data, TrainingMonitor.SILENT);
    }

    /**
     * Fits from the null model, or the one that parameters are held near.
     *
     * @throws InvalidInputException where fewer than two classes have weight, or rows have targets beside a hinge loss or absolute
     *     values in the penalty
     */
    public Fit fit(Dataset data, TrainingMonitor monitor) {
        return training(data, monitor).fromOrigin();
    }

    /** Fits from an existing model of the same shape. */
    public Fit fit(Dataset data, TrainingMonitor monitor, LinearClassifier start) {
        return training(data, monitor).from(start);
    }

    /** Goes on with a fit that was stopped, to the same bits as if it had not been. */
    public Fit fit(Dataset data, TrainingMonitor monitor, SolverState resume) {
        if (earlyStopping != null) {
            throw new InvalidInputException(
                    "a fit that may be stopped early cannot be resumed, as a saved training does not say which"
                            + " parameters were best: fit again from nothing");
        }
        return training(data, monitor).resume(resume);
    }

    private Training training(Dataset data, TrainingMonitor monitor) {
        if (data.targets() != null && (loss == TrainingLoss.HINGE || penalty.l1() > 0)) {
            throw new InvalidInputException(
                    "targets that are distributions go with cross-entropy and a penalty of squares or none,"
                            + " neither with the hinge loss nor with absolute values (λ₁ > 0)");
        }
        return new Training(this, data, monitor);
    }
}
