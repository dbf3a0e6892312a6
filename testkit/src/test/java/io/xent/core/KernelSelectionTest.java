package io.xent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSelectionTest {

    private static final Kernels FAST = new Kernels() {
        @Override
        public String name() {
            return "fast";
        }

        @Override
        public void probabilities(Matrix logits, int from, int to, double temperature, Matrix out) {}

        @Override
        public void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out) {}

        @Override
        public void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out) {}

        @Override
        public void jacobianTimes(
                JacobianProduct product,
                Matrix logits,
                int from,
                int to,
                double temperature,
                Matrix vectors,
                Matrix out) {}

        @Override
        public void crossEntropy(CrossEntropy loss, LossBlock block) {}

        @Override
        public void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out) {}
    };

    @Test
    void auto_providerPresent_provider() {
        assertSame(FAST, KernelSelection.choose("auto", List.of(FAST), List.of()));
        assertSame(FAST, KernelSelection.choose("fast", List.of(FAST), List.of()));
    }

    @Test
    void auto_noUsableProvider_scalar() {
        assertSame(Kernels.scalar(), KernelSelection.choose("auto", List.of(), List.of()));
        assertSame(Kernels.scalar(), KernelSelection.choose("auto", List.of(), List.of("fast: switched off")));
    }

    @Test
    void scalar_providerPresent_scalar() {
        assertSame(Kernels.scalar(), KernelSelection.choose("scalar", List.of(FAST), List.of()));
    }

    @Test
    void forced_absent_refused() {
        assertEquals(
                "-Dxent.kernels=vector: no such kernels here; use auto or scalar",
                assertThrows(IllegalStateException.class, () -> KernelSelection.choose("vector", List.of(), List.of()))
                        .getMessage());
        assertEquals(
                "-Dxent.kernels=vector: no such kernels here; not usable: needs a module",
                assertThrows(
                                IllegalStateException.class,
                                () -> KernelSelection.choose("vector", List.of(), List.of("needs a module")))
                        .getMessage());
    }
}
