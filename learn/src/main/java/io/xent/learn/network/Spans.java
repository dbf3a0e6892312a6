package io.xent.learn.network;

import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.List;

/** The parameters of all layers in fixed pieces, each of weights, which decay, or of biases, which do not. */
final class Spans {

    private static final int LONGEST = 1 << 14;

    /** Something done to the parameters {@code [from, to)}. */
    @FunctionalInterface
    interface Action {
        void run(int from, int to, boolean decays);
    }

    private record Span(int from, int to, boolean decays) {}

    private final List<Span> spans = new ArrayList<>();
    private final Parallelism parallelism;

    Spans(Architecture architecture, Parallelism parallelism) {
        this.parallelism = architecture.parameters() <= LONGEST ? Parallelism.sequential() : parallelism;
        int from = 0;
        for (Layer layer : architecture.layers()) {
            add(from, from + layer.weights(), true);
            add(from + layer.weights(), from + layer.parameters(), false);
            from += layer.parameters();
        }
    }

    private void add(int from, int to, boolean decays) {
        for (int start = from; start < to; start += LONGEST) {
            spans.add(new Span(start, Math.min(to, start + LONGEST), decays));
        }
    }

    void forEach(Action action) {
        parallelism.forEach(spans.size(), i -> {
            Span span = spans.get(i);
            action.run(span.from(), span.to(), span.decays());
        });
    }
}
