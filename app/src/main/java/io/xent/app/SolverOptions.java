package io.xent.app;

import io.xent.learn.SolverKind;
import picocli.CommandLine.Option;

/** How the optimum of a linear model is looked for. */
final class SolverOptions {

    @Option(
            names = "--solver",
            paramLabel = "SOLVER",
            defaultValue = "auto",
            description = "auto, newton-cholesky, trust-region or lbfgs. All find the same optimum; auto takes the"
                    + " fastest for data of this shape and says why. Default: ${DEFAULT-VALUE}.")
    SolverKind solver;
}
