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

    static InvalidInputException cannotLoad(Path file, OrtException e) {
        return new InvalidInputException(
                file + ": ONNX Runtime cannot load it: " + firstLine(e) + "; name a model that it can run", e);
    }

    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "xent");
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
