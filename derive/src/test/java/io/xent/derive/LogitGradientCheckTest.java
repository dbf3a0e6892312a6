package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mistakes are made here by plain loops, from the definitions. */
class LogitGradientCheckTest {

    private static final int N = 6;
    private static final int K = 3;
    private static final int[] LABELS = {1, 0, 2, 1, 0, 0};
    private static final double[][] LOGITS = logits();

    private static double[][] logits() {
        Random random = new Random(17);
        double[][] rows = new double[N][];
        for (int i = 0; i < N; i++) {
            rows[i] = random.doubles(K, -3, 3).toArray();
        }
        return rows;
    }

    private interface OfRow {
        double at(double[] z, double[] p, int label, int k);
    }

    private static double[] softmax(double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z).map(v -> Math.exp(v) / sum).toArray();
    }

    private static double[] batch(OfRow entry) {
        double[] all = new double[N * K];
        for (int i = 0; i < N; i++) {
            for (int k = 0; k < K; k++) {
                all[i * K + k] = entry.at(LOGITS[i], softmax(LOGITS[i]), LABELS[i], k);
            }
        }
        return all;
    }

    private static double right(double[] z, double[] p, int label, int k) {
        return (p[k] - (k == label ? 1 : 0)) / N;
    }

    private static LogitGradientCheck check(CrossEntropy loss) {
        double[] flat = Arrays.stream(LOGITS).flatMapToDouble(Arrays::stream).toArray();
        return LogitGradientCheck.of(loss, Matrix.of(flat, N, K), Target.classIndices(LABELS));
    }

    private static LogitGradientReport report(double... stated) {
        return check(new CrossEntropy()).compare(Matrix.of(stated, N, K));
    }

    private static void assertFinds(String words, double... stated) {
        LogitGradientReport report = report(stated);
        assertEquals(GradientVerdict.DIFFERS, report.verdict(), report.toString());
        assertTrue(
                report.findings().stream().anyMatch(finding -> finding.contains(words)), report.findings()::toString);
    }

    @Test
    void compare_rightGradient_agrees() {
        LogitGradientReport report = report(batch(LogitGradientCheckTest::right));
        assertEquals(GradientVerdict.AGREES, report.verdict());
        assertTrue(report.digits() > 14, report.toString());
    }

    @Test
    void compare_oneWrongEntry_isFoundAndIsAPlateau() {
        double[] stated = batch(LogitGradientCheckTest::right);
        stated[3 * K + 2] += 1e-3;
        LogitGradientReport report = report(stated);
        assertEquals(GradientVerdict.DIFFERS, report.verdict());
        assertEquals(3, report.worstRow());
        assertEquals(2, report.worstClass());
        assertEquals(1e-3, report.stated() - report.exact(), 1e-15);
        assertEquals(StepSweep.Shape.PLATEAU, report.sweep().orElseThrow().shape());
    }

    @Test
    void compare_commonFactor_isNamed() {
        double[] right = batch(LogitGradientCheckTest::right);
        assertFinds("the 1/N of the mean over 6 rows is missing", LogitGradient.scaled(right, N));
        assertFinds("the sign is flipped", LogitGradient.scaled(right, -1));
        assertFinds(
                "the sign is flipped, and the 1/N of the mean over 6 rows is missing", LogitGradient.scaled(right, -N));
        assertFinds("the mean over 6 rows was taken twice", LogitGradient.scaled(right, 1.0 / N));
        assertFinds("it was also divided by the 3 classes", LogitGradient.scaled(right, 1.0 / K));
        assertFinds("every component is 1.7 times what it should be", LogitGradient.scaled(right, 1.7));
    }

    @Test
    void compare_reductionAndTemperature_areTakenIntoAccount() {
        double[] right = batch(LogitGradientCheckTest::right);
        LogitGradientReport ofSum =
                check(new CrossEntropy().withReduction(Reduction.SUM)).compare(Matrix.of(right, N, K));
        assertTrue(
                ofSum.findings().get(0).contains("gradient of the mean over 6 rows, not of the sum"), ofSum.toString());
        double[] hot = batch((z, p, label, k) ->
                (softmax(Arrays.stream(z).map(v -> v / 2).toArray())[k] - (k == label ? 1 : 0)) / 2 / N);
        LogitGradientCheck atTwo = check(new CrossEntropy().withTemperature(2));
        assertEquals(GradientVerdict.AGREES, atTwo.compare(Matrix.of(hot, N, K)).verdict());
        LogitGradientReport missing = atTwo.compare(Matrix.of(LogitGradient.scaled(hot, 2), N, K));
        assertTrue(missing.findings().get(0).contains("the 1/T is missing, T = 2"), missing.toString());
        LogitGradientReport unused = atTwo.compare(Matrix.of(right, N, K));
        assertTrue(unused.findings().get(0).contains("T was not used"), unused.toString());
    }

    @Test
    void compare_usualMistakes_areNamed() {
        assertFinds("the softmax is missing", batch((z, p, y, k) -> (z[k] - (k == y ? 1 : 0)) / N));
        assertFinds("the target was not subtracted", batch((z, p, y, k) -> p[k] / N));
        assertFinds("the components of 6 of 6 rows do not sum to 0", batch((z, p, y, k) -> p[k] / N));
        assertFinds("log-probabilities were taken", batch((z, p, y, k) -> (Math.log(p[k]) - (k == y ? 1 : 0)) / N));
        assertFinds("applied twice", batch((z, p, y, k) -> (softmax(p)[k] - (k == y ? 1 : 0)) / N));
        assertFinds("sigmoid(z) − y", batch((z, p, y, k) -> (1 / (1 + Math.exp(-z[k])) - (k == y ? 1 : 0)) / N));
        assertFinds("the Jacobian of the softmax is missing", batch((z, p, y, k) -> k == y ? -1 / p[k] / N : 0));
        assertFinds("only the path i = t", batch((z, p, y, k) -> k == y ? (p[k] - 1) / N : 0));
        assertFinds("in every place", batch((z, p, y, k) -> (p[y] - 1) / N));
        assertFinds("counted from 1?", batch((z, p, y, k) -> (p[k] - (k == (y + 1) % K ? 1 : 0)) / N));
        assertFinds("counted from 0?", batch((z, p, y, k) -> (p[k] - (k == (y + 2) % K ? 1 : 0)) / N));
        assertFinds("squared error", batch((z, p, y, k) -> {
            double sum = 0;
            for (int i = 0; i < K; i++) {
                sum += (p[i] - (i == y ? 1 : 0)) * p[i] * ((i == k ? 1 : 0) - p[k]);
            }
            return 2 * sum / N;
        }));
    }

    @Test
    void compare_weightsAndSmoothing_areNamed() {
        double[] weights = {1, 2, 0.5};
        assertFinds(
                "class weights, in the order of the class indices 1, 2, 0.5",
                batch((z, p, y, k) -> weights[y] * right(z, p, y, k)));
        double[] left = batch(LogitGradientCheckTest::right);
        Arrays.fill(left, 0, K, 0);
        assertFinds("row 1 × 0", left);
        assertFinds(
                "label smoothing of 0.1 instead of 0",
                batch((z, p, y, k) -> (p[k] - 0.9 * (k == y ? 1 : 0) - 0.1 / K) / N));
    }

    @Test
    void compare_transposed_isRecognised() {
        double[] right = batch(LogitGradientCheckTest::right);
        double[] turned = LogitGradientCheck.transposed(right, N, K);
        LogitGradientReport report = check(new CrossEntropy()).compare(Matrix.of(turned, K, N));
        assertEquals(GradientVerdict.DIFFERS, report.verdict());
        assertTrue(report.findings().get(0).contains("transposed, it should be 6×3"), report.toString());
        assertTrue(report.findings().get(0).contains("which is right"), report.toString());
    }

    @Test
    void compare_squareTransposed_isRecognised() {
        double[] z = {3, 4, 1, 0, -1, 2, 0.5, 0.25, 1};
        Target target = Target.classIndices(1, 2, 0);
        double[] g = new double[9];
        new CrossEntropy().gradient(Matrix.of(z, 3, 3), target, Matrix.of(g, 3, 3));
        LogitGradientReport report = LogitGradientCheck.of(new CrossEntropy(), Matrix.of(z, 3, 3), target)
                .compare(Matrix.of(LogitGradientCheck.transposed(g, 3, 3), 3, 3));
        assertTrue(report.findings().get(0).contains("the transpose of the gradient"), report.toString());
    }

    @Test
    void compare_tooFewDecimals_isUndecidedNeverAgreed() {
        double[] rounded = batch((z, p, y, k) -> Math.rint(100 * right(z, p, y, k)) / 100);
        LogitGradientReport report = report(rounded);
        assertEquals(GradientVerdict.UNDECIDED, report.verdict(), report.toString());
        double[] wrong = batch((z, p, y, k) -> Math.rint(-100 * right(z, p, y, k)) / 100);
        assertFinds("the sign is flipped", wrong);
        LogitGradientReport one = check(new CrossEntropy()).withDigits(1).compare(Matrix.of(rounded, N, K));
        assertEquals(GradientVerdict.AGREES, one.verdict(), one.toString());
    }

    @Test
    void compare_gradientOfFloats_agreesToFiveDigits() {
        double[] single = batch((z, p, y, k) -> (float) right(z, p, y, k));
        assertEquals(GradientVerdict.AGREES, report(single).verdict());
    }

    @Test
    void compare_confidentRowsInFloats_areUndecidedNotAgreed() {
        double[] z = {20, 0, 0, 30};
        Target target = Target.classIndices(0, 1);
        LogitGradientReport report = LogitGradientCheck.of(new CrossEntropy(), Matrix.of(z, 2, 2), target)
                .compare(Matrix.of(new double[] {0, 1.0305768e-9, 4.6788115e-14, 0}, 2, 2));
        assertEquals(GradientVerdict.UNDECIDED, report.verdict(), report.toString());
    }

    @Test
    void compare_ignoredRows_takeNoPart() {
        int[] labels = LABELS.clone();
        labels[2] = -100;
        double[] flat = Arrays.stream(LOGITS).flatMapToDouble(Arrays::stream).toArray();
        double[] stated = batch((z, p, y, k) -> right(z, p, y, k) * N / (N - 1));
        Arrays.fill(stated, 2 * K, 3 * K, 0);
        LogitGradientCheck check = LogitGradientCheck.of(
                new CrossEntropy().withIgnoreIndex(-100), Matrix.of(flat, N, K), Target.classIndices(labels));
        assertEquals(
                GradientVerdict.AGREES, check.compare(Matrix.of(stated, N, K)).verdict());
        LogitGradientReport missing = check.compare(Matrix.of(LogitGradient.scaled(stated, -3), N, K));
        assertEquals(GradientVerdict.DIFFERS, missing.verdict());
    }

    @Test
    void compare_exactGradientZero_isSaid() {
        LogitGradientCheck one = LogitGradientCheck.of(
                new CrossEntropy(), Matrix.of(new double[] {1, 2}, 2, 1), Target.classIndices(0, 0));
        assertEquals(
                GradientVerdict.AGREES,
                one.compare(Matrix.of(new double[2], 2, 1)).verdict());
        LogitGradientReport wrong = one.compare(Matrix.of(new double[] {0.123456789012, 0}, 2, 1));
        assertEquals(GradientVerdict.DIFFERS, wrong.verdict());
        assertTrue(wrong.findings().get(0).contains("0 everywhere"), wrong.toString());
    }

    @Test
    void compare_nan_isWrong() {
        double[] stated = batch(LogitGradientCheckTest::right);
        stated[4] = Double.NaN;
        LogitGradientReport report = report(stated);
        assertEquals(GradientVerdict.DIFFERS, report.verdict());
        assertEquals(1, report.worstRow());
    }

    @Test
    void compare_shapesThatDisagree_areRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> check(new CrossEntropy()).compare(Matrix.row(1, 2)));
        assertThrows(
                IllegalArgumentException.class, () -> check(new CrossEntropy()).withDigits(0));
    }
}
