package io.xent.benchmarks;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The tensors behind {@link TorchPeer}. */
final class TorchContender implements Contender {

    private final String name;
    private final Problem problem;
    private final boolean withGradient;
    private final Tensor storage;
    private final Tensor logits;
    private final Tensor labels;
    private final Tensor logProbabilities;
    private final FloatPointer values;

    TorchContender(String name, Problem problem, int threads, boolean withGradient) {
        this.name = name;
        this.problem = problem;
        this.withGradient = withGradient;
        torch.set_num_threads(threads);
        storage = empty(torch.ScalarType.Float, problem.rows, problem.stride);
        values = new FloatPointer(storage.data_ptr()).capacity(problem.logits.length);
        reset();
        logits = storage.narrow(1, 0, problem.classes).detach();
        labels = empty(torch.ScalarType.Long, problem.rows);
        LongPointer indices = new LongPointer(labels.data_ptr()).capacity(problem.rows);
        for (int i = 0; i < problem.rows; i++) {
            indices.put(i, problem.labels[i]);
        }
        logProbabilities = withGradient ? null : empty(torch.ScalarType.Float, problem.rows, problem.classes);
        logits.set_requires_grad(withGradient);
    }

    static Tensor empty(torch.ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions().dtype(new ScalarTypeOptional(type)), new MemoryFormatOptional());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reset() {
        values.put(problem.logits, 0, problem.logits.length);
    }

    @Override
    public double run() {
        return withGradient ? lossAndGradient() : forward();
    }

    private double lossAndGradient() {
        try (PointerScope scope = new PointerScope()) {
            logits.mutable_grad().reset();
            Tensor loss = torch.cross_entropy_loss(logits, labels);
            loss.backward();
            return loss.item_float();
        }
    }

    private double forward() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            torch.log_softmax_out(logProbabilities, logits, 1);
            return Double.NaN;
        }
    }

    @Override
    public float[] gradient() {
        if (!withGradient) {
            return null;
        }
        try (PointerScope scope = new PointerScope()) {
            float[] gradient = new float[problem.rows * problem.classes];
            Tensor dense = logits.grad().contiguous();
            new FloatPointer(dense.data_ptr()).capacity(gradient.length).get(gradient);
            return gradient;
        }
    }

    @Override
    public boolean keepsThreads() {
        return true;
    }

    @Override
    public void close() {
        logits.close();
        storage.close();
        labels.close();
        if (logProbabilities != null) {
            logProbabilities.close();
        }
    }
}
