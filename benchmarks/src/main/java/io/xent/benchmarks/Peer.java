package io.xent.benchmarks;

/** Makes contenders; found by {@link java.util.ServiceLoader}. Its own class may not need its library to be there. */
public interface Peer {

    /** What it is called on the command line and in the figures. */
    String name();

    /** Ready to run on so many threads. */
    Contender contender(Problem problem, Threads threads);
}
