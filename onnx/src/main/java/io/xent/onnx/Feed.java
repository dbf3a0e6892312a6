package io.xent.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

/** Gives one input of a model the rows of one table. Used by one thread at a time. */
interface Feed {

    String input();

    /** How much memory a row takes while it is scored, in bytes; what is padded to the longest row takes that for each. */
    long cost(int row);

    /** The rows {@code [from, to)}; valid until the next call. */
    OnnxTensor tensor(OrtEnvironment environment, int from, int to) throws OrtException;
}
