package io.xent.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a JVM is started for a comparison.
 *
 * @param bits 512, 256 for AVX2, or 128: forced on the JVM and on libtorch alike
 * @param tuned whether native memory comes from glibc without giving any back to the system, on huge pages (and the Java
 *     heap on huge pages too): then libtorch does not spend its time on page faults of fresh temporaries
 * @param kernels ours: auto or scalar
 * @param peers folder of the peers' jars
 * @param options more of the JVM
 */
record Setting(Jdk jdk, int bits, boolean tuned, int threads, String kernels, Path peers, List<String> options) {

    private static final String KEEP_ALL =
            "glibc.malloc.mmap_threshold=17179869184:glibc.malloc.trim_threshold=17179869184"
                    + ":glibc.malloc.top_pad=268435456:glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1";

    String allocator() {
        return tuned ? "tuned" : "shipped";
    }

    /** Runs a main class in a JVM of its own and hands over the lines it prints; throws if it fails. */
    void run(String path, Class<?> main, List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException {
        run(path, main, arguments, Map.of(), lines);
    }

    /** @param more of the process's environment */
    void run(String path, Class<?> main, List<String> arguments, Map<String, String> more, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(path, main, arguments));
        Map<String, String> environment = builder.environment();
        if (tuned) {
            environment.put("GLIBC_TUNABLES", KEEP_ALL);
        }
        if (bits == 256) {
            environment.put("ATEN_CPU_CAPABILITY", "avx2");
            environment.put("ONEDNN_MAX_CPU_ISA", "AVX2");
        } else if (bits == 128) {
            environment.put("ATEN_CPU_CAPABILITY", "default");
        }
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.putAll(more);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "exit code " + process.exitValue() + " of " + String.join(" ", builder.command()));
        }
    }

    private List<String> command(String path, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        command.add("-Xmx5g");
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-Dxent.kernels=" + kernels);
        if (bits == 256) {
            command.add("-XX:UseAVX=2");
        } else if (bits == 128) {
            command.add("-Dxent.vector.bits=128");
        }
        if (tuned) {
            command.add("-XX:+UseTransparentHugePages");
        }
        if (jdk.feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add("-cp");
        command.add(path + File.pathSeparator + peers + "/*");
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
