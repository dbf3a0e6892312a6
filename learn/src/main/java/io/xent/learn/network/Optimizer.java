package io.xent.learn.network;

/** How parameters follow the gradient of a batch. */
public enum Optimizer {
    /**
     * Steps scaled by running means of the gradient and its square (β₁ = 0.9, β₂ = 0.999, ε = 1e-8), and weights that
     * decay on their own. Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019).
     */
    ADAMW("AdamW", 1e-3, 1e-2),

    /** Stochastic gradient descent with Nesterov's momentum of 0.9, and weights that decay on their own. */
    SGD("SGD with momentum", 5e-2, 5e-4),

    /**
     * Limited-memory BFGS over all rows at once, with a line search: for small networks and few rows. Takes no batch, learning
     * rate, decay, dropout, clipping or patience. Liu and Nocedal (1989).
     */
    LBFGS("L-BFGS", Double.NaN, 0);

    private final String title;
    private final double learningRate;
    private final double weightDecay;

    Optimizer(String title, double learningRate, double weightDecay) {
        this.title = title;
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
    }

    /** Its name in sentences. */
    public String title() {
        return title;
    }

    /** The learning rate where none is given; NaN where there is none. */
    public double learningRate() {
        return learningRate;
    }

    /** The weight decay where none is given. */
    public double weightDecay() {
        return weightDecay;
    }
}
