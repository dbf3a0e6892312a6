package io.xent.learn;

/** What to do where a fit did not come to its optimum, in words. */
final class Advice {

    static final String SEPARATED =
            "the features separate the classes without error, so without a penalty the weights grow for"
                    + " ever: use a penalty, λ > 0";

    static final String ROUNDING =
            "rounding in 64 bits leaves no step that improves: scale the features, or raise the tolerance";

    private Advice() {}

    static String stopped(int iterations) {
        return "stopped on request after " + iterations + " iterations: resume to go on";
    }

    /** @param held whether parameters are held near a model, whose tolerance is taken with it */
    static String limit(int iterations, boolean held, boolean penalised) {
        return "the limit of " + iterations + " iterations was reached: raise it"
                + (held ? "" : ", or raise the tolerance")
                + (penalised ? "" : ", or use a penalty, λ > 0");
    }

    /** @param held whether parameters are held near a model, whose precision is taken with it */
    static String singlePrecision(boolean held) {
        return "parameters of 32 bits cannot come closer to the optimum: "
                + (held
                        ? "update a model that was trained with --precision double"
                        : "use --precision double, or raise the tolerance");
    }
}
