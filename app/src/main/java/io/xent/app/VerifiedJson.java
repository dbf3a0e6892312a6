package io.xent.app;

import java.util.Locale;

/** What {@code xent verify --format json} prints; documented in docs/file-formats.md. */
final class VerifiedJson {

    private VerifiedJson() {}

    static String of(Verified verified) {
        return Json.object(json -> {
            json.field("model", verified.model().toString())
                    .field("data", verified.source())
                    .field("verdict", word(verified.outcome()))
                    .field("rows", verified.rows())
                    .field("rowsAre", word(verified.origin()))
                    .field("objective", verified.verification().recomputed().objective())
                    .field("gradientNorm", verified.verification().recomputed().gradientNorm())
                    .field("gradientError", verified.verification().recomputed().gradientError())
                    .field("gap", verified.verification().recomputed().gap().orElse(Double.NaN));
            if (verified.isAboutTheseRows()) {
                json.objects(
                        "findings",
                        verified.verification().findings(),
                        finding -> json.field("claim", finding.claim())
                                .field("outcome", word(finding.outcome()))
                                .field("claimed", finding.claimed())
                                .field("found", finding.found()));
            }
            verified.verification()
                    .refit()
                    .ifPresent(fit -> json.object(
                            "refit",
                            () -> json.field("solver", fit.solver())
                                    .field("iterations", fit.iterations())
                                    .field("objective", fit.objective())
                                    .field("converged", fit.converged())));
            json.strings("notices", verified.notices());
        });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
