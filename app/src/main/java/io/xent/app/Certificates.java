package io.xent.app;

import static io.xent.app.Figures.number;

import io.xent.learn.Fit;
import java.util.OptionalDouble;

/** The certificate and the penalty in plain sentences. */
final class Certificates {

    private Certificates() {}

    static String sentence(Fit fit) {
        OptionalDouble gap = fit.certificate().gap();
        String norm = "gradient norm " + number(fit.certificate().gradientNorm());
        String bound = gap.isPresent()
                ? "at most " + number(gap.getAsDouble()) + " nats above the best possible (" + norm + ")"
                : norm + "; without a penalty no bound is known";
        return (fit.converged() ? "converged: " : "not converged: ") + bound;
    }

    static String penalty(Outcome outcome) {
        double lambda = outcome.penalty().lambda();
        if (lambda == 0) {
            return "no penalty (λ = 0)";
        }
        return "penalty λ = " + number(lambda) + ", which is C = "
                + number(outcome.penalty().c(outcome.totalWeight())) + " in scikit-learn's terms";
    }
}
