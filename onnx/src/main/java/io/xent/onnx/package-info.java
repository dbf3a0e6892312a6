/**
 * Models as ONNX files. {@link io.xent.onnx.OnnxModelWriter} writes a {@link io.xent.learn.Pipeline} as one file and
 * {@link io.xent.onnx.OnnxModelReader} reads it back; {@link io.xent.onnx.OnnxModel} scores tables with it, or with a
 * classifier of another program, through ONNX Runtime.
 */
package io.xent.onnx;
