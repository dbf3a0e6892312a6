package io.xent.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Decides which kernels run, once. */
final class KernelSelection {

    private static final String PROPERTY = "xent.kernels";

    /** More providers than this there never are; each may fail once. */
    private static final int MOST_PROVIDERS = 16;

    private static volatile Kernels active;

    private KernelSelection() {}

    /** The kernels in use, for matrices of every kind. Not decided while a class is initialised, so that a refusal reaches the caller as it is. */
    static Kernels active() {
        Kernels chosen = active;
        return chosen != null ? chosen : decide();
    }

    private static synchronized Kernels decide() {
        if (active == null) {
            String wanted = System.getProperty(PROPERTY, "auto");
            List<String> unusable = new ArrayList<>();
            List<Kernels> providers = wanted.equals("scalar") ? List.of() : providers(unusable);
            active = new BufferKernels(choose(wanted, providers, unusable));
        }
        return active;
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
                    + (unusable.isEmpty() ? "; use auto or scalar" : "; not usable: " + String.join("; ", unusable)));
        }
        if (!unusable.isEmpty()) {
            System.getLogger(KernelSelection.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Faster kernels are present but off ({0}). If a module is missing, start java with --add-modules"
                                    + " jdk.incubator.vector; -D" + PROPERTY + "=scalar silences this.",
                            String.join("; ", unusable));
        }
        return ScalarKernels.INSTANCE;
    }

    /** A provider whose module is not switched on fails while it is loaded, in a way that depends on the JDK. */
    private static List<Kernels> providers(List<String> unusable) {
        List<Kernels> found = new ArrayList<>();
        Iterator<Kernels> each = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader())
                .iterator();
        while (found.size() + unusable.size() < MOST_PROVIDERS) {
            try {
                if (!each.hasNext()) {
                    break;
                }
                found.add(each.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable.add(reason(e));
            }
        }
        return found;
    }

    /** What a provider itself said, where the loader only says that it could not be made. */
    private static String reason(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
