package io.xent.learn.encoding;

import java.util.stream.IntStream;

/** Chosen elements of an array, in the order asked for. */
final class Selection {

    private Selection() {}

    static double[] of(double[] values, int[] chosen) {
        return IntStream.of(chosen).mapToDouble(row -> values[row]).toArray();
    }

    static int[] of(int[] values, int[] chosen) {
        return IntStream.of(chosen).map(row -> values[row]).toArray();
    }

    static byte[] of(byte[] values, int[] chosen) {
        byte[] selected = new byte[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            selected[i] = values[chosen[i]];
        }
        return selected;
    }
}
