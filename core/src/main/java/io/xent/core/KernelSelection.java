package io.xent.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Decides which kernels run, once. */
final class KernelSelection {

    static final String PROPERTY = "xent.kernels";

    static final Kernels ACTIVE = select(System.getProperty(PROPERTY, "auto"));

    private KernelSelection() {}

    private static Kernels select(String wanted) {
        if (wanted.equals("scalar")) {
            return ScalarKernels.INSTANCE;
        }
        List<String> unusable = new ArrayList<>();
        return choose(wanted, providers(unusable), unusable);
    }

    static Kernels choose(String wanted, List<Kernels> providers, List<String> unusable) {
        if (wanted.equals("scalar")) {
            return ScalarKernels.INSTANCE;
        }
        for (Kernels provider : providers) {
            if (wanted.equals("auto") || wanted.equals(provider.name())) {
                return provider;
            }
        }
        if (!wanted.equals("auto")) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + wanted + ": no such kernels here"
                    + (unusable.isEmpty() ? "; there is scalar" : "; not usable: " + String.join("; ", unusable)));
        }
        if (!unusable.isEmpty()) {
            System.getLogger(KernelSelection.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Faster kernels are present but off ({0}). Start java with --add-modules"
                                    + " jdk.incubator.vector, or choose -D" + PROPERTY + "=scalar to silence this.",
                            String.join("; ", unusable));
        }
        return ScalarKernels.INSTANCE;
    }

    /** A provider whose module is not switched on fails while it is loaded, in a way that depends on the JDK. */
    private static List<Kernels> providers(List<String> unusable) {
        List<Kernels> found = new ArrayList<>();
        Iterator<Kernels> each = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!each.hasNext()) {
                    return found;
                }
                found.add(each.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable.add(e.getMessage());
            }
        }
    }
}
