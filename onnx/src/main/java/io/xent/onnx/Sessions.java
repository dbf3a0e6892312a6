package io.xent.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.xent.learn.InvalidInputException;
import java.nio.file.Path;

/** ONNX Runtime's view of a model: opened quietly, on the CPU, with a fixed number of threads. */
final class Sessions {

    private Sessions() {}

    static OrtSession open(ModelFile file, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
        requireRuntime(file.file());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            // a model of another program may have tensors in files beside it, found only from its path
            return file.isOurs()
                    ? environment().createSession(file.bytes(), options)
                    : environment().createSession(file.file().toString(), options);
        } catch (OrtException e) {
            throw cannotLoad(file.file(), e);
        }
    }

    static InvalidInputException cannotLoad(Path file, Throwable cause) {
        return new InvalidInputException(
                file + ": ONNX Runtime cannot load it: " + reason(cause) + "; name a model that it can run", cause);
    }

    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "xent");
    }

    /** Its native library is unpacked into java.io.tmpdir and loaded from there. */
    private static void requireRuntime(Path file) {
        try {
            environment();
        } catch (LinkageError e) {
            throw new InvalidInputException(
                    file + ": ONNX Runtime does not start on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + reason(e.getCause() == null ? e : e.getCause())
                            + "; set java.io.tmpdir to a directory that can be written, on a platform it supports",
                    e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first line of what ONNX Runtime says, without its error code and the path it repeats. */
    static String reason(Throwable e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^Error code - \\w+ - message: ", "").replaceFirst("^Load model from .* failed:", "");
    }
}
