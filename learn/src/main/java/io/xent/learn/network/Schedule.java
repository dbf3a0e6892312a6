package io.xent.learn.network;

/** How the learning rate changes from the end of the warm-up to the end of the training. */
public enum Schedule {
    /** It stays. */
    CONSTANT {
        @Override
        double factor(double done) {
            return 1;
        }
    },

    /** It falls along half a cosine, {@code (1 + cos πt) / 2}. Loshchilov and Hutter, "SGDR" (2017). */
    COSINE {
        @Override
        double factor(double done) {
            return 0.5 * (1 + Math.cos(Math.PI * done));
        }
    },

    /** It is a tenth from the half on, and a hundredth from three quarters on. */
    STEP {
        @Override
        double factor(double done) {
            return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01;
        }
    };

    /** What the learning rate is multiplied by when the fraction {@code done}, in [0, 1), is over. */
    abstract double factor(double done);
}
