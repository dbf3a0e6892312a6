package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.xent.core.Matrix;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * A classifier in an ONNX file, scored by ONNX Runtime: one of ours, or of another program. May be used by many threads
 * at once; {@link #close} waits for them.
 */
public final class OnnxModel implements AutoCloseable {

    /** An input or output: its name, and its type in words such as {@code float[rows, 4]}. */
    public record Port(String name, String type) {}

    private final ModelFile file;
    private final Optional<Metadata> metadata;
    private final OrtSession session;
    private final List<Port> inputPorts;
    private final List<Port> outputPorts;
    private final ModelInputs inputs;
    private final ModelOutputs outputs;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxModel(ModelFile file, Optional<Metadata> metadata, Optional<ModelProto> foreign, OrtSession session)
            throws OrtException {
        this.file = file.withoutBytes();
        this.metadata = metadata;
        this.session = session;
        inputPorts = Ports.of(session.getInputInfo().values());
        outputPorts = Ports.of(session.getOutputInfo().values());
        if (metadata.isPresent()) {
            inputs = new PipelineInputs(metadata.get());
            outputs = new PipelineOutputs(metadata.get().labels().names());
        } else {
            inputs = new ForeignInputs(file.file(), session.getInputInfo().values());
            outputs = new ForeignOutputs(file.file(), session.getOutputInfo().values(), foreign.orElseThrow());
        }
    }

    /**
     * Loads a model.
     *
     * @param threads how many ONNX Runtime may use for one call, at least 1; probabilities do not depend on it
     * @throws InvalidInputException where the file is absent, damaged, no ONNX model, or no classifier of table rows
     */
    public static OnnxModel load(Path path, int threads) {
        ModelFile file = ModelFile.open(path);
        Optional<Metadata> metadata = file.isOurs() ? Optional.of(Metadata.read(file)) : Optional.empty();
        Optional<ModelProto> foreign = file.isOurs() ? Optional.empty() : Optional.of(file.parse());
        OrtSession session = Sessions.open(file, threads);
        try {
            return new OnnxModel(file, metadata, foreign, session);
        } catch (OrtException e) {
            Sessions.close(session);
            throw Sessions.cannotLoad(path, e);
        } catch (RuntimeException e) {
            Sessions.close(session);
            throw e;
        }
    }

    public Path file() {
        return file.file();
    }

    /** The text of each class, by class index; where a model of another program does not name them, "0", "1", … */
    public List<String> classes() {
        return outputs.classes();
    }

    /** What the class indices mean, where the model is ours. */
    public Optional<Labels> labels() {
        return metadata.map(Metadata::labels);
    }

    /** How raw columns become features, where the model is ours: what to read a table like. */
    public Optional<Encoding> encoding() {
        return metadata.map(Metadata::encoding);
    }

    /** The output that holds one probability per class. */
    String probabilitiesName() {
        return outputs.names().iterator().next();
    }

    /** The program that says it wrote the file; may be empty. */
    public String producer() {
        return file.producer();
    }

    /** All metadata of the file, in its order. */
    public Map<String, String> metadata() {
        return file.metadata();
    }

    public List<Port> inputs() {
        return inputPorts;
    }

    public List<Port> outputs() {
        return outputPorts;
    }

    /**
     * Scores all rows of a table.
     *
     * @throws InvalidInputException as {@link #score(Table, Consumer)}
     * @throws IllegalArgumentException where rows × classes is too much for one array; use batches
     */
    public Scores score(Table table) {
        int classes = classes().size();
        if ((long) table.rows() * classes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    table.rows() + " rows of " + classes + " classes do not fit into one array; score them in batches");
        }
        Matrix probabilities = Matrix.of(new double[table.rows() * classes], table.rows(), classes);
        Matrix logits = Matrix.of(new double[table.rows() * classes], table.rows(), classes);
        int[] classIndices = new int[table.rows()];
        score(table, batch -> {
            copy(batch.probabilities(), probabilities, batch.firstRow());
            batch.logits().ifPresent(z -> copy(z, logits, batch.firstRow()));
            System.arraycopy(batch.classIndices(), 0, classIndices, batch.firstRow(), batch.rows());
        });
        Optional<Matrix> given = outputs.hasLogits() ? Optional.of(logits) : Optional.empty();
        return new Scores(0, probabilities, given, classIndices);
    }

    private static void copy(Matrix from, Matrix to, int firstRow) {
        for (int i = 0; i < from.rows(); i++) {
            for (int k = 0; k < from.columns(); k++) {
                to.set(firstRow + i, k, from.get(i, k));
            }
        }
    }

    /**
     * Scores a table in batches of consecutive rows, from the first to the last, in bounded memory. Columns that the
     * model does not take are left alone, but for a model of another program with a single numeric input: it takes every
     * column of numbers, in order.
     *
     * @throws InvalidInputException where the table lacks a column the model takes, a column holds something else, or
     *     what the model gives for a row is no distribution
     * @throws IllegalStateException where the model is closed
     */
    public void score(Table table, Consumer<Scores> batches) {
        Batches split = new Batches(
                inputs.feeds(table), inputs.costPerRow(), inputs.parameterBytes(), table.rows(), inputs.maxRows());
        for (int from = 0; from < table.rows(); ) {
            int to = split.end(from);
            batches.accept(score(split.feeds(), from, to, table.source()));
            from = to;
        }
    }

    private Scores score(List<Feed> feeds, int from, int to, String source) {
        closing.readLock().lock();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            if (closed) {
                throw new IllegalStateException(file() + " is closed");
            }
            for (Feed feed : feeds) {
                tensors.put(feed.input(), feed.tensor(OrtEnvironment.getEnvironment(), from, to));
            }
            try (OrtSession.Result result = session.run(tensors, outputs.names())) {
                return outputs.read(result, from, to - from, source);
            }
        } catch (OrtException e) {
            throw new InvalidInputException(
                    source + ": rows " + (from + 1L) + " to " + to + " cannot be scored by " + file() + ": "
                            + Sessions.reason(e) + "; check that they are what the model was trained on",
                    e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            closing.readLock().unlock();
        }
    }

    /** Frees the memory of the model, once nobody is scoring. */
    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                Sessions.close(session);
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
