package io.xent.app;

import io.xent.derive.Verdict;

/** The kinds of verdicts, from best to worst, and what the process says of each. */
enum VerdictKind {
    PROVED("PROVED", ExitStatus.DONE),
    PROVED_UNDER("PROVED UNDER", ExitStatus.DONE),
    TESTED("TESTED", ExitStatus.UNDECIDED),
    REFUTED("REFUTED", ExitStatus.DIFFERS),
    UNREADABLE("UNREADABLE", ExitStatus.BAD_INPUT);

    private final String word;
    private final int status;

    VerdictKind(String word, int status) {
        this.word = word;
        this.status = status;
    }

    static VerdictKind of(Verdict verdict) {
        if (verdict instanceof Verdict.Proved) {
            return PROVED;
        } else if (verdict instanceof Verdict.ProvedUnder) {
            return PROVED_UNDER;
        } else if (verdict instanceof Verdict.Tested) {
            return TESTED;
        }
        return verdict instanceof Verdict.Refuted ? REFUTED : UNREADABLE;
    }

    /** As programs read it. */
    String word() {
        return word;
    }

    int status() {
        return status;
    }
}
