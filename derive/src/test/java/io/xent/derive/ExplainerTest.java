package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.core.Target;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final double[] LOGITS = {3, 4, 1};

    private static Grid grid(Explanation explanation, String caption) {
        return explanation.steps().stream()
                .flatMap(step -> step.parts().stream())
                .filter(part -> part instanceof Grid grid && grid.caption().startsWith(caption))
                .map(part -> (Grid) part)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table '" + caption + "'"));
    }

    private static Grid.Column column(Explanation explanation, String caption, String heading) {
        return grid(explanation, caption).columns().stream()
                .filter(column -> column.heading().equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column '" + heading + "' in '" + caption + "'"));
    }

    private static String words(Explanation explanation) {
        StringBuilder words = new StringBuilder();
        explanation
                .steps()
                .forEach(step -> step.parts().forEach(part -> {
                    if (part instanceof Prose prose) {
                        words.append(prose.text()).append('\n');
                    }
                }));
        return words.toString();
    }

    private static void assertClose(BigDecimal expected, double actual, String what) {
        double error = Math.abs(new BigDecimal(actual).subtract(expected).doubleValue());
        assertTrue(
                error <= 1e-14 * Math.max(1, Math.abs(expected.doubleValue())),
                what + ": " + actual + " for " + expected);
    }

    @Test
    void explain_manyRandomRows_numbersAreThoseOfTheDefinitions() {
        long seed = 20261125;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 60; trial++) {
            int classes = 1 + random.nextInt(7);
            double temperature = trial % 3 == 0 ? 1 : 0.5 + 2 * random.nextDouble();
            double[] z = random.doubles(classes, -8, 8).toArray();
            double[] y = random.doubles(classes).toArray();
            if (trial % 2 == 0) {
                y = new double[classes];
                y[random.nextInt(classes)] = 1;
            }
            check(z, y, temperature);
        }
    }

    private static void check(double[] z, double[] y, double temperature) {
        Explanation explanation = new Explainer()
                .withTemperature(temperature)
                .explain(Matrix.row(z), Target.distributions(Matrix.row(y)));
        ExactSoftmax exact = new ExactSoftmax(z, temperature);
        BigDecimal t = new BigDecimal(temperature);
        BigDecimal loss = BigDecimal.ZERO;
        BigDecimal mass = BigDecimal.ZERO;
        for (int k = 0; k < z.length; k++) {
            BigDecimal target = new BigDecimal(y[k]);
            loss = loss.subtract(target.multiply(exact.logProbability(k)));
            mass = mass.add(target);
        }
        assertClose(loss, explanation.loss(), "loss");
        for (int j = 0; j < z.length; j++) {
            BigDecimal p = exact.probability(j);
            assertClose(p, explanation.probabilities()[0][j], "p");
            BigDecimal gradient =
                    p.multiply(mass).subtract(new BigDecimal(y[j])).divide(t, ExactSoftmax.DIGITS);
            assertClose(gradient, explanation.gradient()[0][j], "gradient");
            String heading = "j = " + j;
            assertClose(
                    gradient,
                    column(explanation, "Their products", heading).total().orElseThrow(),
                    "chain");
            for (int i = 0; i < z.length; i++) {
                BigDecimal delta = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
                BigDecimal entry =
                        exact.probability(i).multiply(delta.subtract(p)).divide(t, ExactSoftmax.DIGITS);
                assertClose(entry, explanation.jacobian()[i][j], "Jacobian");
                assertClose(entry, column(explanation, "The Jacobian", heading).values()[i], "Jacobian as shown");
            }
        }
        assertTrue(words(explanation).contains("They agree"), () -> "numerical check at T = " + temperature);
    }

    @Test
    void explain_classIndex_countsFromTheFirstClass() {
        Explanation explanation = new Explainer().withFirstClass(1).explain(Matrix.row(LOGITS), Target.classIndices(1));
        assertEquals("[1, 2, 3]", grid(explanation, "The gradient").rows().toString());
        assertEquals(1, column(explanation, "The gradient", "y").values()[1]);
    }

    @Test
    void explain_targetOfAnotherSum_keepsTheFactor() {
        Explanation explanation =
                new Explainer().explain(Matrix.row(LOGITS), Target.distributions(Matrix.row(0.5, 0.2, 0)));
        assertTrue(words(explanation).contains("The target sums to 0.7, not to 1"), words(explanation));
        assertEquals(0.7, column(explanation, "The gradient", "p Σy").total().orElseThrow(), 1e-15);
    }

    @Test
    void explain_hugeLogits_showsWhatThePlainFormulaGives() {
        Explanation explanation = new Explainer().explain(Matrix.row(1000, 999), Target.classIndices(0));
        assertTrue(Double.isNaN(column(explanation, "With the largest subtracted", "p as written")
                .values()[0]));
        assertTrue(words(explanation).contains("exp(1000) is about 1.97e434"), words(explanation));
        assertEquals(1 / (1 + Math.exp(-1)), explanation.probabilities()[0][0], 1e-15);
    }

    @Test
    void explain_rightWithMarginForty_saysWhatTheRoundedProbabilityWouldHide() {
        Explanation explanation = new Explainer().explain(Matrix.row(40, 0), Target.classIndices(0));
        assertEquals(Math.exp(-40), explanation.loss(), 1e-32);
        assertTrue(words(explanation).contains("would give 0. Computed from the logits"), words(explanation));
        assertTrue(words(explanation).contains("They agree"), words(explanation));
    }

    @Test
    void explain_hugeLoss_numericalCheckDecidesNothing() {
        Explanation explanation = new Explainer().explain(Matrix.row(1e300, -5), Target.classIndices(1));
        assertTrue(words(explanation).contains("They decide nothing"), words(explanation));
    }

    @Test
    void explain_maskedAndInfinite_haveNoNaNInTheResults() {
        double masked = Double.NEGATIVE_INFINITY;
        double[][] rows = {{2, masked, 1}, {masked, masked, masked}, {-masked, 2, -masked}, {1000, -5, masked}};
        for (double[] row : rows) {
            for (int label = 0; label < 3; label++) {
                Explanation explanation = new Explainer().explain(Matrix.row(row), Target.classIndices(label));
                for (double slope : explanation.gradient()[0]) {
                    assertTrue(Double.isFinite(slope), words(explanation));
                }
                assertTrue(!words(explanation).contains("They do not agree"), words(explanation));
            }
        }
    }

    @Test
    void explain_hinge_givesMarginsAndCounts() {
        Explanation hinge =
                new Explainer().withLoss(ExplainedLoss.HINGE).explain(Matrix.row(LOGITS), Target.classIndices(2));
        assertEquals(7, hinge.loss());
        assertEquals(-2, hinge.gradient()[0][2]);
        Explanation largest = new Explainer()
                .withLoss(ExplainedLoss.CRAMMER_SINGER)
                .explain(Matrix.row(LOGITS), Target.classIndices(2));
        assertEquals(4, largest.loss());
        assertEquals(1, largest.gradient()[0][1]);
        assertTrue(words(largest).contains("The gradient agrees"), words(largest));
    }

    @Test
    void explain_hingeAtAKink_saysSo() {
        Explanation hinge =
                new Explainer().withLoss(ExplainedLoss.HINGE).explain(Matrix.row(3, 2, 1), Target.classIndices(0));
        assertTrue(words(hinge).contains("the loss has a kink"), words(hinge));
    }

    @Test
    void explain_severalRows_isTheMean() {
        double[] z = {3, 4, 1, 0, 1, 2};
        Explanation batch = new Explainer().explain(Matrix.of(z, 2, 3), Target.classIndices(1, 2));
        double[] first = {0.25949646034241911748 / 2, -0.294615487301758841671 / 2, 0.0351190269593397241878 / 2};
        for (int k = 0; k < 3; k++) {
            assertEquals(first[k], batch.gradient()[0][k], 1e-16);
        }
        double second = Math.log(Math.exp(0) + Math.exp(1) + Math.exp(2)) - 2;
        assertEquals((0.34901221676818645 + second) / 2, batch.loss(), 1e-15);
        assertTrue(words(batch).contains("Central differences of the mean loss are at most"), words(batch));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Explainer().explain(Matrix.of(z, 2, 3), Target.classIndices(1)));
    }

    @Test
    void explainLayer_numbersOfMaths_areThose() {
        Matrix weights = Matrix.of(new double[] {1, -1, 2, -1, 1, 0}, 3, 2); // times (1, −2) is (3, 4, 1)
        Explanation layer =
                new Explainer().explainLayer(weights, new double[3], new double[] {1, -2}, Target.classIndices(1));
        assertEquals("[3.0, 4.0, 1.0]", java.util.Arrays.toString(layer.logits()[0]));
        Explanation.LayerGradient gradient = layer.layer().orElseThrow();
        double[][] expected = {
            {0.25949646034241911748, -0.51899292068483823},
            {-0.294615487301758842, 0.58923097460351768},
            {0.0351190269593397242, -0.0702380539186794484}
        };
        for (int j = 0; j < 3; j++) {
            assertEquals(expected[j][0], gradient.bias()[j], 1e-15);
            for (int l = 0; l < 2; l++) {
                assertEquals(expected[j][l], gradient.weights()[j][l], 1e-15);
            }
        }
        assertEquals(expected[0][0] + 2 * expected[1][0] + expected[2][0], gradient.input()[0], 1e-15);
        assertTrue(words(layer).contains("Central differences in each weight are at most"), words(layer));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Explainer()
                        .explainLayer(weights, new double[2], new double[] {1, 2}, Target.classIndices(1)));
    }

    @Test
    void explain_whatCannotBeExplained_isRefused() {
        Explainer explainer = new Explainer();
        Target first = Target.classIndices(0);
        assertThrows(IllegalArgumentException.class, () -> explainer.explain(Matrix.row(), first));
        assertThrows(IllegalArgumentException.class, () -> explainer.explain(Matrix.row(1, Double.NaN), first));
        assertThrows(IllegalArgumentException.class, () -> explainer.explain(Matrix.row(1, 2), Target.classIndices(2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> explainer.explain(Matrix.row(1, 2), Target.distributions(Matrix.row(1, -1))));
        assertThrows(IllegalArgumentException.class, () -> explainer.withTemperature(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> explainer.withTemperature(2).withLoss(ExplainedLoss.HINGE).explain(Matrix.row(1, 2), first));
        assertThrows(
                IllegalArgumentException.class,
                () -> explainer
                        .withLoss(ExplainedLoss.HINGE)
                        .explain(Matrix.row(1, 2), Target.distributions(Matrix.row(1, 0))));
    }
}
