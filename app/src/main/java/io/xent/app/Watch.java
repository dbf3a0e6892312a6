package io.xent.app;

import io.xent.learn.Checkpoint;
import io.xent.learn.Progress;
import io.xent.learn.SolverState;
import io.xent.learn.network.Epoch;
import io.xent.learn.network.NetworkMonitor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows where a fit stands, stops it when asked to, and saves it every few minutes. */
final class Watch implements NetworkMonitor {

    private final StatusLine line;
    private final Interruption interruption;
    private final String what;
    private final Path checkpoint;
    private final long saveEveryNanos;
    private final long started = System.nanoTime();
    private long saved = started;
    private double firstNorm;

    /** Of a network, after its last epoch. */
    private String lossBefore = "";

    /**
     * Of a fit that is quickly done again, and not saved.
     *
     * @param what is being fitted, shown before the figures
     */
    Watch(StatusLine line, Interruption interruption, String what) {
        this(line, interruption, what, null, 0);
    }

    /**
     * @param what is being fitted, shown before the figures
     * @param checkpoint where to save it
     * @param saveEveryNanos how long not to save it again
     */
    Watch(StatusLine line, Interruption interruption, String what, Path checkpoint, long saveEveryNanos) {
        this.line = line;
        this.interruption = interruption;
        this.what = what;
        this.checkpoint = checkpoint;
        this.saveEveryNanos = saveEveryNanos;
    }

    @Override
    public void progress(Progress progress) {
        if (firstNorm == 0) {
            firstNorm = progress.gradientNorm();
        }
        line.update(() -> words(progress));
    }

    private String words(Progress progress) {
        double seconds = (System.nanoTime() - started) / 1e9;
        String left = StatusLine.timeLeft(seconds, firstNorm, progress.gradientNorm(), progress.gradientTarget());
        return String.format(
                Locale.ROOT,
                "%s: iteration %d, objective %.5f, gradient %.1e%s",
                what,
                progress.iteration(),
                progress.objective(),
                progress.gradientNorm(),
                left.isEmpty() ? "" : ", " + left);
    }

    @Override
    public void batch(int epoch, int batch, int batches) {
        line.update(() -> String.format(
                Locale.ROOT, "%s: epoch %d, %d %% of it%s", what, epoch, 100L * batch / batches, lossBefore));
    }

    @Override
    public void epoch(Epoch epoch) {
        lossBefore = String.format(Locale.ROOT, ", loss before %.5f", epoch.trainingLoss())
                + (Double.isNaN(epoch.validationLoss())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", validation %.5f (%.2f %% right)",
                                epoch.validationLoss(),
                                100 * epoch.validationAccuracy()));
    }

    @Override
    public boolean stopRequested() {
        if (interruption.isRequested()) {
            line.phase("stopping");
        }
        return interruption.isRequested();
    }

    @Override
    public void checkpoint(Supplier<SolverState> state) {
        long now = System.nanoTime();
        if (checkpoint != null && now - saved >= saveEveryNanos) {
            Checkpoint.write(checkpoint, state.get());
            saved = System.nanoTime();
        }
    }
}
