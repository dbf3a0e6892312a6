package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Trained;
import io.xent.learn.TrainingLoss;
import io.xent.learn.network.NetworkFit;
import java.util.OptionalDouble;

/** The certificate and the penalty in plain sentences. */
final class Certificates {

    private Certificates() {}

    static String sentence(Outcome outcome) {
        Trained trained = outcome.fit();
        return trained instanceof NetworkFit network
                ? NetworkWords.sentence(network)
                : sentence((Fit) trained, unit(outcome), outcome.penalty().lambda() > 0);
    }

    /** What an objective is counted in, with a space before it; a hinge loss has no unit. */
    static String unit(Outcome outcome) {
        return unit(outcome.settings().loss());
    }

    static String unit(TrainingLoss loss) {
        return loss == TrainingLoss.CROSS_ENTROPY ? " nats" : "";
    }

    private static String sentence(Fit fit, String unit, boolean penalised) {
        OptionalDouble gap = fit.certificate().gap();
        String norm = "gradient norm " + number(fit.certificate().gradientNorm());
        String bound = gap.isPresent()
                ? "at most " + number(gap.getAsDouble()) + unit + " above the best possible (" + norm + ")"
                : norm
                        + (penalised
                                ? "; with so many classes no bound is computed"
                                : "; without a penalty no bound is known");
        String how = fit.converged()
                ? "converged: "
                : fit.early().isPresent() ? "stopped early, which is not the optimum: " : "not converged: ";
        return how + bound;
    }

    static String penalty(Outcome outcome) {
        if (outcome.settings().update().isPresent()) {
            Outcome.Update update = outcome.settings().update().get();
            return "held near " + update.held().model().file() + " as if that had been learned from "
                    + number(update.held().rows()) + (update.held().rows() == 1 ? " row" : " rows") + " (ρ = "
                    + number(update.strength()) + ")";
        }
        Penalty penalty = outcome.penalty();
        if (penalty.lambda() == 0) {
            return "no penalty (λ = 0)";
        }
        String c = "C = " + number(penalty.c(outcome.totalWeight()));
        if (penalty.l1() == 0) {
            return "penalty λ = " + number(penalty.l2()) + ", which is " + c + " in scikit-learn's terms";
        }
        return "penalty λ₁ = " + number(penalty.l1()) + ", λ₂ = " + number(penalty.l2()) + ", which is λ = "
                + number(penalty.lambda()) + " with α = " + number(penalty.alpha()) + " in glmnet's terms, " + c
                + " in scikit-learn's";
    }

    /** How many weights are not zero; of a model that may have such. */
    static String sparsity(LinearClassifier classifier) {
        return count(classifier.nonZeroWeights()) + " of " + count(classifier.weights().length)
                + " weights are not zero, in " + count(classifier.usedFeatures()) + " of "
                + count(classifier.features(), "feature");
    }
}
