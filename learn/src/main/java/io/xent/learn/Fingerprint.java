package io.xent.learn;

/** A number that differs, almost certainly, between data sets and settings that would train differently. */
final class Fingerprint {

    private long hash = 0xcbf29ce484222325L;

    private Fingerprint() {}

    static long of(Dataset data, SoftmaxRegression settings) {
        Fingerprint print = new Fingerprint();
        print.add(data.rows());
        print.add(data.classes());
        print.add(data.features().columns());
        print.add(data.features().precision().ordinal());
        print.add(settings.penalty().l1());
        print.add(settings.penalty().l2());
        print.add(settings.tolerance());
        settings.proximity().ifPresent(print::add);
        print.add(settings.solver().ordinal());
        for (int i = 0; i < data.rows(); i++) {
            print.add(data.labels()[i]);
            print.add(data.weight(i));
        }
        print.add(data.features());
        return print.hash;
    }

    private void add(Proximity proximity) {
        add(proximity.strength());
        for (double weight : proximity.centre().weights()) {
            add(weight);
        }
        for (double bias : proximity.centre().bias()) {
            add(bias);
        }
    }

    private void add(Features features) {
        for (int i = 0; i < features.rows(); i++) {
            if (features instanceof SparseFeatures sparse) {
                for (int at = sparse.start(i); at < sparse.start(i + 1); at++) {
                    add(sparse.index(at));
                    add(sparse.value(at));
                }
            } else {
                addRow((DenseFeatures) features, i);
            }
        }
    }

    private void addRow(DenseFeatures features, int row) {
        int offset = features.offset(row);
        for (int j = 0; j < features.columns(); j++) {
            add(
                    features.array(row) instanceof float[] values
                            ? values[offset + j]
                            : ((double[]) features.array(row))[offset + j]);
        }
    }

    private void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    private void add(long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
    }
}
