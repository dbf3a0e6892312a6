package io.xent.app;

import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.inference.Coefficient;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Inference;
import java.util.OptionalDouble;

/**
 * How far the model in the file is from the fit of its own that an {@link Inference} makes, to the last bits of 64.
 *
 * @param loss the difference of the mean losses, without the penalty, in nats
 * @param coefficients the largest difference of a coefficient, in standard errors of it; empty where coefficients are
 *     infinite or left out, so that the model's are others by design
 */
record InferenceDistance(double loss, OptionalDouble coefficients) {

    static InferenceDistance of(Inference inference, Fit fit) {
        LinearClassifier model = fit.classifier();
        double squares = 0;
        for (double weight : model.weights()) {
            squares += weight * weight;
        }
        double loss = fit.objective() - inference.penalty().lambda() / 2 * squares;
        double exact = -inference.logLikelihood() / inference.totalWeight();
        boolean comparable =
                inference.aliases().isEmpty() && inference.separation().isEmpty() && inference.isDecided();
        return new InferenceDistance(
                Math.abs(loss - exact),
                comparable
                        ? inference.coefficients().stream()
                                .mapToDouble(c ->
                                        Math.abs(coefficient(model, inference, c) - c.estimate()) / c.standardError())
                                .max()
                        : OptionalDouble.empty());
    }

    /** The model's, in the units of the data and against the reference class. */
    private static double coefficient(LinearClassifier model, Inference inference, Coefficient c) {
        FeatureLayout layout = inference.layout();
        int reference = inference.reference();
        if (c.feature() >= 0) {
            return slope(model, c.classIndex(), reference, c.feature(), layout);
        }
        double intercept = model.bias(c.classIndex()) - model.bias(reference);
        for (int j = 0; j < layout.centre().length; j++) {
            intercept -= slope(model, c.classIndex(), reference, j, layout) * layout.centre()[j];
        }
        return intercept;
    }

    private static double slope(LinearClassifier model, int k, int reference, int feature, FeatureLayout layout) {
        return (model.weight(k, feature) - model.weight(reference, feature)) / layout.scale()[feature];
    }

    String sentence() {
        return "the mean loss of the model in the file, which is fitted on its own, differs by " + Figures.number(loss)
                + " nats"
                + (coefficients.isPresent()
                        ? ", its coefficients by at most " + Figures.number(coefficients.getAsDouble())
                                + " standard errors"
                        : "");
    }
}
