package io.xent.app;

/** What the process tells its caller. Part of the interface: documented in docs/file-formats.md. */
final class ExitStatus {

    /** Done; of {@code train}: the certificate meets the tolerance. */
    static final int DONE = 0;

    /** A mistake of ours. */
    static final int FAILED = 1;

    /** Of {@code gradcheck}: the gradient is wrong. Of {@code check}: a line is. Of {@code verify}: what a model claims is. */
    static final int DIFFERS = 1;

    /** The input, an option or an output file cannot be used; nothing was written. */
    static final int BAD_INPUT = 2;

    /** Training was stopped before the tolerance was met; the model was written and says so. */
    static final int STOPPED_EARLY = 3;

    /** Of {@code gradcheck}: too few digits to decide. Of {@code check}: a line was tested and not proved. Of {@code verify}: these are other rows. */
    static final int UNDECIDED = 3;

    private ExitStatus() {}
}
