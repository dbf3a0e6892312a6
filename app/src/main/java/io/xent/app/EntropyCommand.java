package io.xent.app;

import io.xent.derive.InformationExplainer;
import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "entropy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Works out entropy and perplexity of a distribution, and cross-entropy and divergence from another one, in nats and"
                        + " bits.",
        footer = {"", "Examples:", "  xent entropy 0.5 0.5", "  xent entropy 0.7 0.2 0.1 --against 0.5,0.25,0.25"})
final class EntropyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "P",
            arity = "0..*",
            description = "The probabilities p, one per outcome; or counts, which are divided by their sum.")
    private List<String> p = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "Q,Q,…",
            description = "The distribution q that is expected where p holds: cross-entropy and divergence.")
    private String q;

    @Option(names = "--zero-based", description = "Count outcomes from 0.")
    private boolean zeroBased;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown, latex, html or json. Default: ${DEFAULT-VALUE}.")
    private ExplanationFormat format;

    @Spec
    private CommandSpec spec;

    private final Streams streams;

    EntropyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        double[] weights = numbers("p", p);
        Optional<double[]> other = Optional.ofNullable(q).map(words -> numbers("q", List.of(words)));
        if (other.isPresent() && other.get().length != weights.length) {
            throw new InvalidInputException("p has " + Figures.count(weights.length, "number") + " and q has "
                    + other.get().length + "; both are over the same outcomes");
        }
        streams.out()
                .print(format.render(Explained.of(InformationExplainer.explain(weights, other, zeroBased ? 0 : 1))));
        return ExitStatus.DONE;
    }

    private double[] numbers(String name, List<String> words) {
        double[] weights = NumberWords.parse(words, "probability", spec.commandLine());
        if (weights.length == 0) {
            throw new InvalidInputException(
                    "no distribution: give one probability per outcome, as in 'xent entropy 0.5 0.5'");
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            if (!(weights[k] >= 0 && weights[k] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("number " + (k + 1) + " of " + name + " is "
                        + Figures.number(weights[k]) + ": a probability or a count is finite and not negative");
            }
            sum += weights[k];
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("the numbers of " + name + " sum to " + Figures.number(sum)
                    + "; a distribution needs a sum that is positive and finite");
        }
        return weights;
    }
}
