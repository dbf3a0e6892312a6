package io.xent.learn;

/** The conditions of a minimum, written out from the definitions, weight by weight, with no code of the trainings. */
final class PlainOptimality {

    private final Dataset data;
    private final Penalty penalty;

    PlainOptimality(Dataset data, Penalty penalty) {
        this.data = data;
        this.penalty = penalty;
    }

    /** The largest component of the shortest subgradient. */
    double worst(LinearClassifier classifier) {
        double[][] residuals = residuals(classifier);
        double worst = 0;
        for (int k = 0; k < data.classes(); k++) {
            double ofBias = 0;
            for (double[] residual : residuals) {
                ofBias += residual[k];
            }
            worst = Math.max(worst, Math.abs(ofBias));
            for (int j = 0; j < data.features().columns(); j++) {
                double slope = penalty.l2() * classifier.weight(k, j);
                for (int i = 0; i < data.rows(); i++) {
                    slope += residuals[i][k] * data.features().get(i, j);
                }
                double w = classifier.weight(k, j);
                double violation = w == 0
                        ? Math.max(0, Math.abs(slope) - penalty.l1())
                        : Math.abs(slope + Math.signum(w) * penalty.l1());
                worst = Math.max(worst, violation);
            }
        }
        return worst;
    }

    /** Of each row, weight times (probabilities minus indicator of its class). */
    private double[][] residuals(LinearClassifier classifier) {
        double[][] residuals = new double[data.rows()][];
        double total = data.totalWeight();
        for (int i = 0; i < data.rows(); i++) {
            double[] row = new double[data.features().columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = data.features().get(i, j);
            }
            residuals[i] = classifier.probabilities(row);
            residuals[i][data.labels()[i]] -= 1;
            for (int k = 0; k < data.classes(); k++) {
                residuals[i][k] *= data.weight(i) / total;
            }
        }
        return residuals;
    }
}
