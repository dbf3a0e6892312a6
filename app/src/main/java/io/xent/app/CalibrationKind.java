package io.xent.app;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.CalibrationMethod;
import java.util.List;

/** Which calibrations are compared. */
enum CalibrationKind {
    AUTO,
    TEMPERATURE,
    VECTOR,
    MATRIX,
    ISOTONIC;

    List<CalibrationMethod> methods(int rows, int classes) {
        return this == AUTO
                ? CalibrationChoice.methods(rows, classes)
                : CalibrationChoice.methods(CalibrationMethod.Kind.valueOf(name()));
    }
}
