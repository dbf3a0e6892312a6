package io.xent.app;

import io.xent.derive.LogitGradientReport;
import java.util.Locale;

/** What {@code xent gradcheck} prints for programs; documented in docs/file-formats.md. */
final class LogitGradientJson {

    private LogitGradientJson() {}

    static String of(LogitGradientReport report, int firstClass) {
        return Json.object(json -> {
                    json.field("verdict", report.verdict().name().toLowerCase(Locale.ROOT))
                            .field("digits", report.digits())
                            .object(
                                    "worst",
                                    () -> json.field("row", report.worstRow() + 1)
                                            .field("class", report.worstClass() + firstClass)
                                            .field("stated", report.stated())
                                            .field("exact", report.exact()))
                            .strings("findings", report.findings());
                    report.sweep()
                            .ifPresent(sweep -> json.object(
                                    "sweep",
                                    () -> json.field(
                                                    "shape",
                                                    sweep.shape().name().toLowerCase(Locale.ROOT))
                                            .numbers("steps", sweep.steps())
                                            .numbers("gaps", sweep.gaps())));
                })
                + "\n";
    }
}
