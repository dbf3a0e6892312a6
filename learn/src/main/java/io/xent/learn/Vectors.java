package io.xent.learn;

import io.xent.core.Parallelism;

/** Arithmetic of long vectors, in fixed pieces that are combined in order: the same bits for any parallelism. */
final class Vectors {

    private static final int PIECE = 1 << 15;

    private final Parallelism parallelism;

    Vectors(Parallelism parallelism) {
        this.parallelism = parallelism;
    }

    @FunctionalInterface
    private interface Range {
        void run(int from, int to);
    }

    private void forEachPiece(int length, Range range) {
        int pieces = pieces(length);
        if (pieces <= 1) {
            range.run(0, length);
        } else {
            parallelism.forEach(pieces, i -> range.run(i * PIECE, Math.min(length, (i + 1) * PIECE)));
        }
    }

    private static int pieces(int length) {
        return (int) ((length + (long) PIECE - 1) / PIECE);
    }

    /** {@code Σ x_i y_i}. */
    double dot(double[] x, double[] y) {
        double[] partial = new double[Math.max(1, pieces(x.length))];
        forEachPiece(x.length, (from, to) -> partial[from / PIECE] = dot(x, y, from, to));
        double sum = 0;
        for (double p : partial) {
            sum += p;
        }
        return sum;
    }

    private static double dot(double[] x, double[] y, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < to; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** {@code Σ x_i y_i}. */
    double dot(float[] x, double[] y) {
        double[] partial = new double[Math.max(1, pieces(x.length))];
        forEachPiece(x.length, (from, to) -> {
            double s0 = 0;
            double s1 = 0;
            int i = from;
            for (; i + 2 <= to; i += 2) {
                s0 += x[i] * y[i];
                s1 += x[i + 1] * y[i + 1];
            }
            for (; i < to; i++) {
                s0 += x[i] * y[i];
            }
            partial[from / PIECE] = s0 + s1;
        });
        double sum = 0;
        for (double p : partial) {
            sum += p;
        }
        return sum;
    }

    /** {@code y += a x}. */
    void add(double a, float[] x, double[] y) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] += a * x[i];
            }
        });
    }

    /** {@code out = x − y}, rounded to 32 bits. */
    void subtract(double[] x, double[] y, float[] out) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = (float) (x[i] - y[i]);
            }
        });
    }

    /** {@code out = x − y}. */
    void difference(double[] x, double[] y, double[] out) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = x[i] - y[i];
            }
        });
    }

    /** {@code out = x}, rounded to 32 bits. */
    void narrow(double[] x, float[] out) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = (float) x[i];
            }
        });
    }

    /** {@code out = x}, widened. */
    void widen(float[] x, double[] out) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = x[i];
            }
        });
    }

    /** Euclidean norm. */
    double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** {@code y += a x}. */
    void add(double a, double[] x, double[] y) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] += a * x[i];
            }
        });
    }

    /** {@code y = x + a y}. */
    void scaleAndAdd(double[] x, double a, double[] y) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] = x[i] + a * y[i];
            }
        });
    }

    /** {@code out = x + a d}. */
    void step(double[] x, double a, double[] d, double[] out) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = x[i] + a * d[i];
            }
        });
    }

    /** {@code x *= a}. */
    void scale(double a, double[] x) {
        forEachPiece(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] *= a;
            }
        });
    }
}
