package io.xent.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.xent.learn.encoding.Column;

/** Texts, rows × 1; a missing one is empty. */
final class TextFeed implements Feed {

    /** A word in native memory: the object and the share of its characters, at each step of the graph. */
    private static final int BYTES_PER_WORD = 128;

    private final String input;
    private final boolean oneAxis;
    private final boolean isCutIntoWords;
    private final Column.Texts texts;

    /**
     * @param oneAxis whether the input wants rows texts, rather than rows × 1
     * @param isCutIntoWords whether the model pads each row to the number of words of the longest
     */
    TextFeed(String input, Column.Texts texts, boolean oneAxis, boolean isCutIntoWords) {
        this.input = input;
        this.texts = texts;
        this.oneAxis = oneAxis;
        this.isCutIntoWords = isCutIntoWords;
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public long cost(int row) {
        String text = texts.value(row);
        int length = text == null ? 0 : text.length();
        return isCutIntoWords ? (length + 1) / 2 * (long) BYTES_PER_WORD : BYTES_PER_WORD + length;
    }

    @Override
    public OnnxTensor tensor(OrtEnvironment environment, int from, int to) throws OrtException {
        String[] values = new String[to - from];
        for (int i = 0; i < values.length; i++) {
            String text = texts.value(from + i);
            values[i] = text == null ? "" : isCutIntoWords ? JavaStrings.spelled(text) : text;
        }
        return OnnxTensor.createTensor(
                environment, values, oneAxis ? new long[] {values.length} : new long[] {values.length, 1});
    }
}
