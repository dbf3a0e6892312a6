package io.xent.learn;

/** The features one by one, each with its values in ascending order of rows; made when first asked for, and kept. */
final class FeatureColumns {

    /**
     * One feature.
     *
     * @param rows where its values are; null where every row has one
     */
    record Column(int[] rows, double[] values) {}

    private final Features features;
    private final SparseFeatures byColumn;
    private final Column[] columns;

    FeatureColumns(Features features) {
        this.features = features;
        byColumn = features instanceof SparseFeatures sparse ? sparse.transposed() : null;
        columns = new Column[features.columns()];
    }

    /** Safe to call for different features at the same time. */
    Column column(int feature) {
        if (columns[feature] == null) {
            columns[feature] = byColumn == null ? dense(feature) : sparse(feature);
        }
        return columns[feature];
    }

    private Column sparse(int feature) {
        int start = byColumn.start(feature);
        int size = byColumn.start(feature + 1) - start;
        int[] rows = new int[size];
        double[] values = new double[size];
        for (int t = 0; t < size; t++) {
            rows[t] = byColumn.index(start + t);
            values[t] = byColumn.value(start + t);
        }
        return new Column(rows, values);
    }

    private Column dense(int feature) {
        double[] values = new double[features.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.get(i, feature);
        }
        return new Column(null, values);
    }
}
