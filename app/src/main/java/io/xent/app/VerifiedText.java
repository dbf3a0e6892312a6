package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.Fit;
import io.xent.learn.verification.Finding;
import io.xent.learn.verification.Recomputation;
import java.util.Locale;

/** What {@code xent verify} prints for a person. */
final class VerifiedText {

    private final Verified verified;
    private final Recomputation recomputed;
    private final StringBuilder text = new StringBuilder();

    private VerifiedText(Verified verified) {
        this.verified = verified;
        recomputed = verified.verification().recomputed();
    }

    static String of(Verified verified) {
        return new VerifiedText(verified).write();
    }

    private String write() {
        line("%s on %s", verified.model(), verified.source());
        line("");
        line("rows       %s", rows());
        if (verified.isAboutTheseRows()) {
            verified.verification().findings().forEach(this::finding);
        } else {
            line("objective  %s%s on these rows", number(recomputed.objective()), verified.unit());
            recomputed
                    .gap()
                    .ifPresent(gap -> line(
                            "           at most %s%s above the best that this penalty allows on these rows",
                            number(gap), verified.unit()));
        }
        verified.notices().forEach(notice -> line("noticed    %s", notice));
        line("");
        line("%s", verdict());
        return text.toString();
    }

    private String rows() {
        String rows = count(verified.rows(), "row");
        return switch (verified.origin()) {
            case TRAINED_ON -> rows + ", those it was trained on";
            case REORDERED -> rows + ", not in the order it was trained on; to the objective they are the same";
            case ALTERED ->
                rows + " of the file it was trained on, but other features, labels or weights come of them: the model's"
                        + " encoding is not the one it was trained with, or the file is read in another way";
            case OTHER -> rows + ", which are not those it was trained on";
            case UNKNOWN -> rows + "; the model does not say which it was trained on";
        };
    }

    private void finding(Finding finding) {
        String mark = finding.outcome() == Finding.Outcome.FAILS ? "   NOT TRUE" : "";
        line("%-10s %s%s", finding.claim(), sentence(finding), mark);
    }

    private String sentence(Finding finding) {
        boolean holds = finding.outcome() == Finding.Outcome.HOLDS;
        String asClaimed = holds ? ", as claimed" : "; claimed was " + number(finding.claimed());
        return switch (finding.claim()) {
            case "objective" -> number(finding.found()) + verified.unit() + asClaimed;
            case "gradient" -> "norm " + number(finding.found()) + asClaimed;
            case "bound" ->
                "at most " + number(finding.found()) + verified.unit() + " above the best possible"
                        + (holds && finding.claimed() > 0
                                ? "; claimed was at most " + number(finding.claimed())
                                : asClaimed);
            case "converged" ->
                (holds ? "to" : "claimed, but not to") + " the tolerance of " + number(finding.claimed());
            default -> refit(finding, verified.verification().refit().orElseThrow());
        };
    }

    private String refit(Finding finding, Fit fit) {
        double below = finding.claimed() - finding.found();
        boolean holds = finding.outcome() == Finding.Outcome.HOLDS;
        String distance = holds
                ? "within " + number(Math.abs(below)) + verified.unit() + " of it"
                : number(Math.abs(below)) + verified.unit() + (below > 0 ? " below" : " above");
        String ends =
                "a second fit, by " + fit.solver().replaceFirst("[,;(].*", "").strip() + ", ends " + distance
                        + " after " + count(fit.iterations(), "iteration");
        return switch (finding.outcome()) {
            case HOLDS ->
                below > verified.verification().claims().tolerance() * Math.max(1, recomputed.objective())
                        ? ends + ": the model does not claim to be at the optimum, and says how far from it it may be"
                        : ends
                                + (fit.converged()
                                        ? ": the same optimum"
                                        : ", no nearer to an optimum: " + fit.advice());
            case FAILS -> ends + ": the model is not at the optimum";
            case UNDECIDED ->
                ends + ", so it says nothing: " + (fit.converged() ? "its tolerance is met" : fit.advice());
        };
    }

    private String verdict() {
        return switch (verified.outcome()) {
            case HOLDS -> "verified   what the model says of itself is true";
            case FAILS -> "refuted    what the model says of itself is not true of these rows";
            case UNDECIDED ->
                verified.isAboutTheseRows()
                        ? "undecided  not all that the model says of itself could be checked"
                        : "undecided  the model's claims are about other rows; give those it was trained on";
        };
    }

    private void line(String format, Object... arguments) {
        text.append((arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments)).stripTrailing())
                .append('\n');
    }
}
