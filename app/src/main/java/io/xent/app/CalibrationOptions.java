package io.xent.app;

import java.util.Arrays;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether, and how, the probabilities of a trained model are calibrated. */
final class CalibrationOptions {

    @Option(
            names = "--calibrate",
            arity = "0..1",
            paramLabel = "METHOD",
            preprocessor = MethodOrNone.class,
            description =
                    "Make probabilities mean what they say, from predictions of rows that were not trained on: temperature,"
                            + " vector, matrix, isotonic, or auto, which compares all. Without METHOD: temperature.")
    CalibrationKind kind;

    /** A word that is no method is not one that is wrong, but the next argument. */
    static final class MethodOrNone implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            boolean isMethod = !words.isEmpty()
                    && Arrays.stream(CalibrationKind.values())
                            .anyMatch(kind -> kind.name().equalsIgnoreCase(words.peek()));
            if (!isMethod && " ".equals(info.get("separator"))) {
                words.push(CalibrationKind.TEMPERATURE.name());
            }
            return false;
        }
    }

    boolean asked() {
        return kind != null;
    }
}
