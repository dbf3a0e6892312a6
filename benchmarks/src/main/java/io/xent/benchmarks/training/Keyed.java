package io.xent.benchmarks.training;

/** A line of a file of figures, with what a new line must share with it to take its place. */
interface Keyed {

    String key();

    String csv();
}
