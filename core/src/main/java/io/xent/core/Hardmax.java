package io.xent.core;

/** 1 at the first largest logit of a row, 0 elsewhere. */
final class Hardmax {

    private static final int NONE = -1;
    private static final int UNDEFINED = -2;

    private Hardmax() {}

    static void rows(Matrix logits, int from, int to, Matrix out) {
        for (int i = from; i < to; i++) {
            int top = top(logits, i);
            if (top == UNDEFINED) {
                for (int k = 0; k < out.columns(); k++) {
                    out.set(i, k, Double.NaN);
                }
            } else {
                out.clearRow(i);
                if (top >= 0) {
                    out.set(i, top, 1);
                }
            }
        }
    }

    private static int top(Matrix logits, int row) {
        int start = logits.start(row);
        double max = Double.NEGATIVE_INFINITY;
        int top = NONE;
        for (int k = 0; k < logits.columns(); k++) {
            double x = logits.at(start + k);
            if (x > max) {
                max = x;
                top = k;
            } else if (x != x) {
                return UNDEFINED;
            }
        }
        return top;
    }
}
