package io.xent.learn.metrics;

/**
 * How well one class is found, or an average of that over the classes. A quotient of 0 by 0 is 0, as in scikit-learn.
 *
 * @param precision of the rows predicted to be of the class, the fraction that is; 0 where none was predicted
 * @param recall of the rows of the class, the fraction predicted to be; 0 where there are none
 * @param f1 {@code 2·hits / (rows of the class + rows predicted)}, the harmonic mean of the two
 * @param support the weight of the rows of the class; of all rows in an average
 */
public record Scores(double precision, double recall, double f1, double support) {

    static Scores of(double hits, double predicted, double actual) {
        return new Scores(
                quotient(hits, predicted), quotient(hits, actual), quotient(2 * hits, predicted + actual), actual);
    }

    private static double quotient(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }
}
