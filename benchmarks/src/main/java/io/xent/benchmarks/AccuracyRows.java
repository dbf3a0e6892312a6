package io.xent.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows of logits of one kind with a class index each, from a fixed seed. */
record AccuracyRows(String kind, int classes, float[][] logits, int[] targets) {

    static final String[] KINDS = {"standard", "wide", "adversarial", "margin 5", "margin 17", "margin 40", "margin 80"
    };

    private static final long SEED = 20261125;

    /** About so many values per kind and number of classes. */
    private static final int VALUES = 200_000;

    private static final int MOST_ROWS = 2000;

    static AccuracyRows of(String kind, int classes) {
        SplittableRandom random = new SplittableRandom(SEED + classes);
        int rows = Math.max(1, Math.min(MOST_ROWS, VALUES / classes));
        if (kind.equals("adversarial")) {
            rows = Math.max(rows, Trap.values().length);
        }
        float[][] logits = new float[rows][classes];
        int[] targets = new int[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = fill(kind, i, logits[i], random);
        }
        return new AccuracyRows(kind, classes, logits, targets);
    }

    private static int fill(String kind, int row, float[] logits, SplittableRandom random) {
        switch (kind) {
            case "standard" -> normal(logits, 1, random);
            case "wide" -> normal(logits, 10, random);
            case "adversarial" -> Trap.values()[row % Trap.values().length].set(logits, random);
            default -> {
                normal(logits, 1, random);
                int target = random.nextInt(logits.length);
                logits[target] = Float.NEGATIVE_INFINITY;
                logits[target] = logits[top(logits)] + Integer.parseInt(kind.substring("margin ".length()));
                return target;
            }
        }
        return row % 2 == 0 ? top(logits) : random.nextInt(logits.length);
    }

    /** What sums, differences and exponentials in single precision stumble over. */
    private enum Trap {
        EQUAL,
        EARLY_SPIKE,
        LATE_SPIKE,
        DESCENDING,
        ASCENDING,
        FAR_OFF,
        FAR_BELOW,
        VERY_WIDE,
        TWO_LEVELS,
        NEAR_TIES;

        void set(float[] logits, SplittableRandom random) {
            int classes = logits.length;
            normal(logits, this == VERY_WIDE ? 100 : this == FAR_OFF ? 5 : 1, random);
            switch (this) {
                case EQUAL -> Arrays.fill(logits, 0.1f);
                case EARLY_SPIKE -> logits[0] = 12.3f;
                case LATE_SPIKE -> logits[classes - 1] = 64.7f;
                case DESCENDING -> Arrays.sort(negated(logits));
                case ASCENDING -> Arrays.sort(logits);
                case FAR_OFF -> shift(logits, 12345.67f);
                case FAR_BELOW -> shift(logits, -1e6f);
                case TWO_LEVELS -> fillAfterFirst(logits, -16.5f);
                case NEAR_TIES -> fillAfterFirst(logits, Math.nextDown(logits[0]));
                case VERY_WIDE -> {}
            }
            if (this == DESCENDING) {
                negated(logits);
            }
        }
    }

    private static void fillAfterFirst(float[] logits, float value) {
        Arrays.fill(logits, 1, logits.length, value);
    }

    private static void shift(float[] logits, float by) {
        for (int k = 0; k < logits.length; k++) {
            logits[k] += by;
        }
    }

    private static float[] negated(float[] logits) {
        for (int k = 0; k < logits.length; k++) {
            logits[k] = -logits[k];
        }
        return logits;
    }

    private static void normal(float[] logits, double deviation, SplittableRandom random) {
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) (deviation * random.nextGaussian());
        }
    }

    private static int top(float[] logits) {
        int top = 0;
        for (int k = 1; k < logits.length; k++) {
            top = logits[k] > logits[top] ? k : top;
        }
        return top;
    }
}
