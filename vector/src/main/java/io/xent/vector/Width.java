package io.xent.vector;

import java.util.List;
import jdk.incubator.vector.VectorShape;

/**
 * How wide vectors are: what the machine prefers, or the system property {@code xent.vector.bits} (128, 256 or 512).
 * Sums are taken in as many lanes as fit, so the width decides the last bits of a result, and nothing else does.
 */
final class Width {

    static final String PROPERTY = "xent.vector.bits";

    static final int BITS = bits();

    static final int FLOATS = BITS / Float.SIZE;
    static final int DOUBLES = BITS / Double.SIZE;

    private Width() {}

    /**
     * Fails where the module with the vectors is not switched on, and on x86 without AVX2: there fused multiply-adds are a
     * thousand times slower, being done in software.
     */
    static void requireVectors() {
        boolean x86 = List.of("amd64", "x86_64", "x86", "i386").contains(System.getProperty("os.arch"));
        if (x86 && preferred() < 256) {
            throw new UnsupportedOperationException("this processor, or the JVM's options, have no AVX2");
        }
    }

    /** Of the machine; asked for so that the classes of vectors, of which there are many, are not loaded for it. */
    private static int preferred() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    private static int bits() {
        int forced = Integer.getInteger(PROPERTY, 0);
        if (forced == 0) {
            return Math.min(512, Math.max(128, preferred()));
        }
        if (forced != 128 && forced != 256 && forced != 512) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + forced + ": vectors have 128, 256 or 512 bits");
        }
        return forced;
    }
}
