package io.xent.app;

import static io.xent.app.Figures.count;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.Labels;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code xent calibrate} came to; the text, the JSON and the report say this, each in its way.
 *
 * @param source the model that was calibrated
 * @param data the rows it was calibrated on, as the user wrote them
 * @param notices what was noticed about the data, one sentence each
 */
record Calibrated(
        Path source,
        String data,
        Labels labels,
        ChosenCalibration chosen,
        List<String> notices,
        Path model,
        Path report) {

    CalibrationChoice choice() {
        return chosen.choice();
    }

    /** What was done, in one sentence. */
    String sentence() {
        return chosen.sentence() + (chosen.map().isEmpty() ? ": the file is a copy of the model" : "");
    }

    /** For the metadata of the model. */
    String note() {
        return sentence() + ", out of fold, on " + count(choice().before().rows(), "row") + " of " + data;
    }
}
