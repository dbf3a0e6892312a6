package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cross-validation and calibration with real trainings, on data whose right answer is known from how it was made. */
class PenaltyChoiceTest {

    private static final long SEED = 3;
    private static final int FEATURES = 30;

    /** Rows of 30 standard normal features, of which the first {@code informative} move the log odds by ±0.7 each. */
    private static Dataset rows(int rows, int informative, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] features = new double[rows][FEATURES];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double logOdds = 0;
            for (int j = 0; j < FEATURES; j++) {
                features[i][j] = random.nextGaussian();
                logOdds += j < informative ? 0.7 * features[i][j] : 0;
            }
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
        }
        return Dataset.of(features, labels);
    }

    private static CrossValidation validate(Dataset data) {
        return CrossValidation.<LinearClassifier>run(
                StratifiedFolds.of(data.labels(), 2, 5, 1),
                PenaltyPath.of(data.features(), null, 12),
                (training, heldOut) -> new CrossValidation.Fold(data.select(training), data.select(heldOut)),
                (training, lambda, start) -> fit(training, lambda, start));
    }

    private static LinearClassifier fit(Dataset training, double lambda, LinearClassifier start) {
        SoftmaxRegression regression = SoftmaxRegression.builder()
                .penalty(new Penalty(lambda))
                .tolerance(1e-4)
                .build();
        return start == null
                ? regression.fit(training).classifier()
                : regression.fit(training, TrainingMonitor.SILENT, start).classifier();
    }

    @Test
    void run_featuresWithoutInformation_choosesTheBiasAlone() {
        CrossValidation validation = validate(rows(150, 0, SEED));
        CrossValidation.Point chosen = validation.oneStandardError();
        assertEquals(validation.path().get(0).lambda(), chosen.lambda(), "seed " + SEED);
        assertEquals(Math.log(2), chosen.logLoss(), 0.02, "seed " + SEED);
    }

    @Test
    void run_someInformation_findsAPenaltyBetweenTooLittleAndTooMuch() {
        CrossValidation validation = validate(rows(150, 5, SEED));
        CrossValidation.Point best = validation.best();
        double tooMuch = validation.path().get(0).logLoss();
        double tooLittle = validation.path().get(11).logLoss();
        assertTrue(best.logLoss() < 0.9 * tooMuch, best.logLoss() + " against " + tooMuch + ", seed " + SEED);
        assertTrue(best.logLoss() < 0.8 * tooLittle, best.logLoss() + " against " + tooLittle + ", seed " + SEED);
        assertTrue(validation.oneStandardError().lambda() >= best.lambda(), "seed " + SEED);
    }

    @Test
    void run_moreRows_needLessPenalty() {
        double few = validate(rows(100, 5, SEED)).best().lambda();
        double many = validate(rows(3000, 5, SEED)).best().lambda();
        assertTrue(many < few, many + " with 3,000 rows, " + few + " with 100, seed " + SEED);
    }

    /** With hardly a penalty the probabilities of few rows are too sure; the truth is that they are not. */
    @Test
    void temperature_ofAnOverfittedModel_isAboveOne() {
        LinearClassifier classifier = fit(rows(100, 5, SEED), 1e-5, null);
        Dataset fresh = rows(2000, 5, SEED + 1);
        Matrix logits = Matrix.of(new double[4000], 2000, 2);
        classifier.logits(fresh.features(), 0, logits);
        TemperatureFit fit = TemperatureFit.of(logits, fresh.labels(), null);
        assertTrue(fit.calibration().temperature() > 1.5, fit + ", seed " + SEED);
        assertTrue(fit.logLossAfter() < fit.logLossBefore() / 2, fit + ", seed " + SEED);
    }
}
