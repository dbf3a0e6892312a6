package io.xent.onnx;

import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.SparseFeatures;

/** The numbers of each row, for an input. */
interface NumberSource {

    /** Puts the numbers of a row that are not zero. */
    void read(int row, Sink sink);

    interface Sink {
        void put(int column, double value);
    }

    /** The first {@code width} numbers of each row. */
    static NumberSource of(Features values, int width) {
        if (values instanceof SparseFeatures sparse) {
            return (row, sink) -> {
                for (int at = sparse.start(row); at < sparse.start(row + 1) && sparse.index(at) < width; at++) {
                    sink.put(sparse.index(at), sparse.value(at));
                }
            };
        }
        DenseFeatures dense = (DenseFeatures) values;
        return (row, sink) -> {
            for (int j = 0; j < width; j++) {
                sink.put(j, dense.get(row, j));
            }
        };
    }
}
