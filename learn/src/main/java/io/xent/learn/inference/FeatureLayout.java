package io.xent.learn.inference;

import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which features belong together as one column of the table, and in which units they were measured. A feature x of the
 * model is {@code (u − centre) / scale} of a u in the units of the data.
 *
 * @param columns in the order of their features, covering all of them
 * @param centre of each feature
 * @param scale of each feature, positive
 */
public record FeatureLayout(List<Column> columns, double[] centre, double[] scale) {

    private static final double SECONDS_PER_DAY = 86_400;

    /**
     * A column of the table.
     *
     * @param name of the column
     * @param from its first feature
     * @param to one past its last
     * @param base the feature to leave out first where not all can be estimated: the level that others are compared with;
     *     −1 where none is preferred
     */
    public record Column(String name, int from, int to, int base) {}

    public FeatureLayout {
        columns = List.copyOf(columns);
        int width = columns.isEmpty() ? 0 : columns.get(columns.size() - 1).to();
        if (centre.length != width || scale.length != width) {
            throw new IllegalArgumentException(
                    width + " features, " + centre.length + " centres, " + scale.length + " scales");
        }
    }

    /** Each feature a column of its own, in units of the data. */
    public static FeatureLayout of(List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            columns.add(new Column(names.get(j), j, j + 1, -1));
        }
        double[] ones = new double[names.size()];
        Arrays.fill(ones, 1);
        return new FeatureLayout(columns, new double[names.size()], ones);
    }

    /** The columns of a table by their encoding. Numbers are in their own units, times in days since 1970-01-01 UTC. */
    public static FeatureLayout of(Encoding encoding) {
        List<Column> columns = new ArrayList<>();
        double[] centre = new double[encoding.width()];
        double[] scale = new double[encoding.width()];
        Arrays.fill(scale, 1);
        int from = 0;
        for (ColumnEncoding column : encoding.columns()) {
            int to = from + column.width();
            int base = -1;
            if (column instanceof ColumnEncoding.Number number) {
                centre[from] = number.centre();
                scale[from] = number.scale();
            } else if (column instanceof ColumnEncoding.Time time) {
                centre[from] = time.centre() / SECONDS_PER_DAY;
                scale[from] = time.scale() / SECONDS_PER_DAY;
                base = from + 3;
            } else if (column instanceof ColumnEncoding.Vector vector) {
                Arrays.fill(scale, from, to, vector.divisor());
            } else if (column instanceof ColumnEncoding.Category) {
                base = from;
            }
            columns.add(new Column(column.column(), from, to, base));
            from = to;
        }
        return new FeatureLayout(columns, centre, scale);
    }

    int features() {
        return scale.length;
    }

    /** Columns of a {@link Design}, intercept first and bases last, without the features of the columns left out. */
    int[] order(boolean[] leftOut) {
        List<Integer> first = new ArrayList<>(List.of(0));
        List<Integer> last = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            for (int j = column.from(); j < column.to() && !leftOut[c]; j++) {
                (j == column.base() ? last : first).add(j + 1);
            }
        }
        first.addAll(last);
        return first.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The column a feature belongs to. */
    int columnOf(int feature) {
        int c = 0;
        while (columns.get(c).to() <= feature) {
            c++;
        }
        return c;
    }
}
