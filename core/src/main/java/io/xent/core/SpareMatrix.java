package io.xent.core;

/** Memory kept between calls: whoever takes it has it alone, and a call that finds none makes its own. */
final class SpareMatrix {

    private Matrix kept;

    synchronized Matrix take() {
        Matrix taken = kept;
        kept = null;
        return taken;
    }

    synchronized void keep(Matrix matrix) {
        kept = matrix;
    }
}
