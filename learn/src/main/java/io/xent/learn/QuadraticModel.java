package io.xent.learn;

/**
 * The mean loss and the squares of the penalty near a point, to second order, as a function of some of the weights: the
 * bias is always the best one for them. Weights are numbered from 0 in an order of the model's own.
 */
interface QuadraticModel {

    /** The index, among the parameters, of each weight of the model. */
    int[] weights();

    /** The second derivative along a weight, positive. */
    double curvature(int weight);

    /** The slope along a weight where the model stands. */
    double slope(int weight);

    /** Moves along a weight. */
    void move(int weight, double by);

    /** The change of the bias that goes with where the model stands. */
    double[] biasChange();
}
