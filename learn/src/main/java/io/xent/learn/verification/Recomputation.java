package io.xent.learn.verification;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Proximity;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.TrainingLoss;
import io.xent.learn.network.Network;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What is true of a classifier's parameters on a data set: the objective, its gradient and a bound on the distance
 * to its minimum, found by plain loops in twice the working precision. The bound is derived in docs/numerics.md,
 * "Certificate".
 *
 * @param objective mean loss plus penalty, in nats; by a hinge loss it has no unit
 * @param gradientNorm Euclidean norm of its gradient; of the shortest subgradient where the penalty has absolute values
 * @param gradientError what rounding may have done to that norm, at most; NaN of a network
 * @param originGradientNorm the norm where training starts from nothing, or at the model that parameters are held near and at least ρ, which the tolerance
 *     is relative to; NaN of a network
 * @param gap an upper bound on {@code objective − min}, in nats, never more than the objective itself; empty
 *     without a penalty, or with more than 4,096 classes that have any weight
 */
public record Recomputation(
        double objective, double gradientNorm, double gradientError, double originGradientNorm, OptionalDouble gap) {

    private static final int MOST_CLASSES = 4096;
    private static final int MOST_STEPS = 12;

    /** Two values of the objective, each with the roundings of a row's loss. */
    private static final double ROUNDINGS = 8;

    /**
     * Goes through the data a few times.
     *
     * @param settings of a training: what it minimises is recomputed, how it does so is not looked at. A bound has the form
     *     that suits the objective: with a {@link Proximity}, which makes it ρ-strongly convex in all parameters,
     *     {@code ‖∇f‖² / (2ρ)}
     * @throws IllegalArgumentException where the shapes of the model and the data differ
     */
    public static Recomputation of(
            Dataset data, LinearClassifier model, SoftmaxRegression settings, Parallelism parallelism) {
        requireShape(data, model);
        settings.proximity().ifPresent(proximity -> requireShape(data, proximity.centre()));
        PlainObjective objective = new PlainObjective(data, settings, parallelism);
        double[] parameters = objective.parameters(model);
        boolean byHinge = settings.loss() == TrainingLoss.HINGE;
        boolean bounded = settings.penalty().lambda() > 0 && objective.classes() <= MOST_CLASSES;
        PlainObjective.Point here = objective.at(parameters, bounded && !byHinge);
        if (settings.proximity().isPresent()) {
            double strength = settings.proximity().get().strength();
            return of(objective, here, strength, OptionalDouble.of(gapWhereHeld(here, strength)));
        } else if (!bounded) {
            return of(objective, here, 0, OptionalDouble.empty());
        }
        double gap = byHinge
                ? gapOfHinge(here, new HingeBound(objective, settings.penalty().l2()), parameters)
                : gap(objective, new DualBound(objective, settings.penalty()), parameters, here);
        return of(objective, here, 0, OptionalDouble.of(gap));
    }

    private static double gapWhereHeld(PlainObjective.Point here, double strength) {
        double norm = norm(here.gradient(), 0, here.gradient().length) + here.gradientError();
        double gap = norm * norm / (2 * strength) + ROUNDINGS * PlainObjective.ULP * here.value();
        return Math.min(gap, here.value());
    }

    private static double gapOfHinge(PlainObjective.Point here, HingeBound bound, double[] parameters) {
        double gap = bound.above(parameters, here) + ROUNDINGS * PlainObjective.ULP * here.value();
        return Math.min(gap, here.value());
    }

    /**
     * The same of a network's mean loss, row by row in 64 bits; no bound, and nothing of the null model or of rounding.
     *
     * @throws IllegalArgumentException where the shapes of the network and the data differ
     */
    public static Recomputation of(Dataset data, Network network, Parallelism parallelism) {
        return NetworkRecomputation.of(data, network, parallelism);
    }

    private static Recomputation of(
            PlainObjective objective, PlainObjective.Point here, double leastScale, OptionalDouble gap) {
        double[] atOrigin = objective.at(objective.origin(), false).gradient();
        return new Recomputation(
                here.value(),
                norm(here.gradient(), 0, here.gradient().length),
                here.gradientError(),
                Math.max(leastScale, norm(atOrigin, 0, atOrigin.length)),
                gap);
    }

    private static void requireShape(Dataset data, LinearClassifier model) {
        if (model.features() != data.features().columns() || model.classes() != data.classes()) {
            throw new IllegalArgumentException("a model of " + model.classes() + " classes and " + model.features()
                    + " features for data of " + data.classes() + " and "
                    + data.features().columns());
        }
    }

    /** The least bound found on the way to the best bias: each point of the way gives one; that f is positive is another. */
    private static double gap(
            PlainObjective objective, DualBound dual, double[] parameters, PlainObjective.Point here) {
        double[] at = parameters;
        PlainObjective.Point point = here;
        double last = Double.POSITIVE_INFINITY;
        double best = here.value();
        double length = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double bound = Math.max(0, here.value() - point.value())
                    + ROUNDINGS * PlainObjective.ULP * here.value()
                    + dual.above(at, point);
            best = Math.min(best, bound);
            if (bound < Double.POSITIVE_INFINITY && bound > 0.9 * last) {
                return best;
            }
            last = bound;
            double[] next = stepped(at, point, length);
            PlainObjective.Point reached = objective.at(next, true);
            if (reached.value() <= point.value() * (1 + ROUNDINGS * PlainObjective.ULP)) {
                at = next;
                point = reached;
                length = 1;
            } else {
                length /= 4;
            }
        }
        return best;
    }

    /** Newton's step in the bias alone. */
    private static double[] stepped(double[] at, PlainObjective.Point point, double length) {
        int classes = point.biasHessian().length;
        int bias = at.length - classes;
        double[] direction = Arrays.copyOfRange(point.gradient(), bias, at.length);
        DualBound.factor(point.biasHessian(), 1 / point.hessianShare()).solve(direction);
        double[] next = at.clone();
        for (int k = 0; k < classes; k++) {
            next[bias + k] -= length * direction[k];
        }
        return next;
    }

    static double norm(double[] x, int from, int to) {
        CompensatedSums sum = new CompensatedSums(1);
        for (int i = from; i < to; i++) {
            sum.addProduct(0, x[i], x[i]);
        }
        return Math.sqrt(sum.value(0));
    }
}
