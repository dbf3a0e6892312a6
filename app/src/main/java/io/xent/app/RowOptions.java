package io.xent.app;

import picocli.CommandLine.Option;

/** Which columns of labelled rows say the class and the weight, for a model that is trained. */
final class RowOptions {

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column that says the class. Default: the one the model was trained on.")
    String label;

    @Option(names = "--weights", paramLabel = "COLUMN", description = "A column that says how much each row counts.")
    String weights;
}
