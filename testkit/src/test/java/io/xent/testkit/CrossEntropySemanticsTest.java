package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.EmptyMean;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The answers to inputs on which libraries differ or fail, and the words of the refusals. */
class CrossEntropySemanticsTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final CrossEntropy LOSS = new CrossEntropy();

    private static Matrix two() {
        return Matrix.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void classIndex_outOfRange_refusedWithRowValueAndRange() {
        refuses("row 1: class index 3 is outside [0, 3)", () -> LOSS.loss(two(), Target.classIndices(0, 3)));
        refuses("row 0: class index -100 is outside [0, 3)", () -> LOSS.loss(two(), Target.classIndices(-100, 0)));
        refuses(
                "row 0: class index 7 is outside [0, 3)",
                () -> LOSS.loss(two(), Target.sparse(new int[] {0, 1, 1}, new int[] {7}, new double[] {1})));
    }

    @Test
    void distribution_negativeOrNotFinite_refusedWithRowValueAndRange() {
        for (double bad : new double[] {-1, NAN, INF, -INF}) {
            Matrix y = Matrix.of(new double[] {0, 1, 0, 0, 0, bad}, 2, 3);
            refuses(
                    "row 1: target probability " + bad + " of class 2 is outside [0, infinity)",
                    () -> LOSS.loss(two(), Target.distributions(y)));
            refuses(
                    "row 1: target probability " + bad + " of class 2 is outside [0, infinity)",
                    () -> LOSS.loss(
                            two(), Target.sparse(new int[] {0, 1, 2}, new int[] {0, 2}, new double[] {1, bad})));
        }
    }

    @Test
    void shapes_disagreeing_refused() {
        Target target = Target.classIndices(0, 1);
        refuses("targets of 1 rows for logits of 2", () -> LOSS.loss(two(), Target.classIndices(0)));
        refuses(
                "the gradient is 2×2, the logits are 2×3",
                () -> LOSS.gradient(two(), target, Matrix.of(new double[4], 2, 2)));
        refuses(
                "target distributions over 2 classes for logits of 3",
                () -> LOSS.loss(two(), Target.distributions(Matrix.of(new double[4], 2, 2))));
        refuses(
                "2 class weights for logits of 3 classes",
                () -> LOSS.withClassWeights(1, 2).loss(two(), target));
        refuses("room for 1 losses of 2 rows", () -> LOSS.losses(two(), target, new double[1]));
        refuses("3 row weights for 2 rows", () -> target.withRowWeights(new double[3]));
        refuses("row 1: weight -1.0 is outside [0, infinity)", () -> target.withRowWeights(new double[] {1, -1}));
    }

    @Test
    void options_outOfRange_refused() {
        refuses("label smoothing 1.5 is outside [0, 1]", () -> LOSS.withLabelSmoothing(1.5));
        refuses("z-loss -1.0 is outside [0, infinity)", () -> LOSS.withZLoss(-1));
        refuses("soft cap 0.0 is outside (0, infinity]", () -> LOSS.withSoftCap(0));
        refuses("temperature NaN is outside (0, infinity)", () -> LOSS.withTemperature(NAN));
        refuses("class 1: weight NaN is outside [0, infinity)", () -> LOSS.withClassWeights(1, NAN));
    }

    @Test
    void gradient_partlyOverLogits_refused() {
        double[] shared = new double[12];
        Matrix logits = Matrix.of(shared, 0, 2, 3, 3);
        Matrix shifted = Matrix.of(shared, 1, 2, 3, 3);
        refuses(
                "the gradient partly overlaps the rows it is computed from: give it the same rows or other ones",
                () -> LOSS.gradient(logits, Target.classIndices(0, 0), shifted));
        refuses(
                "the gradient partly overlaps the rows it is computed from: give it the same rows or other ones",
                () -> LOSS.gradient(
                        Matrix.of(shared, 0, 2, 3, 6), Target.classIndices(0, 0), Matrix.of(shared, 1, 2, 3, 6)));
        LOSS.gradient(logits, Target.classIndices(0, 0), Matrix.of(shared, 6, 2, 3, 3));
        LOSS.gradient(Matrix.of(shared, 0, 2, 3, 6), Target.classIndices(0, 0), Matrix.of(shared, 3, 2, 3, 6));
    }

    @Test
    void ignoredRows_notRead() {
        double[] logits = {NAN, NAN, NAN, 4, 5, 6};
        double[] gradient = {9, 9, 9, 9, 9, 9};
        double loss = LOSS.withIgnoreIndex(-100)
                .lossAndGradient(Matrix.of(logits, 2, 3), Target.classIndices(-100, 2), Matrix.of(gradient, 2, 3));
        assertEquals(0.4076059644443803, loss, 1e-15);
        assertArrayEquals(
                new double[] {0, 0, 0, 0.09003057317038045, 0.24472847105479764, -0.3347590442251781}, gradient, 1e-16);
    }

    @Test
    void rowsOfWeightZero_notReadNorTheirTargets() {
        Target target = Target.distributions(Matrix.of(new double[] {NAN, -1, 0, 0, 0, 1}, 2, 3))
                .withRowWeights(new double[] {0, 2});
        assertEquals(
                0.4076059644443803, LOSS.loss(Matrix.of(new double[] {NAN, INF, 0, 4, 5, 6}, 2, 3), target), 1e-15);
    }

    @Test
    void meanOverNoRows_asChosen() {
        Target ignored = Target.classIndices(5, 5);
        CrossEntropy loss = LOSS.withIgnoreIndex(5);
        double[] gradient = {9, 9, 9, 9, 9, 9};
        assertEquals(NAN, loss.lossAndGradient(two(), ignored, Matrix.of(gradient, 2, 3)));
        assertArrayEquals(new double[6], gradient);
        assertEquals(NAN, LOSS.loss(Matrix.of(new double[0], 0, 3), Target.classIndices()));
        assertEquals(0, loss.withEmptyMean(EmptyMean.ZERO).loss(two(), ignored));
        refuses(
                "no row counts: every one is ignored or weighs nothing, so there is no mean",
                () -> loss.withEmptyMean(EmptyMean.ERROR).loss(two(), ignored));
        assertEquals(0, loss.withReduction(Reduction.SUM).loss(two(), ignored));
    }

    @Test
    void softTargetZeroAtMaskedClass_costsNothing() {
        Matrix logits = Matrix.row(0, -INF, 0);
        double[] gradient = new double[3];
        double loss = LOSS.lossAndGradient(logits, Target.distributions(Matrix.row(1, 0, 0)), Matrix.row(gradient));
        assertEquals(Math.log(2), loss);
        assertArrayEquals(new double[] {-0.5, 0, 0.5}, gradient);
        assertEquals(INF, LOSS.loss(logits, Target.distributions(Matrix.row(0.9, 0.1, 0))));
    }

    @Test
    void labelSmoothing_maskedClasses_takeNoPart() {
        Matrix logits = Matrix.row(1, -INF, 0);
        CrossEntropy smooth = LOSS.withLabelSmoothing(0.2);
        assertEquals(
                smooth.loss(Matrix.row(1, 0), Target.classIndices(0)), smooth.loss(logits, Target.classIndices(0)));
        assertEquals(INF, smooth.withCompatibility(Compatibility.PYTORCH).loss(logits, Target.classIndices(0)));
    }

    @Test
    void labelSmoothing_infiniteLogit_lossIsTheLimit() {
        double[] gradient = new double[3];
        double loss = LOSS.withLabelSmoothing(0.2)
                .lossAndGradient(Matrix.row(INF, -INF, 0), Target.classIndices(0), Matrix.row(gradient));
        assertEquals(INF, loss);
        assertArrayEquals(new double[] {0.1, 0, -0.1}, gradient, 1e-16);
    }

    @Test
    void zLoss_infiniteLogit_infiniteThereAndFiniteElsewhere() {
        double[] gradient = new double[3];
        double loss = LOSS.withZLoss(1)
                .lossAndGradient(Matrix.row(INF, -INF, 0), Target.classIndices(2), Matrix.row(gradient));
        assertEquals(INF, loss);
        assertArrayEquals(new double[] {INF, 0, -1}, gradient);
    }

    @Test
    void rowMaskedThroughout_gradientZero() {
        for (CrossEntropy loss : new CrossEntropy[] {
            LOSS,
            LOSS.withLabelSmoothing(0.1),
            LOSS.withLabelSmoothing(1),
            LOSS.withSoftCap(5),
            LOSS.withTemperature(2),
            LOSS.withZLoss(1)
        }) {
            double[] gradient = {7, 7};
            Matrix logits = Matrix.row(-INF, -INF);
            assertEquals(INF, loss.lossAndGradient(logits, Target.classIndices(1), Matrix.row(gradient)));
            assertArrayEquals(new double[2], gradient);
            assertEquals(
                    INF,
                    loss.lossAndGradient(logits, Target.distributions(Matrix.row(0.5, 0.5)), Matrix.row(gradient)));
            assertArrayEquals(new double[2], gradient);
        }
        CrossEntropy sum = LOSS.withReduction(Reduction.SUM);
        assertEquals(0, sum.loss(Matrix.row(-INF, -INF), Target.distributions(Matrix.row(0, 0))));
    }

    @Test
    void softCap_infiniteLogits_masksStayAndInfinityIsTheCap() {
        double[] gradient = new double[3];
        double loss = LOSS.withSoftCap(2)
                .lossAndGradient(Matrix.row(INF, -INF, 0), Target.classIndices(2), Matrix.row(gradient));
        assertEquals(Math.log1p(Math.exp(2)), loss, 1e-15);
        assertArrayEquals(new double[] {0, 0, -1 / (1 + Math.exp(-2))}, gradient, 1e-15);
    }

    @Test
    void NaN_inOneRow_otherRowsUntouched() {
        double[] gradient = new double[6];
        double[] losses = new double[2];
        Matrix logits = Matrix.of(new double[] {1, NAN, 3, 4, 5, 6}, 2, 3);
        Target target = Target.classIndices(0, 2);
        LOSS.losses(logits, target, losses);
        assertArrayEquals(new double[] {NAN, 0.4076059644443803}, losses, 1e-15);
        assertEquals(NAN, LOSS.lossAndGradient(logits, target, Matrix.of(gradient, 2, 3)));
        assertArrayEquals(
                new double[] {NAN, NAN, NAN, 0.045015286585190, 0.122364235527399, -0.167379522112589},
                gradient,
                1e-15);
    }

    @Test
    void oneHot_sameAsClassIndexInEveryRespect() {
        CrossEntropy loss =
                LOSS.withClassWeights(1, 2, 5).withLabelSmoothing(0.1).withZLoss(0.01);
        double[] ofIndices = new double[6];
        double[] ofOneHot = new double[6];
        double indices = loss.lossAndGradient(two(), Target.classIndices(2, 0), Matrix.of(ofIndices, 2, 3));
        double oneHot = loss.lossAndGradient(
                two(),
                Target.distributions(Matrix.of(new double[] {0, 0, 1, 1, 0, 0}, 2, 3)),
                Matrix.of(ofOneHot, 2, 3));
        assertEquals(indices, oneHot);
        assertArrayEquals(ofIndices, ofOneHot);
    }

    @Test
    void counts_sameAsThatManyRows() {
        CrossEntropy loss = LOSS.withClassWeights(1, 2, 5).withZLoss(0.01);
        double counted = loss.loss(Matrix.row(1, 2, 4), Target.distributions(Matrix.row(3, 0, 1)));
        Matrix rows = Matrix.of(new double[] {1, 2, 4, 1, 2, 4, 1, 2, 4, 1, 2, 4}, 4, 3);
        assertEquals(loss.loss(rows, Target.classIndices(0, 0, 0, 2)), counted, 1e-15);
    }

    @Test
    void classWeights_changedByCallerLater_lossUnchanged() {
        double[] weights = {1, 2, 3};
        CrossEntropy loss = LOSS.withClassWeights(weights);
        double before = loss.loss(two(), Target.classIndices(0, 1));
        weights[0] = 100;
        assertEquals(before, loss.loss(two(), Target.classIndices(0, 1)));
    }

    @Test
    void losses_unreduced_timesRowWeights() {
        double[] losses = new double[2];
        LOSS.losses(two(), Target.classIndices(2, 2).withRowWeights(new double[] {1, 3}), losses);
        assertArrayEquals(new double[] {0.4076059644443803, 3 * 0.4076059644443803}, losses, 1e-15);
    }
}
