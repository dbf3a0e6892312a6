package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import io.xent.onnx.OnnxModel;
import io.xent.onnx.Scores;
import io.xent.tables.TableWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The columns that {@code xent predict} writes: what was kept, the most probable classes, their probabilities. */
final class Predictions {

    private final OnnxModel model;
    private final List<String> classes;
    private final int top;
    private final boolean everyClass;
    private final TableWriter columns = new TableWriter();

    /** @param top how many classes to name; null for one, followed by the probability of every class */
    Predictions(OnnxModel model, Integer top) {
        this.model = model;
        this.classes = model.classes();
        this.top = top == null ? 1 : Math.min(top, classes.size());
        this.everyClass = top == null;
    }

    void keep(Table table, List<String> names) {
        for (String name : names) {
            Column column = table.column(name)
                    .orElseThrow(() -> new InvalidInputException(table.source() + ": there is no column '" + name
                            + "' to keep"
                            + DidYouMean.suffix(
                                    name,
                                    table.columns().stream().map(Column::name).toList())));
            columns.texts(name, texts(column));
        }
    }

    private static String[] texts(Column column) {
        String[] texts = new String[column.rows()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = column.isMissing(row) ? null : text(column, row);
        }
        return texts;
    }

    private static String text(Column column, int row) {
        if (column instanceof Column.Texts texts) {
            return texts.value(row);
        } else if (column instanceof Column.Numbers numbers) {
            double value = numbers.values()[row];
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        } else if (column instanceof Column.Booleans booleans) {
            return booleans.values()[row] == 1 ? "true" : "false";
        } else if (column instanceof Column.Times times) {
            java.time.Instant instant = java.time.Instant.ofEpochMilli(Math.round(1000 * times.epochSeconds()[row]));
            return times.hasTimeOfDay()
                    ? instant.toString()
                    : instant.toString().substring(0, 10);
        }
        throw new InvalidInputException("column '" + column.name() + "' holds vectors, which cannot be kept");
    }

    void score(Table table) {
        int[][] ranked = new int[top][table.rows()];
        double[][] probabilities = new double[top][table.rows()];
        double[][] all = new double[everyClass ? classes.size() : 0][table.rows()];
        model.score(table, scores -> fill(scores, ranked, probabilities, all));
        for (int rank = 0; rank < top; rank++) {
            String suffix = rank == 0 ? "" : "_" + (rank + 1);
            label("label" + suffix, ranked[rank]);
            columns.numbers("probability" + suffix, probabilities[rank]);
        }
        for (int k = 0; k < all.length; k++) {
            columns.numbers("p_" + classes.get(k), all[k]);
        }
    }

    private void fill(Scores scores, int[][] ranked, double[][] probabilities, double[][] all) {
        Matrix p = scores.probabilities();
        int[] first = scores.classIndices();
        for (int i = 0; i < scores.rows(); i++) {
            int row = scores.firstRow() + i;
            int[] order = top == 1 ? new int[] {first[i]} : order(p, i);
            for (int rank = 0; rank < top; rank++) {
                ranked[rank][row] = order[rank];
                probabilities[rank][row] = p.get(i, order[rank]);
            }
            for (int k = 0; k < all.length; k++) {
                all[k][row] = p.get(i, k);
            }
        }
    }

    private static int[] order(Matrix p, int row) {
        return IntStream.range(0, p.columns())
                .boxed()
                .sorted((a, b) -> Double.compare(p.get(row, b), p.get(row, a)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void label(String name, int[] classIndices) {
        boolean whole = model.labels()
                .filter(labels -> labels.kind() == Labels.Kind.WHOLE_NUMBER)
                .isPresent();
        if (whole) {
            columns.wholeNumbers(
                    name,
                    Arrays.stream(classIndices)
                            .mapToLong(k -> Long.parseLong(classes.get(k)))
                            .toArray());
        } else {
            columns.texts(
                    name, Arrays.stream(classIndices).mapToObj(classes::get).toArray(String[]::new));
        }
    }

    TableWriter columns() {
        return columns;
    }
}
