package io.xent.benchmarks;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** libtorch's: {@code linear}, {@code cross_entropy_loss}, {@code backward}; {@code log_softmax}, {@code gather}, {@code topk}. */
final class LinearTorch implements LinearContender {

    private final Tensor hidden;
    private final Tensor weights;
    private final Tensor labels;
    private float[] logProbabilities;

    LinearTorch(LinearProblem problem, int threads) {
        torch.set_num_threads(threads);
        hidden = TorchContender.empty(torch.ScalarType.Float, problem.rows, problem.features);
        weights = TorchContender.empty(torch.ScalarType.Float, problem.classes, problem.features);
        FloatPointer hiddenRows = new FloatPointer(hidden.data_ptr());
        FloatPointer weightRows = new FloatPointer(weights.data_ptr());
        problem.hidden((i, row) -> hiddenRows.position((long) i * row.length).put(row, 0, row.length));
        problem.weights((i, row) -> weightRows.position((long) i * row.length).put(row, 0, row.length));
        hidden.set_requires_grad(true);
        weights.set_requires_grad(true);
        labels = TorchContender.empty(torch.ScalarType.Long, problem.rows);
        LongPointer indices = new LongPointer(labels.data_ptr()).capacity(problem.rows);
        for (int i = 0; i < problem.rows; i++) {
            indices.put(i, problem.labels[i]);
        }
    }

    @Override
    public String name() {
        return "libtorch";
    }

    /** Its gradients accumulate: the first run makes them, and the next find them there. */
    @Override
    public void touchOutputs() {
        try (PointerScope scope = new PointerScope()) {
            hidden.mutable_grad().put(torch.zeros_like(hidden));
            weights.mutable_grad().put(torch.zeros_like(weights));
        }
    }

    @Override
    public double run(LinearTask task) {
        if (task == LinearTask.GRADIENTS) {
            return lossAndGradients();
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor logits = torch.linear(hidden, weights);
            if (task == LinearTask.LOSS) {
                return torch.cross_entropy_loss(logits, labels).item_float();
            }
            Tensor all = torch.log_softmax(logits, 1);
            Tensor wanted =
                    task == LinearTask.TOP_TEN ? all.topk(LinearTask.BEST).get0() : all.gather(1, labels.unsqueeze(1));
            float[] values = new float[Math.toIntExact(wanted.numel())];
            new FloatPointer(wanted.contiguous().data_ptr()).get(values, 0, values.length);
            logProbabilities = values;
            return Double.NaN;
        }
    }

    @Override
    public double[] logProbabilities() {
        double[] all = new double[logProbabilities.length];
        Arrays.setAll(all, i -> logProbabilities[i]);
        return all;
    }

    private double lossAndGradients() {
        try (PointerScope scope = new PointerScope()) {
            hidden.mutable_grad().reset();
            weights.mutable_grad().reset();
            Tensor loss = torch.cross_entropy_loss(torch.linear(hidden, weights), labels);
            loss.backward();
            return loss.item_float();
        }
    }

    @Override
    public double hiddenGradient(int at) {
        try (PointerScope scope = new PointerScope()) {
            return new FloatPointer(hidden.grad().data_ptr()).get(at);
        }
    }

    @Override
    public double weightsGradient(int at) {
        try (PointerScope scope = new PointerScope()) {
            return new FloatPointer(weights.grad().data_ptr()).get(at);
        }
    }
}
