package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThreadParallelismTest {

    @Test
    void forEach_runsEveryPieceOnce() {
        for (int threads : new int[] {1, 2, 8}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                for (int pieces : new int[] {0, 1, 7, 1000}) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(pieces);
                    parallelism.forEach(pieces, runs::incrementAndGet);
                    for (int i = 0; i < pieces; i++) {
                        assertEquals(1, runs.get(i));
                    }
                }
            }
        }
    }

    @Test
    void forEach_whereAPieceFails_throwsItsException_andStaysUsable() {
        try (ThreadParallelism parallelism = new ThreadParallelism(3)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> parallelism.forEach(50, i -> {
                        if (i == 20) {
                            throw new IllegalStateException("piece 20");
                        }
                    }));
            assertEquals("piece 20", thrown.getMessage());
            AtomicIntegerArray runs = new AtomicIntegerArray(5);
            parallelism.forEach(5, runs::incrementAndGet);
            assertEquals(1, runs.get(4));
        }
    }

    @Test
    @Timeout(60)
    void forEach_withinAPieceOfItsOwn_ends() {
        try (ThreadParallelism parallelism = new ThreadParallelism(2)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(9);
            parallelism.forEach(3, outer -> parallelism.forEach(3, inner -> runs.incrementAndGet(3 * outer + inner)));
            for (int i = 0; i < 9; i++) {
                assertEquals(1, runs.get(i));
            }
        }
    }

    @Test
    void forEach_inAnInterruptedThread_ends_andLeavesItInterrupted() {
        try (ThreadParallelism parallelism = new ThreadParallelism(2)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(100);
            Thread.currentThread().interrupt();
            parallelism.forEach(100, i -> {
                LockSupport.parkNanos(100_000);
                runs.incrementAndGet(i);
            });
            assertTrue(Thread.interrupted());
            for (int i = 0; i < 100; i++) {
                assertEquals(1, runs.get(i));
            }
        }
    }

    @Test
    void constructor_withoutThreads_isRefused() {
        assertThrows(InvalidInputException.class, () -> new ThreadParallelism(0));
    }
}
