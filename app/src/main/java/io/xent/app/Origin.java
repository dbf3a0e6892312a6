package io.xent.app;

import io.xent.tables.SourceHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows a model was trained on, as its metadata say, so that {@code xent verify} finds the same ones.
 *
 * @param filesSha256 of the files they were read from; empty for a query
 * @param rowsSha256 of the rows as they were encoded
 * @param columns what of a row is no feature
 * @param start the model that was started from
 * @param split which part of the rows was kept from training, or null
 * @param validation which part of the others was kept to stop by
 */
record Origin(
        Optional<String> filesSha256,
        String rowsSha256,
        RowColumns columns,
        Double split,
        Optional<Double> validation,
        Optional<Path> start) {

    static final String FILES = "data.sha256";
    static final String ROWS = "rows.sha256";
    static final String WEIGHTS = "weights";

    /** Says that the classes are columns of probabilities. */
    static final String TARGETS = "targets";

    /** How many of the last columns are offsets. */
    static final String OFFSETS = "offsets";

    static final String SPLIT = "split";
    static final String VALIDATION = "validation";
    static final String STRENGTH = "strength";
    static final String PROXIMITY = "proximity";
    static final String FROM = "from";
    static final String FROM_SHA256 = "from.sha256";

    void put(Map<String, String> entries) {
        filesSha256.ifPresent(hash -> entries.put(FILES, hash));
        entries.put(ROWS, rowsSha256);
        if (columns.weights() != null) {
            entries.put(WEIGHTS, columns.weights());
        }
        if (!columns.targets().isEmpty()) {
            entries.put(TARGETS, "columns");
        }
        if (!columns.offsets().areNone()) {
            entries.put(OFFSETS, Integer.toString(columns.offsets().columns().size()));
        }
        if (split != null) {
            entries.put(SPLIT, Double.toString(split));
        }
        validation.ifPresent(fraction -> entries.put(VALIDATION, Double.toString(fraction)));
        start.ifPresent(model -> {
            entries.put(FROM, model.toString());
            entries.put(FROM_SHA256, SourceHash.sha256(List.of(model)));
        });
    }
}
