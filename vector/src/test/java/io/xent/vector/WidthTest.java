package io.xent.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Kernels;
import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void width_forcedByProperty_isUsed() {
        assertEquals(Integer.getInteger(Width.PROPERTY), Width.BITS);
        assertEquals(Width.BITS, FloatVectorExponential.SPECIES.vectorBitSize());
        assertEquals(Width.BITS, FloatVectorExponential.SPECIES.vectorBitSize());
    }

    @Test
    void active_vectorModulePresent_isChosenAndSaysSo() {
        assertEquals("vector", Kernels.active().name());
        assertTrue(Kernels.active().description().contains(Width.BITS + " bits"));
    }
}
