package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts on random formulas against evaluation that knows nothing of how they come about. */
class JudgePropertiesTest {
    private static final long SEED = 20261125;
    private static final int FORMULAS = 400;
    private static final int EDITED = 120;
    private static final List<String> OPEN = List.of("i", "j");

    private static Verdict verdict(Expression left, Expression right) {
        Derivation.Line line = new Derivation.Line(1, right, List.of());
        Derivation derivation =
                new Derivation(List.of(), List.of(), List.of(new Derivation.Chain(left, 1, List.of(line))));
        return Judge.judge(derivation).lines().get(0).verdict();
    }

    /** Both sides at random logits and targets for K = 1 to 5, all i and j: the largest difference relative to the sizes. */
    private static double difference(Expression left, Expression right, Random random) {
        double worst = 0;
        for (int classes = 1; classes <= 5; classes++) {
            double[] z = random.doubles(classes, -1, 1).toArray();
            double[] y = random.doubles(classes, 0.1, 1).toArray();
            for (int i = 0; i < classes; i++) {
                for (int j = 0; j < classes; j++) {
                    double a =
                            new PlainEvaluation(z, y).with("i", i).with("j", j).of(left);
                    double b =
                            new PlainEvaluation(z, y).with("i", i).with("j", j).of(right);
                    worst = Math.max(worst, Math.abs(a - b) / (1 + Math.abs(a) + Math.abs(b)));
                }
            }
        }
        return worst;
    }

    @Test
    void rewrittenByIdentities_proved() {
        Random random = new Random(SEED);
        RandomFormulas formulas = new RandomFormulas(random);
        for (int n = 0; n < FORMULAS; n++) {
            Expression left = formulas.formula(3, OPEN);
            Expression right = formulas.rewritten(left);
            String about = "seed " + SEED + " formula " + n + ": " + PlainText.of(left) + "  =  " + PlainText.of(right);
            assertTrue(difference(left, right, random) < 1e-9, about);
            assertEquals(new Verdict.Proved(), verdict(left, right), about);
        }
    }

    @Test
    void withOneEdit_neverProvedWhenNumbersDiffer_neverRefutedWhenTheyAgree() {
        Random random = new Random(SEED + 1);
        RandomFormulas formulas = new RandomFormulas(random);
        int different = 0;
        int proved = 0;
        for (int n = 0; n < EDITED; n++) {
            Expression left = formulas.formula(2 + n % 2, OPEN);
            Expression written = formulas.rewritten(left);
            Derivation whole = new Derivation(
                    List.of(),
                    List.of(),
                    List.of(new Derivation.Chain(left, 1, List.of(new Derivation.Line(1, written, List.of())))));
            List<Edit> edits =
                    new Edits(new Names(whole, new Budget(1_000_000, 1_000_000)), Set.of("i", "j")).of(written);
            Expression right = edits.get(random.nextInt(edits.size())).whole();
            if (!OpenIndices.of(right).stream().map(Index::text).allMatch(OPEN::contains)) {
                continue;
            }
            String about =
                    "seed " + (SEED + 1) + " formula " + n + ": " + PlainText.of(left) + "  =  " + PlainText.of(right);
            Verdict verdict = verdict(left, right);
            double difference = difference(left, right, random);
            if (verdict instanceof Verdict.Proved) {
                proved++;
                assertTrue(!(difference > 1e-9), about);
            } else if (verdict instanceof Verdict.Refuted) {
                different++;
                assertTrue(!(difference < 1e-12), about);
            }
            if (difference > 1e-6) {
                assertTrue(verdict instanceof Verdict.Refuted || isLimited(verdict), about + " " + verdict);
            }
        }
        assertTrue(different > EDITED / 3, "only " + different + " formulas differed, seed " + (SEED + 1));
        assertTrue(proved > EDITED / 40, "only " + proved + " formulas were proved, seed " + (SEED + 1));
    }

    /** Verdicts that say under which assumption, or that nothing was proved. */
    private static boolean isLimited(Verdict verdict) {
        return verdict instanceof Verdict.ProvedUnder
                || verdict instanceof Verdict.Tested tested && tested.reason().contains("sum to 1 only");
    }

    @Test
    void derivatives_asDifferencesSay() {
        Random random = new Random(SEED + 2);
        RandomFormulas formulas = new RandomFormulas(random);
        for (int n = 0; n < 40; n++) {
            Expression f = formulas.formula(2, OPEN);
            Expression g = formulas.formula(1, OPEN);
            Expression product =
                    new Expression.Derivative(RandomFormulas.times(f, g), RandomFormulas.name("z", "j"), Span.NONE);
            Expression byRule = RandomFormulas.plus(
                    RandomFormulas.times(new Expression.Derivative(f, RandomFormulas.name("z", "j"), Span.NONE), g),
                    RandomFormulas.times(f, new Expression.Derivative(g, RandomFormulas.name("z", "j"), Span.NONE)));
            String about = "seed " + (SEED + 2) + " formula " + n + ": " + PlainText.of(product);
            assertInstanceOf(Verdict.Proved.class, verdict(product, byRule), about);
            assertTrue(difference(product, byRule, random) < 1e-6, about);
            Expression slip =
                    RandomFormulas.times(new Expression.Derivative(f, RandomFormulas.name("z", "j"), Span.NONE), g);
            boolean isProved = verdict(product, slip) instanceof Verdict.Proved;
            assertTrue(!isProved || difference(product, slip, random) < 1e-6, about);
        }
    }
}
