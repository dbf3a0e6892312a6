package io.xent.learn.verification;

/** What a row loses by its logits, computed from differences of them. An object is used by several threads at once. */
interface RowLoss {

    /**
     * The loss of a row.
     *
     * @param logits of the classes that are present; not changed
     * @param p receives the probabilities of these classes, where there are such
     * @param gradient receives the loss's gradient with respect to the logits
     */
    double lossAndGradient(int row, CompensatedSums logits, double[] p, double[] gradient);

    /** A length of which the gradient's error is at most eight roundings. */
    double errorScale(double[] p, double[] gradient);
}
