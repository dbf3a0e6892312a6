package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * What {@link GradientCheck} has found at one point. {@link #toString} says it in words.
 *
 * @param verdict the answer
 * @param gradient what was claimed
 * @param numerical the derivative by differences
 * @param errors what each of these may be off
 * @param worst the component that is furthest off
 * @param digits how many digits of the largest component are confirmed; negative where not even its size is
 * @param findings what else was seen, one sentence each: the likely mistake where the gradient is wrong, the reason where nothing
 *     could be decided
 * @param sweep the gap of the worst component as the step shrinks, where the gradient is not right
 */
public record GradientReport(
        GradientVerdict verdict,
        double[] gradient,
        double[] numerical,
        double[] errors,
        int worst,
        double digits,
        List<String> findings,
        Optional<StepSweep> sweep) {

    /** Copies the list. */
    public GradientReport {
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                switch (verdict) {
                    case AGREES ->
                        "the gradient agrees with central differences to " + Math.max(0, (int) Math.floor(digits))
                                + " digits of its largest component";
                    case DIFFERS -> "the gradient is wrong";
                    case UNDECIDED ->
                        "undecided: the differences have too few digits to tell whether the gradient is right";
                });
        if (verdict != GradientVerdict.AGREES) {
            text.append("; worst is component " + worst + ": stated " + gradient[worst] + ", by differences "
                    + numerical[worst] + " ± " + Numeral.brief(errors[worst]));
        }
        findings.forEach(finding -> text.append("\n  ").append(finding));
        sweep.ifPresent(
                shown -> shown.lines().forEach(line -> text.append("\n    ").append(line)));
        return text.toString();
    }
}
