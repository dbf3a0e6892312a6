package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Pieces of work on a fixed number of threads of its own; the calling thread is one of them. Close it when done.
 *
 * <p>A helper that has nothing to do stays awake for two milliseconds, giving way to whoever wants its processor, before it
 * sleeps: waking it takes up to a millisecond, and where its processor has gone to rest, a virtual machine's Linux puts it on
 * that of its caller. A caller does not wait for helpers that come too late to find any work.
 */
public final class ThreadParallelism implements Parallelism, AutoCloseable {

    private final int threads;
    private final ExecutorService helpers;

    /**
     * Starts {@code threads − 1} helpers.
     *
     * @param threads at least 1
     */
    public ThreadParallelism(int threads) {
        if (threads < 1) {
            throw new InvalidInputException("the number of threads is " + threads + ": it must be at least 1");
        }
        this.threads = threads;
        helpers = threads == 1 ? null : pool(threads - 1);
    }

    private static ExecutorService pool(int threads) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new WakefulQueue(), task -> {
            Thread thread = new Thread(task, "xent-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public int threads() {
        return threads;
    }

    @Override
    public void forEach(int pieces, IntConsumer piece) {
        if (helpers == null || pieces <= 1) {
            Parallelism.sequential().forEach(pieces, piece);
            return;
        }
        SharedPieces shared = new SharedPieces(pieces, piece);
        for (int i = 1; i < Math.min(threads, pieces); i++) {
            helpers.execute(shared);
        }
        shared.run();
        shared.awaitEnd();
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }

    /** Whoever takes from it when it is empty stays awake for a while. */
    private static final class WakefulQueue extends LinkedBlockingQueue<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public Runnable take() throws InterruptedException {
            Wakefulness wakefulness = new Wakefulness();
            Runnable task = poll();
            while (task == null && wakefulness.lasts()) {
                task = poll();
            }
            return task == null ? super.take() : task;
        }
    }
}
