package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static Report judge(String text) {
        return Judge.judge(DerivationParser.parse(text));
    }

    private static List<Report.Status> statuses(String text) {
        return judge(text).lines().stream().map(Report.JudgedLine::status).toList();
    }

    private static Verdict verdict(String text) {
        List<Report.JudgedLine> lines = judge(text).lines();
        return lines.get(lines.size() - 1).verdict();
    }

    private static void assertRefuted(String expected, String actual, String text) {
        Verdict.Refuted refuted = assertInstanceOf(Verdict.Refuted.class, verdict(text), text);
        assertEquals(expected, refuted.witness().expected().text(), text);
        assertEquals(actual, refuted.witness().actual().text(), text);
    }

    @Test
    void generalProof_provedUntilTargetMustSumToOne() {
        String text = """
                dL/dz_i = -sum_k y_k/p_k dp_k/dz_i
                = -sum_k y_k/p_k p_k (delta_{ki} - p_i)
                = -y_i + p_i sum_k y_k
                = p_i - y_i
                """;
        List<Verdict> verdicts =
                judge(text).lines().stream().map(Report.JudgedLine::verdict).toList();
        assertEquals(List.of(new Verdict.Proved(), new Verdict.Proved(), new Verdict.Proved()), verdicts.subList(0, 3));
        assertEquals(new Verdict.ProvedUnder(List.of(Assumption.Target.SUMS_TO_ONE)), verdicts.get(3));
        assertEquals(new Verdict.Proved(), verdict("assume sum(y) = 1\n" + text));
    }

    @Test
    void onlyThePathThroughTheSameClass_brokenThenInherited() {
        assertEquals(List.of(Report.Status.BROKEN, Report.Status.INHERITED, Report.Status.REPAIRED), statuses("""
                        assume sum(y) = 1
                        dL/dz_i = -y_i/p_i * p_i (1 - p_i)
                        = -y_i (1 - p_i)
                        = p_i - y_i
                        """));
    }

    @Test
    void indexSlip_refutedAwayFromTheTrueClass() {
        String text = "dL/dz_i = -(y_i (1 - p_i) + sum_{k != i} -p_k y_k)";
        assertRefuted("1/6", "1/3", text);
        assertEquals(
                List.of(
                        Assumption.Target.ONE_HOT,
                        new Assumption.Indices(new Condition.Same(Index.of("i"), Index.of("t"), Span.NONE))),
                ((Verdict.Refuted) verdict(text)).equalUnder());
    }

    @Test
    void trueClassOnly_refutedWithWhereItHolds() {
        assertEquals(
                List.of(
                        Assumption.Target.ONE_HOT,
                        new Assumption.Indices(new Condition.Same(Index.of("i"), Index.of("t"), Span.NONE))),
                refuted("dL/dz_i = p_t - 1").equalUnder());
    }

    @Test
    void specialCases_named() {
        assertEquals(
                List.of(new Assumption.Value("T", Rational.ONE)),
                refuted("assume sum(y) = 1\np = softmax(z/T)\ndL/dz_i = p_i - y_i")
                        .equalUnder());
        assertEquals(
                List.of(new Assumption.Value("N", Rational.ONE)),
                refuted("assume sum(y) = 1\nL = -1/N sum_n sum_k y_{nk} log p_{nk}\ndL/dz_{ni} = p_{ni} - y_{ni}")
                        .equalUnder());
        assertEquals(
                List.of(new Assumption.Value("K", Rational.of(2))),
                refuted("dp_1/dz_1 = p_1 p_2").equalUnder());
    }

    private static Verdict.Refuted refuted(String text) {
        return assertInstanceOf(Verdict.Refuted.class, verdict(text), text);
    }

    @Test
    void targetGivenInNumbers_refutedAndSumNamed() {
        String text = "y = (1, 1, 0)\ndL/dz_i = p_i - y_i";
        assertRefuted("-2/3", "-5/6", text);
        assertEquals(List.of(Assumption.Target.SUMS_TO_ONE), refuted(text).equalUnder());
        assertEquals(new Verdict.Proved(), verdict("y = (1, 1, 0)\ndL/dz_i = 2 p_i - y_i"));
    }

    @Test
    void rightDerivations_proved() {
        for (String text : List.of(
                "L = -log p_t\ndL/dz_i = -1/p_t dp_t/dz_i\n= -1/p_t p_t (delta_{ti} - p_i)\n= p_i - delta_{ti}\n= p_i - y_i",
                "dp_i/dz_j = { p_i (1 - p_i) if i = j; -p_i p_j otherwise }",
                "dp_i/dz_j = (delta_{ij} e^{z_i} sum_k e^{z_k} - e^{z_i} e^{z_j}) / (sum_k e^{z_k})^2",
                "assume sum(y) = 1\nL = log sum_j e^{z_j} - sum_k y_k z_k\ndL/dz_i = e^{z_i}/sum_j e^{z_j} - y_i\n= p_i - y_i",
                "dL/dz = J^T g\n= (diag(p) - p p^T) (-y/p)\n= p sum(y) - y",
                "p = softmax(z/T)\ndp_i/dz_j = 1/T p_i (delta_{ij} - p_j)",
                "assume K = 2\np_1 = e^{z_1}/(e^{z_1} + e^{z_2})\ndp_1/dz_1 = p_1 p_2",
                "H = -sum_k p_k log p_k\ndH/dz_i = -p_i (log p_i + H)",
                "L = -sum_k (y_k log p_k + (1 - y_k) log(1 - p_k))\ndL/dp_k = (p_k - y_k)/(p_k (1 - p_k))",
                "sum_i sum_j p_i p_j (z_i - z_j)^2 = 2 sum_i p_i z_i^2 - 2 (sum_i p_i z_i)^2",
                "assume one-hot(y)\nL = -1/N sum_n sum_k y_{nk} log p_{nk}\ndL/dW_{ij} = 1/N sum_n (p_{ni} - y_{ni}) x_{nj}",
                "assume sum(y) = 1\nL = -sum_k y_k log p_k\nd^2L/dz_i dz_j = p_i (delta_{ij} - p_j)")) {
            for (Report.JudgedLine line : judge(text).lines()) {
                assertEquals(
                        new Verdict.Proved(),
                        line.verdict(),
                        text + " line " + line.line().number());
            }
        }
    }

    @Test
    void shadowedIndex_remark() {
        Report report = judge("p_i = e^{z_i} / sum_i e^{z_i}\ndp_i/dz_j = p_i (delta_{ij} - p_j)");
        assertEquals(new Verdict.Proved(), report.lines().get(0).verdict());
        assertEquals(1, report.lines().get(0).lints().size());
    }

    @Test
    void rowOfTheWeights_rightWithARemarkOnTheLayout() {
        Report.JudgedLine line =
                judge("assume sum(y) = 1\ndL/dW_i = (p_i - y_i) x").lines().get(0);
        assertEquals(new Verdict.Proved(), line.verdict());
        assertEquals(1, line.lints().size());
        assertEquals(
                List.of(),
                judge("assume sum(y) = 1\ndL/dW_i = (p_i - y_i) x^T")
                        .lines()
                        .get(0)
                        .lints());
    }

    @Test
    void componentPlusVector_unreadable() {
        assertInstanceOf(Verdict.Unreadable.class, verdict("dL/dz_i = p_i - y"));
    }

    @Test
    void outsideTheFragment_testedNeverProved() {
        Verdict.Tested tested = assertInstanceOf(
                Verdict.Tested.class, verdict("p_i = e^{z_i}/sum_k e^{z_k}\nsum_k 1/(1 + p_k) = sum_j 1/(p_j + 1)"));
        assertTrue(tested.trials() > 10);
        assertEquals(0, tested.errorBound());
    }

    @Test
    void roots_refutedByEnclosuresOrTestedWithABound() {
        assertInstanceOf(Verdict.Refuted.class, verdict("sqrt(2 + p_i) = sqrt(2) + p_i"));
        Verdict.Tested tested =
                assertInstanceOf(Verdict.Tested.class, verdict("sqrt(2 + p_i) sqrt(2 + p_i) = 2 + p_i"));
        assertTrue(tested.errorBound() > 0 && tested.errorBound() < 1e-30);
    }

    @Test
    void hugePowers_refusedInBoundedWork() {
        assertInstanceOf(Verdict.Unreadable.class, verdict("dL/dz_i = ((((((2^60)^60)^60)^60)^60)^60)^60"));
        String product = "(p_i + y_i + z_i)^60 (p_j + y_j + z_j)^60 (p_i + y_j + z_i)^60";
        assertInstanceOf(Verdict.Unreadable.class, verdict("dL/dz_i = " + product));
    }

    @Test
    void identities_proved() {
        for (String text : List.of(
                "log 6 + 0 p_i = log 2 + log 3",
                "log(2 p_i) = log 2 + log p_i",
                "e^{log 2} p_i = 2 p_i",
                "e^{2 log p_i} = p_i^2",
                "e^{-log p_i} p_i = 1",
                "sum_k p_k + 0 p_i = 1",
                "sum_k 1[k = i] p_k = p_i",
                "sum_k sum_j 1[k = j] p_k p_j = sum_k p_k^2",
                "(sum_k y_k z_k)^2 = sum_j sum_k y_j z_j y_k z_k",
                "sum_{k != i} sum_{j != i} p_k p_j = (1 - p_i)^2",
                "log(sum_k e^{z_k + 2}) + 0 p_i = 2 + log sum_k e^{z_k}",
                "1/(1 - p_i) - 1 = p_i/(1 - p_i)")) {
            assertEquals(new Verdict.Proved(), verdict(text), text);
        }
    }

    @Test
    void nearIdentities_refuted() {
        for (String text : List.of(
                "log 6 + 0 p_i = log 2 + log 2",
                "e^{2 log p_i} = 2 p_i",
                "p_i p_j = p_i^2",
                "log p_i + log p_j = 2 log p_i",
                "e^{z_i} e^{z_j} = e^{2 z_i}",
                "delta_{ij} p_i = p_i",
                "p_i^{1[i = j]} = p_i",
                "sum_{k != i} p_k = 1 - p_j",
                "sum_k y_k p_k = sum_k y_k sum_k p_k",
                "sum_k sum_j p_k p_j = sum_k p_k^2",
                "sum_k 1 + 0 p_i = sum_k y_k",
                "1/(1 - p_i) = 1/(1 - p_j)")) {
            assertInstanceOf(Verdict.Refuted.class, verdict(text), text);
        }
    }

    @Test
    void headingWithoutAWord_opensACase() {
        String right = "i = j:\ndp_i/dz_j = p_i (1 - p_i)\n\ni != j:\ndp_i/dz_j = -p_i p_j";
        judge(right).lines().forEach(line -> assertEquals(new Verdict.Proved(), line.verdict(), right));
        assertEquals(2, judge(right).lines().size());
        assertInstanceOf(Verdict.Refuted.class, verdict("i = j:\ndp_i/dz_j = -p_i p_j"));
        assertInstanceOf(Verdict.Refuted.class, verdict("i != j:\ndp_i/dz_j = p_i (1 - p_i)"));
    }

    @Test
    void conditionOnTheTarget_needsOneHot() {
        String cases = "dL/dz_i = { p_i - 1 if y_i = 1; p_i otherwise }";
        assertEquals(new Verdict.ProvedUnder(List.of(Assumption.Target.ONE_HOT)), verdict(cases));
        assertEquals(new Verdict.Proved(), verdict("assume one-hot(y)\n" + cases));
        assertEquals(
                new Verdict.Proved(), verdict("assume one-hot(y)\ndL/dz_i = { p_i if y_i = 0; p_i - 1 otherwise }"));
        assertEquals(new Verdict.Proved(), verdict("assume one-hot(y)\ndL/dz_i = p_i - 1 if y_i = 1"));
        assertInstanceOf(Verdict.Refuted.class, verdict("assume one-hot(y)\ndL/dz_i = p_i - 1 if y_i = 0"));
    }

    @Test
    void fixedNumberOfClasses_sumsWrittenOut() {
        assertEquals(new Verdict.Proved(), verdict("assume K = 2\nassume sum(y) = 1\np_1 - y_1 = y_2 - p_2"));
        assertEquals(
                new Verdict.ProvedUnder(List.of(Assumption.Target.SUMS_TO_ONE)),
                verdict("assume K = 2\np_1 - y_1 = y_2 - p_2"));
        assertInstanceOf(Verdict.Refuted.class, verdict("assume K = 3\nassume sum(y) = 1\np_1 - y_1 = y_2 - p_2"));
        assertEquals(
                new Verdict.Proved(), verdict("assume K = 3\ndp_1/dz_2 = -p_1 e^{z_2}/(e^{z_1} + e^{z_2} + e^{z_3})"));
    }

    @Test
    void statedIndices_onlyTheseCases() {
        assertEquals(new Verdict.Proved(), verdict("assume one-hot(y)\nassume i = t\ndL/dz_i = p_i - 1"));
        assertEquals(new Verdict.Proved(), verdict("assume one-hot(y)\nassume i != t\ndL/dz_i = p_i"));
        assertInstanceOf(Verdict.Refuted.class, verdict("assume one-hot(y)\nassume i != t\ndL/dz_i = p_i - 1"));
    }
}
