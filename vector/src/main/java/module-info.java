/** The kernels of {@code io.xent.core} on vectors. */
module io.xent.vector {
    requires static jdk.management;
    requires io.xent.core;
    requires jdk.incubator.vector;

    provides io.xent.core.Kernels with
            io.xent.vector.VectorKernels;
}
