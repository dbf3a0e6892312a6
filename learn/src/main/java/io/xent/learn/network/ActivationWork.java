package io.xent.learn.network;

/** An activation, in place; its derivative is found from the outputs or, for GELU, kept beside them. */
final class ActivationWork implements LayerWork {

    private final Activation activation;
    private final int width;
    private final Memory memory;

    /** For GELU in training; else null. */
    private final float[] slopes;

    private float[] out;

    ActivationWork(Layer.Activated layer, Memory memory) {
        activation = layer.activation();
        width = layer.inputs();
        this.memory = memory;
        slopes = memory.learns() && activation == Activation.GELU ? memory.block(width) : null;
    }

    @Override
    public float[] forward(float[] in, int rows) {
        out = in;
        Pieces.forEach(memory.parallelism(), rows * width, this::activate);
        return in;
    }

    private void activate(int from, int to) {
        switch (activation) {
            case RELU -> Activations.relu(out, from, to);
            case TANH -> Activations.tanh(out, from, to);
            case GELU -> {
                if (slopes != null) {
                    Activations.geluSlopes(out, from, to, slopes);
                }
                Activations.gelu(out, from, to);
            }
        }
    }

    @Override
    public float[] backward(float[] gradient, int rows, boolean inputWanted) {
        Pieces.forEach(memory.parallelism(), rows * width, (from, to) -> {
            switch (activation) {
                case RELU -> Activations.reluBack(out, gradient, from, to);
                case TANH -> Activations.tanhBack(out, gradient, from, to);
                case GELU -> Activations.multiply(slopes, gradient, from, to);
            }
        });
        return gradient;
    }
}
