package io.xent.app;

/**
 * Which kernels a training takes where the launcher has brought those on the Vector API within reach, not knowing how many
 * classes there are. They are faster where classes are many; elsewhere a linear fit is over before they are compiled.
 */
final class KernelChoice {

    /** What the launcher says where the choice is to be made here. */
    private static final String LAUNCHER = "xent.vectors";

    private static final String KERNELS = "xent.kernels";

    private static final int MANY_CLASSES = 512;

    private KernelChoice() {}

    /** Whether kernels are not to be looked at before {@link #make}. */
    static boolean isOpen() {
        return "by-classes".equals(System.getProperty(LAUNCHER)) && System.getProperty(KERNELS) == null;
    }

    /** Decides, where that has not been done before. */
    static void make(int classes) {
        if (isOpen()) {
            System.setProperty(KERNELS, classes >= MANY_CLASSES ? "auto" : "scalar");
        }
    }
}
