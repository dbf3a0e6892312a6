package io.xent.app;

import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.ColumnReport;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.FittedEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the encoding of rows comes from. */
@FunctionalInterface
interface Encodings {

    FittedEncoding of(LabelledData rows);

    /** It is learned from the rows themselves. */
    static Encodings learned(EncodingFitter fitter) {
        return rows ->
                fitter.fit(rows.table(), rows.classIndices(), rows.labels().classes());
    }

    /** It is that of a model, whatever the rows are. */
    static Encodings of(Encoding encoding) {
        return rows -> {
            List<ColumnReport> reports = new ArrayList<>();
            for (Column column : rows.table().columns()) {
                Optional<ColumnEncoding> used = encoding.columns().stream()
                        .filter(c -> c.column().equals(column.name()))
                        .findFirst();
                reports.add(used.map(c -> new ColumnReport(
                                c.column(), ColumnReport.Outcome.USED, c.width(), "as the model has it"))
                        .orElseGet(() -> new ColumnReport(
                                column.name(), ColumnReport.Outcome.DROPPED, 0, "the model does not use it")));
            }
            return new FittedEncoding(encoding, reports);
        };
    }
}
