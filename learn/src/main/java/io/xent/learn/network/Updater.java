package io.xent.learn.network;

import java.util.List;

/** Takes steps, and remembers what it needs of those before. */
interface Updater {

    /**
     * Changes the parameters.
     *
     * @param number of the step, from 1
     */
    void step(float[] parameters, float[] gradient, double learningRate, long number);

    /** What it remembers; the arrays themselves. */
    List<float[]> memory();
}
