package io.xent.onnx;

import ai.onnxruntime.OrtSession;
import io.xent.core.Matrix;
import io.xent.learn.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the outputs of a model of ours. The label is found from the logits, as the model does it itself: ONNX Runtime's
 * Java binding garbles texts beyond U+FFFF.
 */
record PipelineOutputs(List<String> classes) implements ModelOutputs {

    @Override
    public boolean hasLogits() {
        return true;
    }

    @Override
    public Set<String> names() {
        return Set.of(Names.PROBABILITIES, Names.LOGITS);
    }

    @Override
    public Scores read(OrtSession.Result result, int firstRow, int rows, String source) {
        Matrix probabilities = matrix(result, Names.PROBABILITIES, rows);
        Matrix logits = matrix(result, Names.LOGITS, rows);
        for (int i = 0; i < rows; i++) {
            if (Double.isNaN(probabilities.get(i, 0))) {
                throw new InvalidInputException(source + ": row " + (firstRow + i + 1L)
                        + ": the model has no answer (NaN): a number in it is too large; correct or empty that cell");
            }
        }
        return new Scores(firstRow, probabilities, Optional.of(logits), Tensors.argMax(logits));
    }

    private Matrix matrix(OrtSession.Result result, String name, int rows) {
        return Matrix.of(Tensors.doubles(result.get(name).orElseThrow()), rows, classes.size());
    }
}
