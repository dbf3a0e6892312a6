package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Pieces of work on a fixed number of threads of its own; the calling thread is one of them. Close it when done. */
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
        AtomicInteger number = new AtomicInteger();
        helpers = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, task -> {
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
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            try {
                for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                    piece.accept(i);
                }
            } catch (Throwable failure) {
                next.set(pieces);
                throw failure;
            }
        };
        Future<?>[] running = new Future<?>[Math.min(threads, pieces) - 1];
        for (int i = 0; i < running.length; i++) {
            running[i] = helpers.submit(worker);
        }
        Throwable failure = null;
        try {
            worker.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Future<?> future : running) {
            failure = first(failure, await(future));
        }
        rethrow(failure);
    }

    private static Throwable first(Throwable earlier, Throwable later) {
        return earlier != null ? earlier : later;
    }

    private static Throwable await(Future<?> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
