package io.xent.vector;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes a thread has allocated, which only some JVMs count. */
final class AllocatedBytes {

    private AllocatedBytes() {}

    /** Negative where this is not known. */
    static long ofThisThread() {
        try {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        } catch (LinkageError | ClassCastException | UnsupportedOperationException e) {
            return -1;
        }
    }
}
