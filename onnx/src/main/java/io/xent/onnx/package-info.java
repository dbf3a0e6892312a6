package io.xent.onnx;
