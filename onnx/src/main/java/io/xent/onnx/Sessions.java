package io.xent.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** ONNX Runtime's view of a model: opened quietly, on the CPU, with a fixed number of threads. */
final class Sessions {

    private static final long STACK_BYTES = 1L << 30;

    private static volatile boolean started;

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

    /**
     * Starts ONNX Runtime, once. As it starts, 1.29 matches the command line of the process with an expression that calls
     * itself for each character: beyond some 4,000 of them that runs over an ordinary thread's stack and ends the JVM. A
     * thread of its own has stack enough for any command line; what it does not use is never allocated.
     */
    static OrtEnvironment environment() {
        if (!started) {
            FutureTask<OrtEnvironment> start = new FutureTask<>(Sessions::currentEnvironment);
            new Thread(null, start, "onnxruntime-start", STACK_BYTES).start();
            waitFor(start);
            started = true;
        }
        return currentEnvironment();
    }

    private static OrtEnvironment currentEnvironment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "xent");
    }

    private static void waitFor(FutureTask<OrtEnvironment> start) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    start.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof LinkageError error) {
                        throw error;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
