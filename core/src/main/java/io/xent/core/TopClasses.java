package io.xent.core;

import java.util.Arrays;

/** The k largest logits of rows, best first, of equal ones the lower class first: a heap with the worst on top. */
final class TopClasses {

    private final CrossEntropy options;
    private final int k;
    private final double[] logits;
    private final SoftCap cap;
    private final int[] heap;
    private int size;

    TopClasses(CrossEntropy options, int columns, int k) {
        this.options = options;
        this.k = k;
        logits = new double[columns];
        cap = options.softCap() == Double.POSITIVE_INFINITY ? null : new SoftCap(options.softCap(), columns);
        heap = new int[k];
    }

    /** Overwrites the logits. {@code firstRow} says where in {@code classes} the rows stand. */
    void find(Matrix rows, int[] classes, int firstRow, Matrix logProbabilities) {
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, logits);
            int at = (firstRow + i) * k;
            boolean found = select(classes, at);
            if (cap != null) {
                cap.apply(logits);
                rows.write(i, logits);
            }
            Kernels.active().logProbabilities(rows.rows(i, i + 1), options.temperature(), rows.rows(i, i + 1));
            for (int j = 0; j < k; j++) {
                logProbabilities.set(i, j, found ? rows.get(i, classes[at + j]) : Double.NaN);
            }
        }
    }

    private boolean select(int[] classes, int at) {
        size = 0;
        boolean nan = false;
        for (int c = 0; c < logits.length; c++) {
            nan |= Double.isNaN(logits[c]);
            if (size < k) {
                heap[size++] = c;
                rise(size - 1);
            } else if (k > 0 && logits[c] > logits[heap[0]]) {
                heap[0] = c;
                sink();
            }
        }
        if (nan) {
            Arrays.fill(classes, at, at + k, -1);
            return false;
        }
        while (size > 0) {
            classes[at + size - 1] = heap[0];
            heap[0] = heap[--size];
            sink();
        }
        return true;
    }

    /** Whether class a is less wanted than class b. */
    private boolean worse(int a, int b) {
        return logits[a] < logits[b] || (logits[a] == logits[b] && a > b);
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && worse(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink() {
        int at = 0;
        while (true) {
            int worst = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2; child++) {
                if (child < size && worse(heap[child], heap[worst])) {
                    worst = child;
                }
            }
            if (worst == at) {
                return;
            }
            swap(at, worst);
            at = worst;
        }
    }

    private void swap(int a, int b) {
        int c = heap[a];
        heap[a] = heap[b];
        heap[b] = c;
    }
}
