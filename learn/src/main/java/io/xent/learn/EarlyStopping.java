package io.xent.learn;

/**
 * When a fit ends before its optimum: as soon as the mean loss of rows that are not trained on has not fallen for so many iterations.
 * The parameters that were best on these rows are kept. They depend on the way that the solver takes, not on the objective alone.
 *
 * @param validation rows that are not trained on, of the same columns and classes
 * @param patience iterations without a fall, at least 1
 */
public record EarlyStopping(Dataset validation, int patience) {

    public EarlyStopping {
        if (patience < 1) {
            throw new InvalidInputException(
                    "the patience is " + patience + ": it is a number of iterations, at least 1, such as 5");
        }
    }

    /**
     * Where a fit was stopped.
     *
     * @param iteration whose parameters were kept
     * @param loss mean loss of the validation rows there
     */
    public record Stop(int iteration, double loss) {}
}
