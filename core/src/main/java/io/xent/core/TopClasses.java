package io.xent.core;

import java.util.Arrays;

/** The k largest logits of rows, best first, of equal ones the lower class first: a heap with the worst on top. */
final class TopClasses {

    private static final ThreadLocal<TopClasses> OF_THREAD = ThreadLocal.withInitial(TopClasses::new);

    private CrossEntropy options;
    private SoftCap cap;
    private double[] logits = new double[0];
    private int[] heap = new int[0];
    private int k;
    private int size;

    private TopClasses() {}

    /** That of this thread, which keeps its arrays from block to block. */
    static TopClasses ofThread(CrossEntropy options, int columns, int k) {
        TopClasses top = OF_THREAD.get();
        top.options = options;
        top.k = k;
        top.cap = options.softCap() == Double.POSITIVE_INFINITY ? null : new SoftCap(options.softCap(), columns);
        if (top.logits.length != columns) {
            top.logits = new double[columns];
        }
        if (top.heap.length < k) {
            top.heap = new int[k];
        }
        return top;
    }

    /** Overwrites the logits. Their first row is row {@code firstRow} of both outputs. */
    void find(Matrix rows, int[] classes, int firstRow, Matrix logProbabilities) {
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, logits);
            select(classes, (firstRow + i) * k);
            if (cap != null) {
                cap.apply(logits);
                rows.write(i, logits);
            }
        }
        Kernels.active().logProbabilities(rows, options.temperature(), rows);
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < k; j++) {
                int found = classes[(firstRow + i) * k + j];
                logProbabilities.set(firstRow + i, j, found < 0 ? Double.NaN : rows.get(i, found));
            }
        }
    }

    /** Classes −1 where there is a NaN. */
    private void select(int[] classes, int at) {
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
            return;
        }
        while (size > 0) {
            classes[at + size - 1] = heap[0];
            heap[0] = heap[--size];
            sink();
        }
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
