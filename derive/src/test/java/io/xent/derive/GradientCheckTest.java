package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    private static final double[] POINT = {3, 4, 1};

    /** Cross-entropy of class 1 as a tutorial writes it. */
    private static double loss(double[] z) {
        return Math.log(Arrays.stream(z).map(Math::exp).sum()) - z[1];
    }

    private static double[] gradient(double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        double[] g = Arrays.stream(z).map(v -> Math.exp(v) / sum).toArray();
        g[1] -= 1;
        return g;
    }

    private static GradientReport report(UnaryOperator<double[]> wrong) {
        GradientReport report = GradientCheck.of(GradientCheckTest::loss, wrong).reportAt(POINT);
        assertEquals(GradientVerdict.DIFFERS, report.verdict(), report.toString());
        return report;
    }

    private static UnaryOperator<double[]> scaled(double factor) {
        return z -> Arrays.stream(gradient(z)).map(v -> factor * v).toArray();
    }

    private static void assertSays(GradientReport report, String words) {
        assertTrue(report.toString().contains(words), report.toString());
    }

    @Test
    void at_rightGradient_passesWithTenDigits() {
        GradientReport report = GradientCheck.of(GradientCheckTest::loss, GradientCheckTest::gradient)
                .withDigits(9)
                .at(POINT);
        assertEquals(GradientVerdict.AGREES, report.verdict());
        assertTrue(report.digits() > 9.5, report.toString());
    }

    @Test
    void at_manySmoothLosses_errorsAreWhatTheyAreSaidToBe() {
        long seed = 5;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int close = 0;
        for (int trial = 0; trial < 300; trial++) {
            double scale = Math.exp(random.nextDouble() * 8 - 4);
            double x = random.nextGaussian() * 3;
            ToDoubleFunction<double[]> f = v -> Math.sin(scale * v[0]) + Math.exp(-v[0] * v[0] / 7);
            double exact = scale * Math.cos(scale * x) - 2 * x / 7 * Math.exp(-x * x / 7);
            Slope slope = new CentralDifference(f, new double[] {x}, 0).estimated();
            assertTrue(
                    Math.abs(slope.value() - exact) <= slope.error(),
                    scale + " at " + x + ": off by " + (slope.value() - exact) + ", said " + slope.error());
            close += slope.error() < 1e-8 * Math.max(1, scale) ? 1 : 0;
        }
        assertTrue(close > 290, "only " + close + " of 300 are known to 8 digits");
    }

    @Test
    void at_wrongFactor_namesIt() {
        assertSays(report(scaled(-1)), "every component is −1 times what it should be: the sign is flipped");
        assertSays(report(scaled(3)), "every component is 3 times what it should be");
        assertSays(report(scaled(0.25)), "every component is 1/4 times what it should be");
    }

    @Test
    void at_forgottenTarget_componentsDoNotSumToZero() {
        GradientReport report = report(z -> {
            double[] g = gradient(z);
            g[1] += 1;
            return g;
        });
        assertEquals(1, report.worst());
        assertSays(report, "the components sum to 1, but should sum to 0");
        assertSays(report, "the formula is wrong, it is not rounding");
        assertEquals(StepSweep.Shape.PLATEAU, report.sweep().orElseThrow().shape());
    }

    @Test
    void at_wrongInTheLastDigits_isNotCalledAWrongFormula() {
        UnaryOperator<double[]> rounded =
                z -> Arrays.stream(gradient(z)).map(v -> (float) v).toArray();
        GradientCheck check = GradientCheck.of(GradientCheckTest::loss, rounded);
        assertEquals(GradientVerdict.AGREES, check.at(POINT).verdict());
        GradientReport report = check.withDigits(9).reportAt(POINT);
        assertEquals(GradientVerdict.DIFFERS, report.verdict(), report.toString());
        assertEquals(
                StepSweep.Shape.V,
                StepSweep.of(new CentralDifference(GradientCheckTest::loss, POINT, 0), gradient(POINT)[0])
                        .shape());
    }

    @Test
    void at_lossInFloat_isUndecidedAtSixDigitsAndPassesAtThree() {
        ToDoubleFunction<double[]> single = z -> (float) loss(z);
        GradientCheck check = GradientCheck.of(single, GradientCheckTest::gradient);
        GradientReport report = check.reportAt(POINT);
        assertEquals(GradientVerdict.UNDECIDED, report.verdict(), report.toString());
        assertSays(report, "too noisy");
        AssertionError error = assertThrows(AssertionError.class, () -> check.at(POINT));
        assertTrue(error.getMessage().startsWith("undecided"), error.getMessage());
        assertEquals(GradientVerdict.AGREES, check.withDigits(3).at(POINT).verdict());
    }

    @Test
    void at_kinks_areSeen() {
        ToDoubleFunction<double[]> hinge = z -> Math.max(0, 1 + z[1] - z[0]);
        GradientCheck zero = GradientCheck.of(hinge, z -> new double[] {0, 0});
        GradientReport at = zero.reportAt(3, 2);
        assertEquals(GradientVerdict.UNDECIDED, at.verdict(), at.toString());
        assertSays(at, "kink here");
        GradientReport atTheTip =
                GradientCheck.of(z -> Math.abs(z[0]), z -> new double[] {0}).reportAt(0);
        assertEquals(GradientVerdict.UNDECIDED, atTheTip.verdict(), atTheTip.toString());
        GradientReport outside =
                GradientCheck.of(hinge, z -> new double[] {2, 0}).reportAt(3, 2);
        assertEquals(GradientVerdict.DIFFERS, outside.verdict(), outside.toString());
        assertSays(outside, "not even between");
        assertEquals(GradientVerdict.AGREES, zero.at(5, 2).verdict());
        GradientReport near = GradientCheck.of(hinge, z -> new double[] {-1, 1}).reportAt(3.001, 2);
        assertEquals(GradientVerdict.DIFFERS, near.verdict(), near.toString());
        assertSays(near, "kink about");
    }

    @Test
    void at_pointsWhereNothingCanBeSeen_isUndecided() {
        GradientCheck flat = GradientCheck.of(z -> 1e12 + 0.3 * z[0], z -> new double[] {0.3});
        assertEquals(GradientVerdict.UNDECIDED, flat.reportAt(0.3).verdict());
        GradientReport infinite =
                GradientCheck.of(z -> Math.log(z[0]), z -> new double[] {1}).reportAt(-1);
        assertEquals(GradientVerdict.UNDECIDED, infinite.verdict());
        assertSays(infinite, "not a finite number");
        GradientReport minimum = GradientCheck.of(z -> Math.cosh(z[0]) + 1, z -> new double[] {0})
                .reportAt(0);
        assertTrue(minimum.verdict() != GradientVerdict.DIFFERS, minimum.toString());
    }

    @Test
    void withColumns_gradientOfTheTranspose_isRecognised() {
        ToDoubleFunction<double[]> loss = w -> {
            double a = w[0] + 2 * w[1] - w[2];
            double b = w[3] + 2 * w[4] - w[5];
            return Math.log(Math.exp(a) + Math.exp(b)) - a;
        };
        UnaryOperator<double[]> turned = w -> {
            double p = 1 / (1 + Math.exp(w[0] + 2 * w[1] - w[2] - w[3] - 2 * w[4] + w[5]));
            return new double[] {-p, p, -2 * p, 2 * p, p, -p};
        };
        GradientReport report = GradientCheck.of(loss, turned).withColumns(3).reportAt(0.1, 0.2, 0.3, -0.4, 0.5, 0.6);
        assertEquals(GradientVerdict.DIFFERS, report.verdict());
        assertSays(report, "in the order of the transpose");
    }

    @Test
    void at_nanInTheGradient_isWrong() {
        GradientReport report = report(z -> new double[] {Double.NaN, -0.29461548730175885, 0.03511902695933973});
        assertEquals(0, report.worst());
    }

    @Test
    void at_gradientOfAnotherLength_isRefused() {
        GradientCheck check = GradientCheck.of(GradientCheckTest::loss, z -> new double[2]);
        assertThrows(IllegalArgumentException.class, () -> check.at(POINT));
        assertThrows(IllegalArgumentException.class, () -> check.at());
        assertThrows(IllegalArgumentException.class, () -> check.withDigits(0));
    }

    @Test
    void at_functionsThatWriteOverTheirArgument_doNoHarm() {
        ToDoubleFunction<double[]> careless = z -> {
            double value = loss(z);
            Arrays.fill(z, 0);
            return value;
        };
        double[] point = POINT.clone();
        GradientCheck.of(careless, GradientCheckTest::gradient).at(point);
        assertEquals(Arrays.toString(POINT), Arrays.toString(point));
    }

    @Test
    void ofComplex_crossEntropy_agreesToFourteenDigits() {
        ComplexLoss loss = z -> {
            Complex sum = Complex.of(0);
            for (Complex v : z) {
                sum = sum.plus(v.exp());
            }
            return sum.log().minus(z[1]);
        };
        GradientReport report = GradientCheck.ofComplex(loss, GradientCheckTest::gradient)
                .withDigits(13)
                .at(POINT);
        assertTrue(report.digits() > 13, report.toString());
        GradientReport wrong =
                GradientCheck.ofComplex(loss, scaled(1 + 1e-9)).withDigits(13).reportAt(POINT);
        assertEquals(GradientVerdict.DIFFERS, wrong.verdict());
    }

    @Test
    void withThirdDerivative_crossEntropy_errorIsABound() {
        long seed = 11;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            double[] z = random.doubles(2 + random.nextInt(5), -4, 4).toArray();
            GradientReport report = GradientCheck.of(GradientCheckTest::loss, GradientCheckTest::gradient)
                    .withThirdDerivative(GradientCheck.CROSS_ENTROPY_THIRD_DERIVATIVE, 8 * Math.ulp(loss(z) + 8))
                    .at(z);
            for (int k = 0; k < z.length; k++) {
                double exact = new ExactSoftmax(z, 1).probability(k).doubleValue() - (k == 1 ? 1 : 0);
                assertTrue(Math.abs(report.numerical()[k] - exact) <= report.errors()[k], report.toString());
            }
        }
    }

    /** The bound of docs/maths.md: reached at p = (3 ± √3) / 6 and nowhere exceeded. */
    @Test
    void thirdDerivative_ofOneLogit_isAtMostRootThreeOverEighteen() {
        double bound = GradientCheck.CROSS_ENTROPY_THIRD_DERIVATIVE;
        double most = 0;
        for (int i = 0; i <= 1_000_000; i++) {
            double p = i / 1e6;
            most = Math.max(most, Math.abs(p * (1 - p) * (1 - 2 * p)));
        }
        assertEquals(bound, most, 1e-12);
        assertTrue(most <= bound * (1 + 1e-15));
        double p = (3 - Math.sqrt(3)) / 6;
        double z = Math.log(p / (1 - p));
        double h = 1e-3;
        double third = (third(z + 2 * h) - 2 * third(z + h) + 2 * third(z - h) - third(z - 2 * h)) / (2 * h * h * h);
        assertEquals(bound, third, 1e-5, "by differences of the loss itself");
    }

    private static double third(double z) {
        return Math.log1p(Math.exp(z));
    }
}
