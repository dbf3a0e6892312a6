package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** A memory segment's buffer is a matrix's buffer. Through reflection, because this is compiled for Java 17. */
class MemorySegmentTest {

    @Test
    void segment_asByteBuffer_computedOnWhileItIsOpen() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 22, "Java " + Runtime.version() + " has no memory segments");
        Class<?> arenas = Class.forName("java.lang.foreign.Arena");
        Object arena = arenas.getMethod("ofConfined").invoke(null);
        Object segment = arenas.getMethod("allocate", long.class).invoke(arena, 6L * Float.BYTES);
        Method asByteBuffer = Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer");
        ByteBuffer bytes = (ByteBuffer) asByteBuffer.invoke(segment);
        FloatBuffer values = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
        values.put(new float[] {1, 2, 3, 4, 4, 4}).rewind();
        Matrix logits = Matrix.of(values, 2, 3);
        new Softmax().probabilities(logits, logits);
        double[] expected = Softmax.of(1, 2, 3);
        for (int k = 0; k < 3; k++) {
            assertEquals((float) expected[k], values.get(k));
        }
        arenas.getMethod("close").invoke(arena);
        assertThrows(IllegalStateException.class, () -> new Softmax().probabilities(logits, logits));
    }
}
