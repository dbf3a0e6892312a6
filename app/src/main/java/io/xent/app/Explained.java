package io.xent.app;

import io.xent.derive.Explanation;
import io.xent.derive.InformationExplanation;
import io.xent.derive.Step;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a command explains, ready to be printed in any format.
 *
 * @param results writes the results by themselves, for programs
 */
record Explained(String title, List<Step> steps, Consumer<Json> results) {

    static Explained of(Explanation explanation) {
        return new Explained(explanation.title(), explanation.steps(), json -> {
            rows(json, "logits", explanation.logits());
            rows(json, "probabilities", explanation.probabilities());
            json.field("loss", explanation.loss());
            rows(json, "gradient", explanation.gradient());
            json.rows("jacobian", explanation.jacobian());
            explanation
                    .layer()
                    .ifPresent(layer -> json.rows("weightsGradient", layer.weights())
                            .numbers("biasGradient", layer.bias())
                            .numbers("inputGradient", layer.input()));
        });
    }

    /** One row as a row, several as rows. */
    private static void rows(Json json, String name, double[][] rows) {
        if (rows.length == 1) {
            json.numbers(name, rows[0]);
        } else {
            json.rows(name, rows);
        }
    }

    static Explained of(InformationExplanation explanation) {
        return new Explained(explanation.title(), explanation.steps(), json -> {
            json.numbers("p", explanation.p());
            explanation.q().ifPresent(q -> json.numbers("q", q));
            json.field("entropy", explanation.entropy())
                    .field("entropyBits", explanation.entropy() / Math.log(2))
                    .field("perplexity", explanation.perplexity());
            explanation
                    .crossEntropy()
                    .ifPresent(nats -> json.field("crossEntropy", nats).field("crossEntropyBits", nats / Math.log(2)));
            explanation
                    .divergence()
                    .ifPresent(nats -> json.field("divergence", nats).field("divergenceBits", nats / Math.log(2)));
        });
    }
}
