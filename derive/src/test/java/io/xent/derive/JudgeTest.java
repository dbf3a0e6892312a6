package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
}
