package io.xent.vector;

/** Sums that stay exact over a million terms: eight at a time within a block, and with what rounding loses between them. */
final class Sums {

    private static final int BLOCK = 512;

    private Sums() {}

    static double of(double[] terms, int count) {
        double sum = 0;
        double lost = 0;
        for (int from = 0; from < count; from += BLOCK) {
            double term = ofBlock(terms, from, Math.min(count, from + BLOCK));
            double next = sum + term;
            double part = next - sum;
            lost += (sum - (next - part)) + (term - part);
            sum = next;
        }
        return sum + lost;
    }

    /** {@code Σ a_k b_k}, with the products left in {@code scratch}. */
    static double ofProducts(double[] a, double[] b, double[] scratch, int count) {
        for (int k = 0; k < count; k++) {
            scratch[k] = a[k] * b[k];
        }
        return of(scratch, count);
    }

    private static double ofBlock(double[] terms, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int k = from;
        for (; k <= to - 8; k += 8) {
            s0 += terms[k];
            s1 += terms[k + 1];
            s2 += terms[k + 2];
            s3 += terms[k + 3];
            s4 += terms[k + 4];
            s5 += terms[k + 5];
            s6 += terms[k + 6];
            s7 += terms[k + 7];
        }
        for (; k < to; k++) {
            s0 += terms[k];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
