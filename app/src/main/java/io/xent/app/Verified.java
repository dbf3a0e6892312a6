package io.xent.app;

import io.xent.learn.verification.Finding;
import io.xent.learn.verification.Verification;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code xent verify} found; the text and the JSON say this, each in its way.
 *
 * @param source the files or the query
 * @param rows how many rows of them the model's figures are about
 * @param origin what these rows are to the model
 * @param unit of the objective, with a space before it; empty where it has none
 */
record Verified(
        Path model,
        String source,
        int rows,
        Origin origin,
        String unit,
        Verification verification,
        List<String> notices) {

    /** What rows are to a model. */
    enum Origin {
        /** Those it was trained on, in every feature, label and weight. */
        TRAINED_ON,
        /** Others in their order, but the same to the objective. */
        REORDERED,
        /** Those of the very file it was trained on, and yet other features, labels or weights come of them. */
        ALTERED,
        /** Others. */
        OTHER,
        /** The model does not say what it was trained on. */
        UNKNOWN
    }

    Verified {
        notices = List.copyOf(notices);
    }

    /** Whether the model's claims are about these rows. */
    boolean isAboutTheseRows() {
        return origin != Origin.OTHER;
    }

    Finding.Outcome outcome() {
        return switch (origin) {
            case ALTERED -> Finding.Outcome.FAILS;
            case OTHER -> Finding.Outcome.UNDECIDED;
            default -> verification.outcome();
        };
    }

    int exitStatus() {
        return switch (outcome()) {
            case HOLDS -> ExitStatus.DONE;
            case FAILS -> ExitStatus.DIFFERS;
            case UNDECIDED -> ExitStatus.UNDECIDED;
        };
    }
}
