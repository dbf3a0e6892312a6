package io.xent.benchmarks;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** libtorch's softmax, losses row by row, and the gradient of their sum. */
final class TorchResults {

    private static final long NONE = 0;
    private static final long SUM = 2;
    private static final long IGNORED = -100;

    private TorchResults() {}

    static AccuracyComparison.Results of(AccuracyRows rows) {
        try (PointerScope scope = new PointerScope()) {
            int count = rows.targets().length;
            float[] values = AccuracyComparison.values(rows);
            Tensor logits = TorchContender.empty(torch.ScalarType.Float, count, rows.classes());
            new FloatPointer(logits.data_ptr()).put(values, 0, values.length);
            Tensor targets = TorchContender.empty(torch.ScalarType.Long, count);
            LongPointer indices = new LongPointer(targets.data_ptr());
            for (int i = 0; i < count; i++) {
                indices.put(i, rows.targets()[i]);
            }
            logits.set_requires_grad(true);
            Tensor probabilities = torch.softmax(logits, 1);
            Tensor losses = torch.cross_entropy_loss(logits, targets, new TensorOptional(), NONE, IGNORED, 0);
            torch.cross_entropy_loss(logits, targets, new TensorOptional(), SUM, IGNORED, 0)
                    .backward();
            return new AccuracyComparison.Results(
                    read(probabilities, values.length), read(losses, count), read(logits.grad(), values.length));
        }
    }

    private static float[] read(Tensor tensor, int count) {
        float[] values = new float[count];
        new FloatPointer(tensor.contiguous().data_ptr()).get(values, 0, count);
        return values;
    }
}
