package io.xent.core;

/** The target of {@link Target#distributions(Matrix)}. */
final class Distributions extends Target {

    private final Matrix distributions;

    Distributions(Matrix distributions, double[] rowWeights, int firstWeight) {
        super(rowWeights, firstWeight);
        this.distributions = distributions;
    }

    @Override
    public int rows() {
        return distributions.rows();
    }

    @Override
    public Matrix matrix() {
        return distributions;
    }

    @Override
    public void read(int row, double[] out, int classes) {
        distributions.read(row, out);
    }

    @Override
    void requireClasses(int classes) {
        if (distributions.columns() != classes) {
            throw new IllegalArgumentException(
                    "target distributions over " + distributions.columns() + " classes for logits of " + classes);
        }
    }

    @Override
    void validate(int row, int classes) {
        int start = distributions.start(row);
        for (int k = 0; k < classes; k++) {
            requireProbability(row, k, distributions.at(start + k));
        }
    }

    @Override
    double mass(int row, double[] classWeights) {
        CompensatedSum sum = new CompensatedSum();
        int start = distributions.start(row);
        for (int k = 0; k < distributions.columns(); k++) {
            double y = distributions.at(start + k);
            sum.add(classWeights == null ? y : classWeights[k] * y);
        }
        return sum.value();
    }

    @Override
    Target weighted(double[] weights, int firstOfWeights) {
        return new Distributions(distributions, weights, firstOfWeights);
    }

    @Override
    Target view(int from, int to) {
        return new Distributions(distributions.rows(from, to), rowWeights, firstWeight + from);
    }
}
