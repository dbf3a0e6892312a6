package io.xent.learn.network;

import java.util.List;

/** {@link Optimizer#SGD}: {@code v ← μ v + g, θ ← θ − rate · (g + μ v)}. */
final class Momentum implements Updater {

    private static final float MOMENTUM = 0.9f;

    private final Spans spans;
    private final double weightDecay;
    private final float[] velocity;

    Momentum(Spans spans, double weightDecay, int parameters) {
        this.spans = spans;
        this.weightDecay = weightDecay;
        velocity = new float[parameters];
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate, long number) {
        float rate = (float) learningRate;
        float kept = (float) (1 - learningRate * weightDecay);
        spans.forEach((from, to, decays) -> {
            float factor = decays ? kept : 1;
            for (int i = from; i < to; i++) {
                velocity[i] = MOMENTUM * velocity[i] + gradient[i];
                parameters[i] = factor * parameters[i] - rate * (gradient[i] + MOMENTUM * velocity[i]);
            }
        });
    }

    @Override
    public List<float[]> memory() {
        return List.of(velocity);
    }
}
