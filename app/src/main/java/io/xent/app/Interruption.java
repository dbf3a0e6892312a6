package io.xent.app;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, while work is under way that should be finished in good order. A
 * shutdown hook holds the JVM until that has been done and then ends the process with the status of the work, not that
 * of the signal.
 */
final class Interruption {

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean guarded;
    private volatile int status;

    private Interruption() {}

    /** Watches for signals from now on. Until {@link #guard} is called they end the process as usual. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::onShutdown, "xent-interruption"));
        return interruption;
    }

    /** A run that no signal reaches, for callers inside another program. */
    static Interruption none() {
        return new Interruption();
    }

    private void onShutdown() {
        requested = true;
        if (!guarded) {
            return;
        }
        try {
            finished.await();
            Runtime.getRuntime().halt(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on a signal is a request; whoever calls this looks at {@link #isRequested} and calls {@link #finish}. */
    void guard() {
        guarded = true;
    }

    boolean isRequested() {
        return requested;
    }

    /** The work is done; if a signal came meanwhile, the process ends now with this status. */
    void finish(int exitStatus) {
        status = exitStatus;
        if (!requested) {
            guarded = false;
        }
        finished.countDown();
    }
}
