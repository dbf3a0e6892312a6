package io.xent.learn;

/** What a linear classifier loses on a row, in terms of the scores z of the classes and the row's own class y. */
public enum TrainingLoss {
    /** {@code log Σ_k exp(z_k) − z_y}, in nats: scores become probabilities by softmax. */
    CROSS_ENTROPY("cross-entropy"),
    /**
     * {@code ½ Σ_{k≠y} max(0, 1 + z_k − z_y)²}, the squared hinge of a multiclass support vector machine after Weston and
     * Watkins (1999). A row that is right by a margin of 1 loses nothing. It has no unit, and softmax of its scores are no
     * probabilities before they are calibrated.
     */
    HINGE("hinge");

    private final String label;

    TrainingLoss(String label) {
        this.label = label;
    }

    /** @throws IllegalArgumentException where no loss is called so */
    public static TrainingLoss named(String label) {
        for (TrainingLoss loss : values()) {
            if (loss.label.equals(label)) {
                return loss;
            }
        }
        throw new IllegalArgumentException("no loss is called '" + label + "'");
    }

    /** What it is called on the command line. */
    @Override
    public String toString() {
        return label;
    }
}
