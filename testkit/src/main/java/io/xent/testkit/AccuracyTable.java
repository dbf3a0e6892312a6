package io.xent.testkit;

import io.xent.core.Kernels;
import java.util.Locale;
import java.util.Map;

/** Prints the table of measured errors that docs/numerics.md shows, for the kernels in use. */
public final class AccuracyTable {

    private AccuracyTable() {}

    public static void main(String[] arguments) {
        System.out.println("Kernels: " + Kernels.active().description());
        for (boolean single : new boolean[] {true, false}) {
            Accuracy accuracy = new Accuracy(Kernels.active(), single);
            for (int classes : HardRows.SIZES) {
                accuracy.measure(classes, HardRows.SEED + classes);
            }
            for (int classes : HardRows.LARGE_SIZES) {
                accuracy.measure(classes, HardRows.SEED, HardRows.ofManyClasses(classes, single));
            }
            System.out.println();
            System.out.println("| " + (single ? "float" : "double") + " | max ulp | RMS ulp | values |");
            System.out.println("|---|---|---|---|");
            for (Map.Entry<Accuracy.Quantity, UlpErrors> each :
                    accuracy.errors().entrySet()) {
                UlpErrors e = each.getValue();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.3f | %.3f | %,d |%n",
                        each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        e.max(),
                        e.rms(),
                        e.count());
            }
        }
    }
}
