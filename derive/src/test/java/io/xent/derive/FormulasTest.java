package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.core.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The formulas that explanations print are judged like anybody's: proved, or proved where the text says under what. */
class FormulasTest {

    private static final Matrix LOGITS = Matrix.row(3, 4, 1);

    private static List<Formula> formulas(List<Step> steps) {
        List<Formula> formulas = new ArrayList<>();
        steps.forEach(step -> step.parts().forEach(part -> {
            if (part instanceof Formula formula) {
                formulas.add(formula);
            }
        }));
        return formulas;
    }

    /** The lines of all formulas with their verdicts. */
    private static List<Report.JudgedLine> judged(String definitions, List<Formula> formulas) {
        Derivation header = DerivationParser.parse(definitions + "\ndL/dz_i = p_i - y_i");
        List<Report.JudgedLine> lines = new ArrayList<>();
        for (Formula formula : formulas) {
            List<Derivation.Line> right = formula
                    .sides()
                    .subList(1, formula.sides().size())
                    .stream()
                    .map(side -> new Derivation.Line(1, side, List.of()))
                    .toList();
            Derivation.Chain chain = new Derivation.Chain(formula.sides().get(0), 1, right);
            lines.addAll(Judge.judge(new Derivation(header.definitions(), List.of(), List.of(chain)))
                    .lines());
        }
        return lines;
    }

    private static void assertProved(String definitions, List<Formula> formulas) {
        for (Report.JudgedLine line : judged(definitions, formulas)) {
            String text = PlainText.of(line.line().expression());
            if (text.contains("p_j − y_j") || text.contains("p_{nj} − y_{nj}")) {
                Verdict.ProvedUnder under = assertInstanceOf(Verdict.ProvedUnder.class, line.verdict(), text);
                assertEquals(List.of(Assumption.Target.SUMS_TO_ONE), under.assumptions(), text);
            } else {
                assertInstanceOf(Verdict.Proved.class, line.verdict(), text);
            }
        }
    }

    @Test
    void crossEntropy_formulas_areProved() {
        List<Formula> formulas =
                formulas(new Explainer().explain(LOGITS, Target.classIndices(1)).steps());
        assertEquals(6, formulas.size());
        assertProved("p = softmax(z)\nL = -sum_k y_k log p_k", formulas);
    }

    @Test
    void temperatureAndSoftTargets_formulas_areProved() {
        List<Formula> formulas = formulas(new Explainer()
                .withTemperature(2)
                .explain(LOGITS, Target.distributions(Matrix.row(0.5, 0.2, 0)))
                .steps());
        assertTrue(formulas.toString().contains("T"), formulas::toString);
        assertProved("p = softmax(z/T)\nL = -sum_k y_k log p_k", formulas);
    }

    @Test
    void layer_formulas_areProved() {
        List<Formula> formulas = formulas(new Explainer()
                .explainLayer(
                        Matrix.of(new double[] {1, -1, 2, -1, 1, 0}, 3, 2),
                        new double[3],
                        new double[] {1, -2},
                        Target.classIndices(1))
                .steps());
        assertEquals(10, formulas.size());
        assertProved("z = W x + b\np = softmax(z)\nL = -sum_k y_k log p_k", formulas);
    }

    @Test
    void batch_formulas_areProved() {
        List<Formula> formulas = formulas(new Explainer()
                .explain(Matrix.of(new double[] {3, 4, 1, 0, 1, 2}, 2, 3), Target.classIndices(1, 2))
                .steps());
        assertEquals(2, formulas.size());
        assertProved("p_{n,k} = e^{z_{n,k}} / sum_j e^{z_{n,j}}\nL = -(1/N) sum_n sum_k y_{n,k} log p_{n,k}", formulas);
    }

    @Test
    void information_formulas_areReadBackAsPrinted() {
        List<Formula> formulas =
                formulas(InformationExplainer.explain(new double[] {1, 1}, Optional.of(new double[] {1, 3}), 1)
                        .steps());
        assertEquals(3, formulas.size());
        for (Formula formula : formulas) {
            for (Expression side : formula.sides()) {
                assertEquals(side, ExpressionParser.parse(PlainText.of(side)));
            }
        }
    }

    @Test
    void wrongFormula_isRefuted() {
        Formula wrong = Formula.of("∂L/∂z_j = −Σ_i (y_i / p_i) p_i (δ_ij − p_i)");
        Report.JudgedLine line =
                judged("p = softmax(z)\nL = -sum_k y_k log p_k", List.of(wrong)).get(0);
        assertInstanceOf(Verdict.Refuted.class, line.verdict());
    }
}
