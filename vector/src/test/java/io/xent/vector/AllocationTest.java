package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A canary: where the compiler gives up on keeping vectors in registers, each becomes an object, and the loop a hundred
 * times slower, so that {@link WarmUp} leaves it plain. Bytes show it on any machine, however busy.
 *
 * <p>What HotSpot inlines depends on what it has seen when it compiles, which differs from run to run. So several JVMs are
 * asked, each fresh, until each loop and each call was seen to allocate nothing in one of them: what is wrong in our code is
 * wrong in all of them. A loop that one JVM in five boxes by chance makes this test fail once in three thousand times.
 */
class AllocationTest {

    private static final int MOST_PROCESSES = 5;

    /** On x86 no compiler keeps masks of two lanes in registers, and which other loops it boxes there changes. */
    private static final int TWO_DOUBLES = 128;

    @Test
    void everyLoopAndCall_inFreshProcesses_allocatesNothingInOneOfThem() throws Exception {
        Assumptions.assumeTrue(Width.BITS > TWO_DOUBLES, "vectors of two doubles are objects on x86");
        Set<String> always = null;
        for (int process = 0; process < MOST_PROCESSES && (always == null || !always.isEmpty()); process++) {
            List<String> found = Canary.inFreshProcess();
            if (always == null && found != null) {
                always = new LinkedHashSet<>(found);
            } else if (found != null) {
                always.retainAll(found);
            }
        }
        assertEquals(
                Set.of(), always, "allocate in each of " + MOST_PROCESSES + " processes (null: none came to an end)");
    }
}
