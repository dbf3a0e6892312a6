package io.xent.app;

import io.xent.derive.Mend;
import io.xent.derive.PlainText;
import io.xent.derive.Report;
import io.xent.derive.UnreadableException;
import io.xent.derive.Verdict;
import io.xent.derive.Witness;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A checked derivation for programs. The fields are documented in docs/file-formats.md. */
final class CheckedJson {

    private CheckedJson() {}

    static String of(Checked checked) {
        return Json.object(json -> {
                    json.field("verdict", checked.verdict().word());
                    number(json, "firstWrongLine", checked.firstWrong().map(Checked.Step::line));
                    json.field("file", checked.file());
                    json.objects("readings", checked.readings(), reading -> reading(json, reading));
                    json.strings("notes", checked.notes());
                    if (checked.error().isPresent()) {
                        json.objects("lines", List.of(checked.error().get()), e -> error(json, e));
                    } else {
                        json.objects("lines", checked.steps(), step -> step(json, checked, step));
                    }
                })
                + "\n";
    }

    private static void reading(Json json, Report.Reading reading) {
        json.field("name", reading.name()).field("meaning", reading.meaning()).field("stated", reading.stated());
    }

    private static void error(Json json, UnreadableException e) {
        json.field("line", e.line())
                .field("verdict", VerdictKind.UNREADABLE.word())
                .field("status", "unreadable")
                .field("assumption", (String) null)
                .nothing("witness")
                .nothing("mend")
                .field("column", e.column())
                .field("width", e.width())
                .field("message", e.getMessage());
    }

    private static void step(Json json, Checked checked, Checked.Step step) {
        Report.JudgedLine judged = step.judged();
        List<io.xent.derive.Assumption> assumptions = VerdictText.assumptions(judged.verdict());
        json.field("line", step.line())
                .field("verdict", VerdictKind.of(judged.verdict()).word())
                .field("status", judged.status().name().toLowerCase(Locale.ROOT))
                .field("assumption", assumptions.isEmpty() ? null : VerdictText.assumption(assumptions));
        if (judged.verdict() instanceof Verdict.Refuted refuted) {
            json.object("witness", () -> witness(json, refuted.witness()));
        } else {
            json.nothing("witness");
        }
        if (judged.mend().isPresent()) {
            json.object("mend", () -> mend(json, checked, judged.mend().get()));
        } else {
            json.nothing("mend");
        }
        json.field("step", VerdictKind.of(judged.step()).word())
                .field("text", checked.written(judged.line().expression().span()))
                .field("read", PlainText.of(judged.line().expression()))
                .strings(
                        "given",
                        judged.line().given().stream().map(PlainText::of).toList())
                .field("message", String.join(" ", VerdictText.sentences(step)))
                .strings(
                        "notes",
                        judged.lints().stream().map(Report.Lint::message).toList());
    }

    private static void witness(Json json, Witness witness) {
        json.field("K", witness.classes());
        for (Witness.Setting setting : witness.settings()) {
            if (setting.isVector()) {
                json.strings(
                        setting.name(),
                        setting.values().stream().map(Witness.Value::text).toList());
            } else {
                json.field(setting.name(), setting.values().get(0).text());
            }
        }
        json.field("expected", witness.expected().text())
                .field("actual", witness.actual().text());
    }

    private static void mend(Json json, Checked checked, Mend mend) {
        json.field(
                        "written",
                        mend.written().span().isNone()
                                ? PlainText.of(mend.written())
                                : checked.written(mend.written().span()))
                .field("instead", PlainText.of(mend.instead()))
                .field("message", mend.message())
                .field("line", PlainText.of(mend.line()));
        if (!mend.written().span().isNone()) {
            json.field("offset", mend.written().span().start())
                    .field(
                            "length",
                            mend.written().span().end() - mend.written().span().start());
        }
    }

    private static void number(Json json, String name, Optional<Integer> value) {
        if (value.isPresent()) {
            json.field(name, value.get());
        } else {
            json.nothing(name);
        }
    }
}
