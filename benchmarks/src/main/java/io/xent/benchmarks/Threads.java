package io.xent.benchmarks;

import io.xent.core.Parallelism;
import io.xent.learn.ThreadParallelism;

/** So many threads, for those who take them from outside. */
record Threads(int count, Parallelism parallelism) implements AutoCloseable {

    static Threads of(int count) {
        return new Threads(count, count == 1 ? Parallelism.sequential() : new ThreadParallelism(count));
    }

    @Override
    public void close() {
        if (parallelism instanceof ThreadParallelism own) {
            own.close();
        }
    }
}
