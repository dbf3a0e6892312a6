package io.xent.learn.network;

import java.util.List;

/** {@link Optimizer#ADAMW}. */
final class AdamW implements Updater {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final Spans spans;
    private final double weightDecay;
    private final float[] means;
    private final float[] squares;

    AdamW(Spans spans, double weightDecay, int parameters) {
        this.spans = spans;
        this.weightDecay = weightDecay;
        means = new float[parameters];
        squares = new float[parameters];
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate, long number) {
        float rate = (float) (learningRate / (1 - Math.pow(BETA1, number)));
        float scale = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, number)));
        float kept = (float) (1 - learningRate * weightDecay);
        spans.forEach((from, to, decays) -> {
            remember(gradient, from, to);
            move(parameters, from, to, rate, scale, decays ? kept : 1);
        });
    }

    private void remember(float[] gradient, int from, int to) {
        float b1 = (float) BETA1;
        float b2 = (float) BETA2;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            means[i] = b1 * means[i] + (1 - b1) * g;
            squares[i] = b2 * squares[i] + (1 - b2) * g * g;
        }
    }

    private void move(float[] parameters, int from, int to, float rate, float scale, float kept) {
        for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(squares[i]) * scale + EPSILON;
            parameters[i] = kept * parameters[i] - rate * means[i] / root;
        }
    }

    @Override
    public List<float[]> memory() {
        return List.of(means, squares);
    }
}
