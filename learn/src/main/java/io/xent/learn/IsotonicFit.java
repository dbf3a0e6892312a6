package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al., 1955): of all curves that do not fall, the one with the
 * least squared distance to whether rows are of the class, which is the one of least log loss, too.
 */
final class IsotonicFit {

    private IsotonicFit() {}

    static IsotonicMap of(CalibrationRows rows) {
        int classes = rows.classes();
        double[] values = rows.values().clone();
        Matrix p = Matrix.of(values, rows.size(), classes);
        new Softmax().probabilities(p, p);
        List<IsotonicMap.Curve> curves = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            int of = k;
            double[] x = IntStream.range(0, rows.size())
                    .mapToDouble(i -> values[i * classes + of])
                    .toArray();
            double[] hits = IntStream.range(0, rows.size())
                    .mapToDouble(i -> rows.label(i) == of ? 1 : 0)
                    .toArray();
            curves.add(believable(curve(x, hits, rows.weights()), rows.totalWeight()));
        }
        return new IsotonicMap(curves);
    }

    /** Few rows prove no probability of 0 or 1, and one wrong row would cost an infinite loss: half a row is kept back. */
    private static IsotonicMap.Curve believable(IsotonicMap.Curve curve, double totalWeight) {
        double least = 0.5 / (totalWeight + 1);
        double[] y = new double[curve.y().length];
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.min(Math.max(curve.y()[j], least), 1 - least);
        }
        return new IsotonicMap.Curve(curve.x(), y);
    }

    /** A block of neighbouring x whose means would have fallen. */
    private record Block(double from, double to, double weight, double sum) {
        Block with(Block next) {
            return new Block(from, next.to, weight + next.weight, sum + next.sum);
        }

        double mean() {
            return sum / weight;
        }
    }

    static IsotonicMap.Curve curve(double[] x, double[] y, double[] weights) {
        List<Block> blocks = new ArrayList<>();
        List<Block> points = points(x, y, weights);
        for (Block point : points) {
            Block block = point;
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() >= block.mean()) {
                block = blocks.remove(blocks.size() - 1).with(block);
            }
            blocks.add(block);
        }
        List<double[]> corners = new ArrayList<>();
        for (Block block : blocks) {
            corners.add(new double[] {block.from(), block.mean()});
            if (block.to() > block.from()) {
                corners.add(new double[] {block.to(), block.mean()});
            }
        }
        return new IsotonicMap.Curve(
                corners.stream().mapToDouble(c -> c[0]).toArray(),
                corners.stream().mapToDouble(c -> c[1]).toArray());
    }

    /** In order of x, those of one x together. */
    private static List<Block> points(double[] x, double[] y, double[] weights) {
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted((a, b) -> Double.compare(x[a], x[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Block> points = new ArrayList<>();
        for (int i : order) {
            Block point = new Block(x[i], x[i], weights[i], weights[i] * y[i]);
            int last = points.size() - 1;
            if (last >= 0 && points.get(last).to() == x[i]) {
                points.set(last, points.get(last).with(point));
            } else {
                points.add(point);
            }
        }
        return points;
    }
}
