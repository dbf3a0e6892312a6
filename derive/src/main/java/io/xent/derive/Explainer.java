package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Hinge;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Works out the gradient of a loss with respect to the logits step by step, with the reader's numbers: a table per step,
 * the general formula beside it, and a numerical check at the end. Immutable.
 *
 * <p>The numbers are those of {@code io.xent.core}, with the accuracy that is promised there. Where the way by the chain
 * rule breaks in floating point, as it does where a probability is 0, the steps say so and show why.
 *
 * <pre>{@code
 * Explanation why = new Explainer().explain(Matrix.row(3, 4, 1), Target.classIndices(1));
 * }</pre>
 */
public final class Explainer {

    private final ExplainedLoss loss;
    private final double temperature;
    private final int firstClass;

    /** Of cross-entropy at temperature 1; classes are called by their class index, from 0. */
    public Explainer() {
        this(ExplainedLoss.CROSS_ENTROPY, 1, 0);
    }

    private Explainer(ExplainedLoss loss, double temperature, int firstClass) {
        this.loss = loss;
        this.temperature = temperature;
        this.firstClass = firstClass;
    }

    /** Of another loss; hinge losses take a class index as the target. */
    public Explainer withLoss(ExplainedLoss chosen) {
        return new Explainer(chosen, temperature, firstClass);
    }

    /**
     * Divides the logits by T first; for cross-entropy only.
     *
     * @throws IllegalArgumentException if T is not positive and finite
     */
    public Explainer withTemperature(double value) {
        new CrossEntropy().withTemperature(value);
        return new Explainer(loss, value, firstClass);
    }

    /** The number that the first class is called by in the steps, 0 or 1. It changes no meaning of any argument. */
    public Explainer withFirstClass(int number) {
        return new Explainer(loss, temperature, number);
    }

    /**
     * Explains one row, or the mean over several.
     *
     * @param logits rows × K; −∞ is a mask
     * @param target one for each row; a distribution may have any sum
     * @throws IllegalArgumentException if shapes disagree, the target is none over these classes, a logit is NaN, there are
     *     no logits, or a hinge loss is given a temperature or a distribution
     */
    public Explanation explain(Matrix logits, Target target) {
        return logits.rows() > 1 ? BatchSteps.of(questions(logits, target)) : explain(question(logits, 0, target));
    }

    private Explanation explain(Question question) {
        return loss == ExplainedLoss.CROSS_ENTROPY
                ? CrossEntropySteps.of(question)
                : HingeSteps.of(question, loss == ExplainedLoss.CRAMMER_SINGER);
    }

    /**
     * Explains one row whose logits are those of a linear layer, {@code z = W x + b}, and goes on to the gradients with respect to W, b
     * and x.
     *
     * @param weights K × D
     * @param bias of K numbers
     * @param input of D numbers
     * @param target of one row
     * @throws IllegalArgumentException if shapes disagree, or as {@link #explain}
     */
    public Explanation explainLayer(Matrix weights, double[] bias, double[] input, Target target) {
        Layer layer = Layer.of(weights, bias, input);
        Question question = question(Matrix.row(layer.logits()), 0, target);
        return LayerSteps.around(explain(question), question, layer);
    }

    private List<Question> questions(Matrix logits, Target target) {
        if (target.rows() != logits.rows()) {
            throw new IllegalArgumentException("targets of " + target.rows() + " rows for logits of " + logits.rows());
        }
        return IntStream.range(0, logits.rows())
                .mapToObj(i -> question(logits, i, target.rows(i, i + 1)))
                .toList();
    }

    private Question question(Matrix logits, int row, Target target) {
        if (logits.rows() == 0 || logits.columns() == 0) {
            throw new IllegalArgumentException(
                    "the logits are " + logits.rows() + "×" + logits.columns() + "; there is nothing to explain");
        }
        double[] z = new double[logits.columns()];
        for (int k = 0; k < z.length; k++) {
            z[k] = logits.get(row, k);
            if (Double.isNaN(z[k])) {
                throw new IllegalArgumentException("logit " + (k + firstClass) + " is NaN: nothing follows from it");
            }
        }
        if (loss != ExplainedLoss.CROSS_ENTROPY && temperature != 1) {
            throw new IllegalArgumentException("a hinge loss has no temperature; it is for cross-entropy");
        }
        Question question = new Question(z, target, lossFunction(), temperature, firstClass);
        question.loss(); // refuses what is no target for these classes
        return question;
    }

    private Loss lossFunction() {
        return switch (loss) {
            case CROSS_ENTROPY ->
                new CrossEntropy().withTemperature(temperature).withReduction(Reduction.SUM);
            case HINGE -> Hinge.westonWatkins().withReduction(Reduction.SUM);
            case CRAMMER_SINGER -> Hinge.crammerSinger().withReduction(Reduction.SUM);
        };
    }
}
