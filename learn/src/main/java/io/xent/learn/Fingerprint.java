package io.xent.learn;

/** A number that differs, almost certainly, between data sets and settings that would train differently. */
public final class Fingerprint {

    private long hash = 0xcbf29ce484222325L;

    private Fingerprint() {}

    /**
     * Of data and settings.
     *
     * @param settings numbers, or bits of numbers, that say how it is trained
     */
    public static long of(Dataset data, long... settings) {
        Fingerprint print = new Fingerprint();
        print.addShape(data);
        for (long setting : settings) {
            print.add(setting);
        }
        print.addRows(data);
        return print.hash;
    }

    static long of(Dataset data, SoftmaxRegression settings) {
        Fingerprint print = new Fingerprint();
        print.addShape(data);
        print.add(settings.penalty().l1());
        print.add(settings.penalty().l2());
        print.add(settings.tolerance());
        settings.proximity().ifPresent(print::add);
        print.add(settings.solver().ordinal());
        print.add(settings.labelSmoothing());
        if (settings.loss() != TrainingLoss.CROSS_ENTROPY) {
            print.add(settings.loss().ordinal());
        }
        print.addRows(data);
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

    private void addShape(Dataset data) {
        add(data.rows());
        add(data.classes());
        add(data.features().columns());
        add(data.features().precision().ordinal());
    }

    private void addRows(Dataset data) {
        for (int i = 0; i < data.rows(); i++) {
            add(data.labels()[i]);
            add(data.weight(i));
        }
        addCells(data.targets());
        addCells(data.offsets());
        add(data.features());
    }

    private void addCells(double[] cells) {
        for (int at = 0; cells != null && at < cells.length; at++) {
            add(cells[at]);
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
