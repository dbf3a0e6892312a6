package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.StratifiedSplit;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import io.xent.learn.encoding.TargetColumns;
import io.xent.tables.ReadOptions;
import io.xent.tables.TableRead;
import io.xent.tables.TableReader;
import java.util.Optional;

/** Reads the rows of a training into memory, and lets go of the raw ones as soon as nothing needs them. */
final class RowsInMemory {

    private final TrainOptions options;
    private final Optional<TrainedModel> start;
    private final StatusLine line;
    private final Notices notices;

    /** @param start the model that is started from, which says what the columns and classes are */
    RowsInMemory(TrainOptions options, Optional<TrainedModel> start, StatusLine line, Notices notices) {
        this.options = options;
        this.start = start;
        this.line = line;
        this.notices = notices;
    }

    TrainingRows read(Parallelism parallelism) {
        TrainingTable read = TrainingTable.read(options, start, notices);
        Trainer trainer =
                new Trainer(options, read.encodings(), Optional.of(read.data().table()), parallelism);
        LabelledData training = read.data();
        Optional<LabelledData> split = Optional.empty();
        if (options.testing.split != null) {
            StratifiedSplit parts = split(training, options, notices);
            split = Optional.of(training.select(parts.heldOut()));
            training = training.select(parts.training());
        }
        trainer.reference(training.labels());
        line.phase("encoding " + Figures.count(training.rows(), "row"));
        Trainer.Encoded encoded = trainer.encode(training);
        Table table = encoded.source().table();
        start.ifPresent(model -> UnseenWords.notice(table, model, notices));
        start.ifPresent(
                model -> notices.absentClasses(encoded.data(), model.pipeline().labels()));
        notices.columns(encoded.fitted().columns(), options.drop);
        Optional<Dataset> test = split.or(() -> testFile(encoded, read.columns()))
                .map(rows -> rows.encode(encoded.fitted().encoding(), options.precision));
        boolean needsRaw = options.penalty.folds != null
                || options.calibration.asked()
                || options.inference
                || test.isEmpty() && encoded.source().rows() <= Training.MOST_ROWS_TO_ESTIMATE;
        return new TrainingRows(
                trainer, needsRaw ? encoded : encoded.withoutRaw(), test, read.columns(), read.sha256());
    }

    static StratifiedSplit split(LabelledData data, TrainOptions options, Notices notices) {
        StratifiedSplit split =
                StratifiedSplit.of(data.classIndices(), data.labels().classes(), options.testing.split, options.seed);
        notices.singleRowClasses(split.singleRowClasses(), data.labels());
        return split;
    }

    private Optional<LabelledData> testFile(Trainer.Encoded encoded, RowColumns columns) {
        if (options.testing.file == null) {
            return Optional.empty();
        }
        line.phase("reading " + options.testing.file);
        TableRead read = TableReader.read(options.testing.file, reading(options, encoded));
        LabelledRows rows = columns.targets().isEmpty()
                ? LabelledRows.apply(read.table(), encoded.source().labels())
                : TargetColumns.rows(read.table(), columns.targets());
        notices.of(options.testing.file, read.notices());
        notices.of(options.testing.file, rows.notices());
        return Optional.of(LabelledData.of(read.table(), rows, columns));
    }

    /** How a file is read whose columns are of the kinds learned from. */
    static ReadOptions reading(TrainOptions options, Trainer.Encoded encoded) {
        return options.input
                .reading()
                .like(encoded.fitted().encoding())
                .like(encoded.source().labels());
    }
}
