package io.xent.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.xent.learn.InvalidInputException;
import java.util.List;
import java.util.Set;

/** Finds in the outputs of a model what it says about rows. */
interface ModelOutputs {

    /** The text of each class, by class index. */
    List<String> classes();

    boolean hasLogits();

    /** The outputs to compute. */
    Set<String> names();

    /**
     * @param source what a message calls the table
     * @throws InvalidInputException where what the model gives is no distribution over its classes
     */
    Scores read(OrtSession.Result result, int firstRow, int rows, String source) throws OrtException;
}
