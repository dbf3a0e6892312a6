package io.xent.derive;

import io.xent.core.Information;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Works out entropy, cross-entropy, divergence and perplexity of one or two distributions, in nats and bits, with the reader's
 * numbers. The figures are those of {@link Information}.
 */
public final class InformationExplainer {

    private static final double NATS_PER_BIT = Math.log(2);

    private final double[] weightsOfP;
    private final double[] p;
    private final int firstClass;

    private InformationExplainer(double[] weights, int firstClass) {
        Information.NATS.entropy(weights); // refuses what is no distribution
        this.weightsOfP = weights;
        this.p = normalised(weights);
        this.firstClass = firstClass;
    }

    /**
     * Explains the entropy of p and, where there is a q, what it costs to expect q where p holds.
     *
     * @param p weights that are not negative, of any positive sum: probabilities, or counts
     * @param q as many, or empty
     * @param firstClass what the first class is called, 0 or 1
     * @throws IllegalArgumentException if one is no distribution, or they have different lengths
     */
    public static InformationExplanation explain(double[] p, Optional<double[]> q, int firstClass) {
        return new InformationExplainer(p.clone(), firstClass).explain(q.map(double[]::clone));
    }

    private static double[] normalised(double[] weights) {
        double sum = Sums.of(weights);
        return IntStream.range(0, weights.length)
                .mapToDouble(k -> weights[k] / sum)
                .toArray();
    }

    private InformationExplanation explain(Optional<double[]> q) {
        List<Step> steps = new ArrayList<>();
        steps.add(entropy());
        q.ifPresent(weights -> steps.add(against(weights)));
        if (p.length == 2) {
            steps.add(coin());
        }
        return new InformationExplanation(
                q.isPresent() ? "The information in two distributions" : "The information in a distribution",
                p,
                q.map(InformationExplainer::normalised),
                Information.NATS.entropy(weightsOfP),
                q.map(weights -> Information.NATS.crossEntropy(weightsOfP, weights)),
                q.map(weights -> Information.NATS.divergence(weightsOfP, weights)),
                Information.NATS.perplexity(weightsOfP),
                steps);
    }

    private List<String> names() {
        return IntStream.range(firstClass, firstClass + p.length)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static double[] surprisals(double[] q) {
        return IntStream.range(0, q.length)
                .mapToDouble(k -> Information.NATS.surprisal(Math.min(1, q[k])))
                .toArray();
    }

    /** {@code weights_k · values_k}, with 0 · ∞ = 0. */
    private static double[] products(double[] weights, double[] values) {
        return IntStream.range(0, weights.length)
                .mapToDouble(k -> weights[k] == 0 ? 0 : weights[k] * values[k])
                .toArray();
    }

    private Step entropy() {
        List<Part> parts = new ArrayList<>();
        normalisation("p", weightsOfP, parts);
        parts.add(new Prose(
                "An outcome of probability p is worth −log p: the rarer, the more it tells. The entropy is what an"
                        + " outcome tells on average."));
        parts.add(Formula.of("H = −Σ_k p_k log p_k"));
        double[] nats = surprisals(p);
        parts.add(new Grid(
                "Outcome by outcome",
                "k",
                names(),
                List.of(
                        Grid.Column.summed("p", p),
                        new Grid.Column("−log p, nats", nats),
                        new Grid.Column("−log₂ p, bits", bits(nats)),
                        Grid.Column.summed("−p log p, nats", products(p, nats)),
                        Grid.Column.summed("in bits", bits(products(p, nats))))));
        double entropy = Information.NATS.entropy(weightsOfP);
        parts.add(new Prose("H is " + inBoth(entropy) + ". Its perplexity exp(H) is "
                + Numeral.of(Information.NATS.perplexity(weightsOfP))
                + ": so many equally likely outcomes would be as uncertain. The most that " + p.length
                + " outcomes can have is log "
                + p.length + " = " + inBoth(Math.log(p.length)) + ", when all are equally likely."));
        if (IntStream.range(0, p.length).anyMatch(k -> p[k] == 0)) {
            parts.add(new Prose("An outcome of probability 0 adds nothing: p log p goes to 0 with p."));
        }
        return new Step("Entropy", parts);
    }

    private static void normalisation(String name, double[] weights, List<Part> parts) {
        double sum = Sums.of(weights);
        if (Math.abs(sum - 1) > 1e-9) {
            parts.add(new Prose("The numbers given for " + name + " sum to " + Numeral.of(sum)
                    + ", not to 1. They are taken as counts or weights: each is divided by the sum."));
        }
    }

    private Step against(double[] weightsOfQ) {
        double[] q = normalised(weightsOfQ);
        List<Part> parts = new ArrayList<>();
        normalisation("q", weightsOfQ, parts);
        parts.add(
                new Prose(
                        "Who expects q where p holds is surprised by −log q, and that p of the time: the cross-entropy. What it"
                                + " exceeds the entropy by is the divergence of Kullback and Leibler, which is never negative."));
        parts.add(Formula.of("C = −Σ_k p_k log q_k"));
        parts.add(Formula.of("D = Σ_k p_k log p_k − Σ_k p_k log q_k"));
        double[] nats = surprisals(q);
        parts.add(new Grid(
                "p beside q, in nats",
                "k",
                names(),
                List.of(
                        Grid.Column.summed("p", p),
                        Grid.Column.summed("q", q),
                        new Grid.Column("−log q", nats),
                        Grid.Column.summed("−p log q", products(p, nats)),
                        Grid.Column.summed("−p log p", products(p, surprisals(p))))));
        double cross = Information.NATS.crossEntropy(weightsOfP, weightsOfQ);
        double divergence = Information.NATS.divergence(weightsOfP, weightsOfQ);
        parts.add(new Prose("Cross-entropy H(p, q): " + inBoth(cross) + ". Divergence D(p ‖ q): " + inBoth(divergence)
                + ". The other way round, D(q ‖ p), it is "
                + inBoth(Information.NATS.divergence(weightsOfQ, weightsOfP)) + "."));
        if (cross == Double.POSITIVE_INFINITY) {
            parts.add(new Prose("It is infinite because q gives the probability 0 to something that happens."));
        }
        parts.add(new Prose(
                "Where q is the softmax of logits z, both have the same gradient q − p: the entropy of p does not depend"
                        + " on z. That is why training may minimise either."));
        return new Step("Cross-entropy and divergence", parts);
    }

    private Step coin() {
        double[] x = IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 20.0).toArray();
        double[] y = IntStream.range(0, x.length)
                .mapToDouble(i -> Information.BITS.entropy(x[i], 1 - x[i]))
                .toArray();
        return new Step(
                "The coin",
                List.of(
                        new Prose(
                                "Two outcomes with the probabilities p and 1 − p: nothing is learned from a coin that always falls"
                                        + " on the same side, 1 bit from a fair one. This one, p = " + Numeral.of(p[0])
                                        + ", has "
                                        + Numeral.bits(Information.NATS.entropy(weightsOfP)) + "."),
                        new Curve("Entropy of a coin", "p", "bits", x, y)));
    }

    private static double[] bits(double[] nats) {
        return IntStream.range(0, nats.length)
                .mapToDouble(k -> nats[k] / NATS_PER_BIT)
                .toArray();
    }

    private static String inBoth(double nats) {
        return Numeral.of(nats) + " nats = " + Numeral.bits(nats);
    }
}
