package io.xent.learn.network;

/** An activation, in place; its derivative is found from the outputs or, for GELU, kept beside them. */
final class ActivationWork implements LayerWork {

    private final Activation activation;
    private final int width;

    /** For GELU in training; else null. */
    private final float[] slopes;

    ActivationWork(Layer.Activated layer, Memory memory) {
        activation = layer.activation();
        width = layer.inputs();
        slopes = memory.learns() && activation == Activation.GELU ? memory.block(width) : null;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public void forward(float[] in, float[] out, int from, int to) {
        int start = from * width;
        int end = to * width;
        if (out != in) {
            System.arraycopy(in, start, out, start, end - start);
        }
        switch (activation) {
            case RELU -> Activations.relu(out, start, end);
            case TANH -> Activations.tanh(out, start, end);
            case GELU -> {
                if (slopes != null) {
                    Activations.geluSlopes(out, start, end, slopes);
                }
                Activations.gelu(out, start, end);
            }
        }
    }

    @Override
    public void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to) {
        int start = from * width;
        int end = to * width;
        switch (activation) {
            case RELU -> Activations.reluBack(out, outGradient, start, end);
            case TANH -> Activations.tanhBack(out, outGradient, start, end);
            case GELU -> Activations.multiply(slopes, outGradient, start, end);
        }
    }
}
