package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.network.Epoch;
import io.xent.learn.network.NetworkFit;

/** The training of a network in plain sentences. */
final class NetworkWords {

    private NetworkWords() {}

    /** What can be said of how good the parameters are, which is less than of a linear classifier's. */
    static String sentence(NetworkFit fit) {
        return kept(fit) + "; gradient norm " + number(fit.certificate().gradientNorm())
                + "; the loss of a network is not convex, so how much less is possible is not known";
    }

    private static String kept(NetworkFit fit) {
        int epochs = fit.iterations();
        if (fit.kept() == 0) {
            return "no epoch was finished, the network is as it began";
        }
        Epoch kept = fit.history().get(fit.kept() - 1);
        if (fit.validationRows() > 0) {
            return "kept epoch " + fit.kept() + " of " + epochs + ", that of the least loss on "
                    + count(fit.validationRows(), "row") + " kept for validation, " + number(kept.validationLoss())
                    + " nats";
        }
        return "kept the last of " + count(epochs, "epoch");
    }

    static String layers(NetworkFit fit) {
        return fit.classifier().architecture() + ", " + count(fit.classifier().parameters(), "parameter");
    }
}
