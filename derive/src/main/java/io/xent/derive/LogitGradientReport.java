package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * What {@link LogitGradientCheck} has found.
 *
 * @param verdict the answer
 * @param digits how many digits of the largest component agree; negative where not even its size does
 * @param worstRow the row of the component that is furthest off, from 0
 * @param worstClass its class index
 * @param stated what the gradient says there
 * @param exact what it should be
 * @param findings what the mistake looks like, or why nothing could be decided, one sentence each
 * @param sweep the gap between the stated component and central differences of the loss as their step shrinks, where the
 *     gradient is not right
 */
public record LogitGradientReport(
        GradientVerdict verdict,
        double digits,
        int worstRow,
        int worstClass,
        double stated,
        double exact,
        List<String> findings,
        Optional<StepSweep> sweep) {

    /** Copies the list. */
    public LogitGradientReport {
        findings = List.copyOf(findings);
    }
}
