package io.xent.learn;

/**
 * The part of an objective that has kinks: {@code λ₁ Σ |w|} over the weights, which come first among the parameters; the
 * biases behind them are free.
 *
 * @param l1 λ₁
 * @param weights how many weights there are
 */
record AbsolutePenalty(double l1, int weights) {

    double value(double[] parameters) {
        if (l1 == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < weights; i++) {
            sum += Math.abs(parameters[i]);
        }
        return l1 * sum;
    }

    /**
     * Turns the gradient of the smooth part into the shortest subgradient of the whole: zero, and only then, at a
     * minimum.
     *
     * @param out may be {@code gradient} itself
     */
    void shortestSubgradient(double[] parameters, double[] gradient, double[] out) {
        for (int i = 0; i < weights; i++) {
            double w = parameters[i];
            out[i] = w == 0 ? shrunk(gradient[i], l1) : gradient[i] + Math.copySign(l1, w);
        }
        if (out != gradient) {
            System.arraycopy(gradient, weights, out, weights, gradient.length - weights);
        }
    }

    /** {@code sign(x) · max(0, |x| − by)}, the soft threshold. */
    static double shrunk(double x, double by) {
        return x > by ? x - by : x < -by ? x + by : 0;
    }
}
