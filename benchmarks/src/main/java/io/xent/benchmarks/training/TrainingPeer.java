package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that trains: another library by a program of its own, or Xent. */
interface TrainingPeer {

    /** In figures and on the command line. */
    String name();

    /** Makes it ready to run; otherwise says what is missing and how to get it. */
    Optional<String> missing() throws IOException, InterruptedException;

    /** Iterations to give it so that its course is known, ascending; empty where its program tells the course itself. */
    List<Integer> ladder();

    /** Whether it knows when it has converged; otherwise the best of its ladder is what it has to show. */
    default boolean converges() {
        return true;
    }

    /** Whether it can take such data at all. */
    boolean takes(TrainingSet set, PreparedData data);

    /**
     * One run.
     *
     * @param data folder of the prepared rows
     * @param out an empty folder
     * @param budget iterations, or {@link TrainingFigure#FULL}
     * @param limit seconds of the fit after which it is to stop, or is killed
     */
    Reply run(TrainingSet set, Path data, Path out, String budget, double limit)
            throws IOException, InterruptedException;
}
