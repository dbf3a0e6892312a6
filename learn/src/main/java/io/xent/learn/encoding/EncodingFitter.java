package io.xent.learn.encoding;

import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns from training rows how each column becomes features. Rows count alike, whatever their weight.
 *
 * <ul>
 *   <li>Numbers are centred on their mean and divided by their standard deviation (with {@link #scaling} off they stay
 *       as they are); a missing one counts as the mean, and if there was one in training, a feature flags it.
 *   <li>Texts that occur in at least 3 rows get a feature each, the 1,000 most frequent if there are more; the others
 *       share one. If a text was missing in training, so does that.
 *   <li>Texts named by {@link #text} are cut into words and n-grams of words: those in at least 2 rows, at most the
 *       50,000 most frequent, weighted by tf-idf.
 *   <li>Dense vectors of whole numbers in [0, 255] are divided by 255, unless scaling is off.
 *   <li>Columns without values, constant ones and identifiers (texts of which no two rows share one; whole numbers
 *       that count the rows) are dropped, a column that alone tells the label is used and reported.
 * </ul>
 *
 * Immutable: each option gives a new fitter.
 */
public final class EncodingFitter {

    private final boolean scaling;
    private final Set<String> text;
    private final int maxWords;
    private final Set<String> drop;
    private final Set<String> keep;

    private EncodingFitter(boolean scaling, Set<String> text, int maxWords, Set<String> drop, Set<String> keep) {
        this.scaling = scaling;
        this.text = Set.copyOf(text);
        this.maxWords = maxWords;
        this.drop = Set.copyOf(drop);
        this.keep = Set.copyOf(keep);
    }

    /** Scales numbers, takes no column for free text, and drops only what is of no use. */
    public static EncodingFitter defaults() {
        return new EncodingFitter(true, Set.of(), 1, Set.of(), Set.of());
    }

    /** Whether numbers are standardised; if not, the penalty is on coefficients in their own units. */
    public EncodingFitter scaling(boolean on) {
        return new EncodingFitter(on, text, maxWords, drop, keep);
    }

    /** The columns that hold free text. */
    public EncodingFitter text(Set<String> columns) {
        return new EncodingFitter(scaling, columns, maxWords, drop, keep);
    }

    /** How many words an n-gram of free text has at most, 1 to 5; by default 1. */
    public EncodingFitter maxWords(int words) {
        if (words < 1 || words > 5) {
            throw new InvalidInputException("n-grams of up to " + words + " words: choose 1 to 5");
        }
        return new EncodingFitter(scaling, text, words, drop, keep);
    }

    /** Columns that are not used. */
    public EncodingFitter drop(Set<String> columns) {
        return new EncodingFitter(scaling, text, maxWords, columns, keep);
    }

    /** Columns that are used even if they are constant or look like identifiers. */
    public EncodingFitter keep(Set<String> columns) {
        return new EncodingFitter(scaling, text, maxWords, drop, columns);
    }

    /**
     * Learns the encoding of a table that holds neither label nor weights.
     *
     * @param labels class index of each row; only for the report of columns that tell the label
     * @throws InvalidInputException where an option names a column that is not there, a column of free text holds
     *     something else, or no column is of use
     */
    public FittedEncoding fit(Table table, int[] labels, int classes) {
        return fit(ColumnSource.of(table), labels, classes);
    }

    /** The same for columns that are read one at a time; each is read once, unless it is to be dropped. */
    public FittedEncoding fit(ColumnSource table, int[] labels, int classes) {
        if (labels.length != table.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + table.rows() + " rows");
        }
        checkNames(table, text, "free text");
        checkNames(table, keep, "to keep");
        checkNames(table, drop, "to drop");
        LabelLeak leak = new LabelLeak(labels, classes);
        List<ColumnEncoding> encodings = new ArrayList<>();
        List<ColumnReport> reports = new ArrayList<>();
        for (String name : table.names()) {
            if (drop.contains(name)) {
                reports.add(new ColumnReport(name, ColumnReport.Outcome.DROPPED, 0, "as asked"));
                continue;
            }
            Column column = table.column(name);
            ColumnFit fit = fit(column, table.source());
            if (fit.encoding() != null) {
                encodings.add(fit.encoding());
            }
            reports.add(report(column, fit, leak));
        }
        if (encodings.isEmpty()) {
            throw nothingLeft(table.source(), reports);
        }
        return new FittedEncoding(new Encoding(encodings), reports);
    }

    private ColumnFit fit(Column column, String source) {
        boolean kept = keep.contains(column.name());
        if (text.contains(column.name())) {
            if (column instanceof Column.Texts texts) {
                return TextFit.fit(texts, maxWords);
            }
            throw new InvalidInputException(source + ": column '" + column.name() + "' holds " + Inputs.kind(column)
                    + ", not free text; read it as text or do not name it so");
        } else if (column instanceof Column.Numbers numbers) {
            return QuantityFit.numbers(numbers, scaling, kept);
        } else if (column instanceof Column.Booleans booleans) {
            return QuantityFit.booleans(booleans, kept);
        } else if (column instanceof Column.Times times) {
            return QuantityFit.times(times, kept);
        } else if (column instanceof Column.Vectors vectors) {
            return QuantityFit.vectors(vectors, scaling);
        }
        return CategoryFit.fit((Column.Texts) column, kept);
    }

    private static ColumnReport report(Column column, ColumnFit fit, LabelLeak leak) {
        if (fit.encoding() == null) {
            return new ColumnReport(column.name(), ColumnReport.Outcome.DROPPED, 0, fit.detail());
        }
        int width = fit.encoding().width();
        return leak.suspects(column)
                ? new ColumnReport(
                        column.name(),
                        ColumnReport.Outcome.SUSPECT,
                        width,
                        fit.detail() + "; it alone tells the label almost always: drop it if it is not known in use")
                : new ColumnReport(column.name(), ColumnReport.Outcome.USED, width, fit.detail());
    }

    private static void checkNames(ColumnSource table, Set<String> names, String purpose) {
        for (String name : new TreeSet<>(names)) {
            if (!table.names().contains(name)) {
                throw new InvalidInputException(table.source() + ": there is no column '" + name + "' (" + purpose + ")"
                        + DidYouMean.suffix(name, table.names()));
            }
        }
    }

    private static InvalidInputException nothingLeft(String source, List<ColumnReport> reports) {
        if (reports.isEmpty()) {
            return new InvalidInputException(source + ": there is no column to learn from beside the label; add some");
        }
        ColumnReport first = reports.get(0);
        return new InvalidInputException(source + ": no column is of use: '" + first.column() + "' was dropped ("
                + first.detail() + ")"
                + (reports.size() > 1 ? ", as were " + (reports.size() - 1) + " more" : "")
                + "; add columns that differ between the classes");
    }
}
