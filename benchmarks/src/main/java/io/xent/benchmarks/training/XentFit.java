package io.xent.benchmarks.training;

import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.Fit;
import io.xent.learn.Penalty;
import io.xent.learn.Precision;
import io.xent.learn.Progress;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.SparseFeatures;
import io.xent.learn.ThreadParallelism;
import io.xent.learn.TrainingMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A fit of Xent's as a user's program has it, certificate included: {@code DATA OUT full LIMIT single|double}. The course is the objective
 * that its monitor is told.
 */
final class XentFit {

    private record Point(double seconds, Progress progress) {}

    private XentFit() {}

    public static void main(String[] arguments) throws IOException {
        PreparedData prepared = PreparedData.read(Path.of(arguments[0]));
        Precision precision = Precision.valueOf(arguments[4].toUpperCase(Locale.ROOT));
        Dataset data = new Dataset(features(prepared, precision), prepared.y(), null, prepared.classes());
        List<Point> points = new ArrayList<>();
        try (ThreadParallelism parallelism =
                new ThreadParallelism(Runtime.getRuntime().availableProcessors())) {
            SoftmaxRegression regression = SoftmaxRegression.builder()
                    .penalty(Penalty.ofC(1, data.rows()))
                    .parallelism(parallelism)
                    .build();
            Course course = new Course(Path.of(arguments[1]), Double.parseDouble(arguments[3]));
            Fit fit = regression.fit(data, new TrainingMonitor() {
                @Override
                public void progress(Progress progress) {
                    points.add(new Point(course.seconds(), progress));
                }

                @Override
                public boolean stopRequested() {
                    return course.outOfTime();
                }
            });
            Course.End end = fit.converged()
                    ? Course.End.CONVERGED
                    : course.outOfTime() ? Course.End.TIME_LIMIT : Course.End.STOPPED;
            course.end(fit.iterations(), end, () -> parameters(fit));
            System.err.println(fit.solver());
        }
        Course.version("Xent 0.1.0, " + precision.name().toLowerCase(Locale.ROOT) + " precision, Java "
                + System.getProperty("java.version"));
        points.forEach(p ->
                Course.point(p.seconds(), p.progress().iteration(), p.progress().objective()));
    }

    private static double[] parameters(Fit fit) {
        double[] weights = fit.classifier().weights();
        double[] bias = fit.classifier().bias();
        double[] parameters = new double[weights.length + bias.length];
        System.arraycopy(weights, 0, parameters, 0, weights.length);
        System.arraycopy(bias, 0, parameters, weights.length, bias.length);
        return parameters;
    }

    private static Features features(PreparedData data, Precision precision) {
        if (!data.sparse()) {
            DenseFeatures.Builder dense = new DenseFeatures.Builder(data.rows(), data.features(), precision);
            for (int i = 0; i < data.rows(); i++) {
                for (int j = 0; j < data.features(); j++) {
                    dense.set(i, j, data.x()[i * data.features() + j]);
                }
            }
            return dense.build();
        }
        SparseFeatures.Builder sparse = new SparseFeatures.Builder(data.features(), precision);
        for (int i = 0; i < data.rows(); i++) {
            for (int at = data.starts()[i]; at < data.starts()[i + 1]; at++) {
                sparse.add(data.indices()[at], data.values()[at]);
            }
            sparse.endRow();
        }
        return sparse.build();
    }
}
