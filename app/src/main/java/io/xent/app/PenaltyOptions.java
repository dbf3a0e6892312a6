package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Penalty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How large weights are discouraged: by how much, and in which of the usual conventions that is said. */
final class PenaltyOptions {

    @Option(names = "--l2", paramLabel = "λ", description = "Penalty λ/2·|W|² beside the mean loss.")
    Double l2;

    @Option(
            names = "--l1",
            paramLabel = "λ",
            description = "Penalty λ·Σ|w| beside the mean loss: the larger, the more weights are exactly zero. May be"
                    + " given with --l2.")
    Double l1;

    @Option(
            names = "--elastic-net",
            paramLabel = "α",
            description = "Mix the two: penalty λ·(α·Σ|w| + (1 − α)/2·|W|²), with λ from --lambda, --C or --cv. α is"
                    + " glmnet's alpha and scikit-learn's l1_ratio; 1 is the lasso.")
    Double alpha;

    @Option(names = "--lambda", paramLabel = "λ", description = "The λ of --elastic-net, as in glmnet.")
    Double lambda;

    @Option(
            names = {"--C", "-C"},
            paramLabel = "C",
            description = "The same in scikit-learn's terms: λ = 1/(C · total weight of the rows). Default: 1.")
    Double c;

    @Option(
            names = "--cv",
            paramLabel = "FOLDS",
            description = "Choose λ by cross-validation: the largest within one standard error of the best.")
    Integer folds;

    @Option(
            names = "--path",
            paramLabel = "FILE",
            description = "Show what becomes of the model as λ falls, weights that are not zero and loss explained, and"
                    + " write it to this CSV file. The mix is that of the penalty.")
    Path path;

    /** Refuses what cannot be meant. */
    void check() {
        requireOneWay();
        if (folds != null && folds < 2) {
            throw new InvalidInputException("--cv is " + folds + ": at least 2 folds are needed, 5 are usual");
        }
        given(1);
        Penalty.elasticNet(1, alpha());
    }

    private void requireOneWay() {
        List<String> ways = new ArrayList<>();
        if (l1 != null || l2 != null) {
            ways.add(l1 == null ? "--l2" : "--l1");
        }
        if (lambda != null) {
            ways.add("--lambda");
        }
        if (c != null) {
            ways.add("--C");
        }
        if (folds != null) {
            ways.add("--cv");
        }
        if (ways.size() > 1) {
            throw new InvalidInputException(ways.get(0) + " and " + ways.get(1)
                    + " both say how strong the penalty is: leave one of them out"
                    + (l1 == null ? "" : ", or say --elastic-net 1 in place of --l1"));
        }
        if (alpha != null && (l1 != null || l2 != null)) {
            throw new InvalidInputException("--elastic-net mixes a penalty whose strength is given by --lambda, --C or"
                    + " --cv: leave out --l1 and --l2, or --elastic-net");
        }
    }

    /** The share of absolute values. */
    double alpha() {
        return alpha == null ? 0 : alpha;
    }

    /** The share of absolute values where a penalty was given, or chosen. */
    double alpha(Penalty penalty) {
        return alpha == null ? penalty.alpha() : alpha;
    }

    /** Whether weights may become exactly zero. */
    boolean isSparse() {
        return alpha() > 0 || (l1 != null && l1 > 0);
    }

    /** The penalty for rows of a total weight; empty where it is to be chosen. */
    Optional<Penalty> given(double totalWeight) {
        if (folds != null) {
            return Optional.empty();
        }
        if (l1 != null || l2 != null) {
            return Optional.of(new Penalty(l1 == null ? 0 : l1, l2 == null ? 0 : l2));
        }
        return Optional.of(
                lambda != null
                        ? Penalty.elasticNet(lambda, alpha())
                        : Penalty.ofC(c == null ? 1 : c, totalWeight, alpha()));
    }
}
