package io.xent.app;

import io.xent.learn.Dataset;
import io.xent.learn.StratifiedSplit;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.tables.TableRead;
import io.xent.tables.TableReader;
import java.util.Optional;

/** Rows that say when a fit is to stop: a part of those it would be trained on, or those of a file. */
final class ValidationRows {

    private final TrainOptions options;
    private LabelledData ofFile;

    ValidationRows(TrainOptions options) {
        this.options = options;
    }

    /** The two parts of rows, where a fraction was asked for; else all of them. */
    record Cut(LabelledData training, Optional<LabelledData> rest) {}

    Cut cut(LabelledData all) {
        return options.stopping
                .fraction()
                .map(fraction -> {
                    StratifiedSplit split =
                            StratifiedSplit.of(all.classIndices(), all.labels().classes(), fraction, options.seed);
                    return new Cut(all.select(split.training()), Optional.of(all.select(split.heldOut())));
                })
                .orElse(new Cut(all, Optional.empty()));
    }

    Optional<Dataset> encoded(Cut cut, FittedEncoding fitted) {
        if (!options.stopping.asked()) {
            return Optional.empty();
        }
        LabelledData rows = cut.rest().orElseGet(() -> ofFile(cut.training(), fitted));
        return Optional.of(rows.encode(fitted.encoding(), options.precision));
    }

    private LabelledData ofFile(LabelledData training, FittedEncoding fitted) {
        if (ofFile == null) {
            TableRead read = TableReader.read(
                    options.stopping.rows,
                    options.input.reading().like(fitted.encoding()).like(training.labels()));
            LabelledRows rows = LabelledRows.apply(read.table(), training.labels());
            ofFile = LabelledData.of(read.table(), rows, options.weights);
        }
        return ofFile;
    }
}
