package io.xent.learn;

/**
 * The change of variables {@code b' = b + Wμ} that takes features to their distance from the mean μ: sparse features stay
 * sparse, and weights are the same.
 *
 * @param means μ
 */
record Centring(double[] means, int classes) {

    private int bias() {
        return means.length * classes;
    }

    /** Writes the parameters for centred features into {@code out}, and returns it. */
    double[] point(double[] parameters, double[] out) {
        System.arraycopy(parameters, 0, out, 0, out.length);
        shiftBias(out, 1);
        return out;
    }

    /** Turns parameters for centred features into those for the features as they are. */
    void uncentred(double[] parameters) {
        shiftBias(parameters, -1);
    }

    private void shiftBias(double[] parameters, double sign) {
        for (int j = 0; j < means.length; j++) {
            double mean = sign * means[j];
            for (int k = 0; k < classes; k++) {
                parameters[bias() + k] += mean * parameters[j * classes + k];
            }
        }
    }

    /** Turns a gradient with respect to the parameters into that with respect to those for centred features. */
    void gradient(double[] gradient) {
        for (int j = 0; j < means.length; j++) {
            for (int k = 0; k < classes; k++) {
                gradient[j * classes + k] -= means[j] * gradient[bias() + k];
            }
        }
    }
}
