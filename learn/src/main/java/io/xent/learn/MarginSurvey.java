package io.xent.learn;

/**
 * What the logits of a model say about the rows it was trained on.
 *
 * @param separates whether every row that counts has its own class strictly first
 * @param lowestTop the lowest, over all rows, of a row's largest logit
 */
record MarginSurvey(boolean separates, double lowestTop) {

    static MarginSurvey of(TrainingProblem problem, DataPass pass, double[] parameters) {
        boolean[] failed = new boolean[pass.blocks()];
        double[] lowest = new double[pass.blocks()];
        pass.forward(parameters, (block, from, rows, z) -> {
            lowest[block] = Double.POSITIVE_INFINITY;
            for (int i = 0; i < rows; i++) {
                int label = problem.labels()[from + i];
                double own = z[i * pass.classes() + label];
                double others = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < pass.classes(); k++) {
                    others = k == label ? others : Math.max(others, z[i * pass.classes() + k]);
                }
                failed[block] |= problem.weights()[from + i] > 0 && !(own > others);
                lowest[block] = Math.min(lowest[block], Math.max(own, others));
            }
        });
        boolean separates = true;
        double lowestTop = Double.POSITIVE_INFINITY;
        for (int block = 0; block < failed.length; block++) {
            separates &= !failed[block];
            lowestTop = Math.min(lowestTop, lowest[block]);
        }
        return new MarginSurvey(separates, lowestTop);
    }
}
