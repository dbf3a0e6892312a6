package io.xent.app;

import io.xent.learn.Calibration;
import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.OutputFile;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What becomes of the model as the penalty falls.
 *
 * @param alpha the share of absolute values, the same for all
 * @param points the largest λ first
 */
record PenaltyCourse(double alpha, List<Point> points) {

    private static final String HEADER =
            "lambda,alpha,nonZeroWeights,usedFeatures,objective,gap,devianceExplained,converged\n";

    PenaltyCourse {
        points = List.copyOf(points);
    }

    /**
     * One λ and the model that it gives.
     *
     * @param usedFeatures how many features have a weight that is not zero
     * @param objective mean loss plus penalty, in nats
     * @param gap how far, at most, above the least possible objective
     * @param devianceExplained the share of the mean loss of the best constant prediction that the model saves on these rows
     */
    record Point(
            double lambda,
            int nonZeroWeights,
            int usedFeatures,
            double objective,
            OptionalDouble gap,
            double devianceExplained,
            boolean converged) {

        static Point of(double lambda, Fit fit, Dataset data) {
            LinearClassifier classifier = fit.classifier();
            // the bias alone explains nothing, so that less than nothing is rounding
            double explained = Math.max(
                    0, Evaluation.of(classifier, Calibration.NONE, data).skill());
            return new Point(
                    lambda,
                    classifier.nonZeroWeights(),
                    classifier.usedFeatures(),
                    fit.objective(),
                    fit.certificate().gap(),
                    explained,
                    fit.converged());
        }
    }

    /** How many of the models did not converge. */
    int unfinished() {
        return (int) points.stream().filter(point -> !point.converged()).count();
    }

    void write(Path file) {
        OutputFile.write(file, path -> Files.writeString(path, csv()));
    }

    /** One line for each λ; the columns are documented in docs/file-formats.md. */
    String csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (Point point : points) {
            csv.append(point.lambda()).append(',');
            csv.append(alpha).append(',');
            csv.append(point.nonZeroWeights()).append(',');
            csv.append(point.usedFeatures()).append(',');
            csv.append(point.objective()).append(',');
            if (point.gap().isPresent()) {
                csv.append(point.gap().getAsDouble());
            }
            csv.append(',');
            csv.append(point.devianceExplained()).append(',');
            csv.append(point.converged()).append('\n');
        }
        return csv.toString();
    }
}
