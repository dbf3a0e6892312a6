package io.xent.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code benchmarks/run starts}: the vector kernels in many fresh JVMs, because what HotSpot inlines, and so whether vectors
 * stay in registers, may differ from one process to the next. {@code jdk=17 bits=512 starts=30} choose.
 */
final class StartRun {

    private final Places places;
    private final List<Jdk> jdks;
    private final int starts;
    private final Map<String, String> chosen;

    StartRun(Places places, List<Jdk> jdks, boolean quick, Map<String, String> chosen) {
        this.places = places;
        this.jdks = jdks;
        this.chosen = chosen;
        starts = Integer.parseInt(chosen.getOrDefault("starts", quick ? "1" : "30"));
    }

    void run() throws IOException, InterruptedException {
        for (Jdk jdk : jdks) {
            for (int bits : new int[] {512, 256}) {
                if (isChosen("jdk", jdk.feature()) && isChosen("bits", bits)) {
                    start(new Setting(jdk, bits, false, 1, "vector", places.peers(), List.of()));
                }
            }
        }
    }

    private void start(Setting setting) throws IOException, InterruptedException {
        int whole = 0;
        for (int i = 0; i < starts; i++) {
            List<String> lines = new ArrayList<>();
            setting.run("" + places.jar(), VectorStart.class, List.of(), lines::add);
            boolean inUse = lines.get(0).endsWith("in use");
            whole += inUse ? 1 : 0;
            System.out.println((inUse ? "" : lines.get(0) + "; ") + "bytes per call: " + lines.get(1));
        }
        System.out.printf(
                "JDK %d, %d bits: all loops on vectors in %d of %d starts%n",
                setting.jdk().feature(), setting.bits(), whole, starts);
    }

    private boolean isChosen(String what, int value) {
        return chosen.getOrDefault(what, "" + value).equals("" + value);
    }
}
