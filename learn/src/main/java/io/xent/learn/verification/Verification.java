package io.xent.learn.verification;

import io.xent.learn.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's claims against what is true of its parameters on a data set. A training computes its figures in 64 bits, so
 * numbers that agree to within what that rounding may cost are the same.
 *
 * @param findings one for each claim, in the order objective, gradient, bound, converged, refit; a claim that was not made, or
 *     could not be looked into, is left out
 */
public record Verification(Claims claims, Recomputation recomputed, Optional<Fit> refit, List<Finding> findings) {

    /** What sums of 64 bits over many rows may be off by, relatively. */
    private static final double SUMMATION = 1e-11;

    /** Digits of a gradient's norm that must agree where it is well above rounding. */
    private static final double DIGITS = 1e-3;

    /** What logits of 32 bits, through some layers, may do to a mean loss and its gradient. */
    private static final double SINGLE = 1e-5;

    /** Digits of a gradient's norm in 32 bits. */
    private static final double SINGLE_DIGITS = 1e-2;

    public Verification {
        findings = List.copyOf(findings);
    }

    /**
     * Holds claims against the truth.
     *
     * @param refit what another solver makes of the same rows with the same penalty; empty where none was tried
     */
    public static Verification of(Claims claims, Recomputation recomputed, Optional<Fit> refit) {
        List<Finding> findings = new ArrayList<>();
        findings.add(objective(claims, recomputed));
        findings.add(gradient(claims, recomputed));
        if (claims.gap().isPresent() && recomputed.gap().isPresent()) {
            findings.add(bound(
                    claims,
                    recomputed,
                    claims.gap().getAsDouble(),
                    recomputed.gap().getAsDouble()));
        }
        if (claims.converged()) {
            findings.add(converged(claims, recomputed));
        }
        refit.ifPresent(fit -> findings.add(refit(claims, recomputed, fit)));
        return new Verification(claims, recomputed, refit, findings);
    }

    /**
     * Holds a network's claims against the truth. It was trained in 32 bits, so the digits of these must agree; no more is
     * claimed than its loss and the gradient's norm.
     */
    public static Verification ofNetwork(Claims claims, Recomputation recomputed) {
        double objective = Math.abs(claims.objective() - recomputed.objective());
        double gradient = Math.abs(claims.gradientNorm() - recomputed.gradientNorm());
        List<Finding> findings = List.of(
                finding(
                        "objective",
                        objective <= SINGLE * scale(recomputed),
                        claims.objective(),
                        recomputed.objective()),
                finding(
                        "gradient",
                        gradient <= SINGLE_DIGITS * recomputed.gradientNorm() + SINGLE * scale(recomputed),
                        claims.gradientNorm(),
                        recomputed.gradientNorm()));
        return new Verification(claims, recomputed, Optional.empty(), findings);
    }

    private static double scale(Recomputation recomputed) {
        return Math.max(1, recomputed.objective());
    }

    private static Finding finding(String claim, boolean holds, double claimed, double found) {
        return new Finding(claim, holds ? Finding.Outcome.HOLDS : Finding.Outcome.FAILS, claimed, found);
    }

    private static Finding objective(Claims claims, Recomputation recomputed) {
        double difference = Math.abs(claims.objective() - recomputed.objective());
        boolean holds = difference <= SUMMATION * scale(recomputed);
        return finding("objective", holds, claims.objective(), recomputed.objective());
    }

    private static Finding gradient(Claims claims, Recomputation recomputed) {
        double rounding = recomputed.gradientError() + SUMMATION * Math.max(1, recomputed.originGradientNorm());
        double difference = Math.abs(claims.gradientNorm() - recomputed.gradientNorm());
        boolean holds = difference <= DIGITS * recomputed.gradientNorm() + rounding;
        return finding("gradient", holds, claims.gradientNorm(), recomputed.gradientNorm());
    }

    /** A bound that is too careful is true; one that cannot be proved is not. */
    private static Finding bound(Claims claims, Recomputation recomputed, double claimed, double found) {
        boolean holds = found <= claimed * (1 + DIGITS) + SUMMATION * scale(recomputed);
        return finding("bound", holds, claimed, found);
    }

    private static Finding converged(Claims claims, Recomputation recomputed) {
        double gradientLimit = claims.tolerance() * Math.max(1, recomputed.originGradientNorm());
        boolean flat = recomputed.gradientNorm() <= gradientLimit * (1 + DIGITS) + recomputed.gradientError();
        double gapLimit = claims.tolerance() * scale(recomputed);
        boolean close = recomputed.gap().isEmpty() || recomputed.gap().getAsDouble() <= gapLimit * (1 + DIGITS);
        return finding("converged", flat && close, claims.tolerance(), Double.NaN);
    }

    /**
     * Whether the other solver ends at the same objective, as far as the tolerance says. Where it got below what the model
     * says is possible, the model is wrong; where it got stuck above, nothing is said of the model.
     */
    private static Finding refit(Claims claims, Recomputation recomputed, Fit fit) {
        double below = recomputed.objective() - fit.objective();
        double limit = claims.tolerance() * scale(recomputed);
        double allowed = claims.converged() ? limit : claims.gap().orElse(Double.POSITIVE_INFINITY);
        Finding.Outcome outcome = below > allowed
                ? Finding.Outcome.FAILS
                : -below > limit ? Finding.Outcome.UNDECIDED : Finding.Outcome.HOLDS;
        return new Finding("refit", outcome, recomputed.objective(), fit.objective());
    }

    /** The worst that was found: one failure refutes the whole. */
    public Finding.Outcome outcome() {
        if (findings.stream().anyMatch(finding -> finding.outcome() == Finding.Outcome.FAILS)) {
            return Finding.Outcome.FAILS;
        }
        return findings.stream().allMatch(finding -> finding.outcome() == Finding.Outcome.HOLDS)
                ? Finding.Outcome.HOLDS
                : Finding.Outcome.UNDECIDED;
    }
}
