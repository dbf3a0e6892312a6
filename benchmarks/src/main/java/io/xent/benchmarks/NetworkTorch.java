package io.xent.benchmarks;

import io.xent.learn.network.Layer;
import io.xent.learn.network.Network;
import io.xent.learn.network.Shape;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A network of ours in libtorch: the same layers, the same parameters to begin with, its own AdamW. */
final class NetworkTorch {

    private final NetworkProblem problem;
    private final List<Layer> layers;

    /** Of each layer weights and bias; null where it learns nothing. */
    private final Tensor[] weights;

    private final Tensor[] biases;
    private final Tensor rows;
    private final Tensor labels;
    private final AdamW optimizer;

    NetworkTorch(NetworkProblem problem, Network start, int threads) {
        torch.set_num_threads(threads);
        this.problem = problem;
        layers = start.architecture().layers();
        weights = new Tensor[layers.size()];
        biases = new Tensor[layers.size()];
        TensorVector learned = new TensorVector();
        Shape image = null;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Dense) {
                weights[i] = dense(layer, start.weights(i), image);
                image = null;
            } else if (layer instanceof Layer.Convolution convolution) {
                weights[i] = filters(convolution, start.weights(i));
                image = convolution.to();
            } else if (layer instanceof Layer.Pooling pooling) {
                image = pooling.to();
            }
            if (weights[i] != null) {
                biases[i] = tensor(start.bias(i), layer.neurons());
                learned.push_back(weights[i].set_requires_grad(true));
                learned.push_back(biases[i].set_requires_grad(true));
            }
        }
        rows = rows(problem);
        labels = TorchContender.empty(torch.ScalarType.Long, problem.rows);
        LongPointer indices = new LongPointer(labels.data_ptr()).capacity(problem.rows);
        for (int i = 0; i < problem.rows; i++) {
            indices.put(i, problem.labels[i]);
        }
        AdamWOptions options = new AdamWOptions(NetworkProblem.LEARNING_RATE);
        options.weight_decay().put(NetworkProblem.WEIGHT_DECAY);
        optimizer = new AdamW(learned, options);
    }

    private static Tensor tensor(float[] values, long... shape) {
        Tensor tensor = TorchContender.empty(torch.ScalarType.Float, shape);
        new FloatPointer(tensor.data_ptr()).put(values, 0, values.length);
        return tensor;
    }

    private Tensor rows(NetworkProblem problem) {
        if (!(layers.get(0) instanceof Layer.Convolution first)) {
            return tensor(problem.features, problem.rows, layers.get(0).inputs());
        }
        Shape image = first.from();
        if (image.channels() != 1) {
            throw new IllegalStateException("images of " + image + ": only those of one channel lie as libtorch's do");
        }
        return tensor(problem.features, problem.rows, 1, image.height(), image.width());
    }

    /** Filter, channel, line, column; ours are filter, line, column, channel. */
    private static Tensor filters(Layer.Convolution layer, float[] ours) {
        int channels = layer.from().channels();
        int places = layer.size() * layer.size();
        float[] theirs = new float[ours.length];
        for (int f = 0; f < layer.filters(); f++) {
            for (int p = 0; p < places; p++) {
                for (int c = 0; c < channels; c++) {
                    theirs[(f * channels + c) * places + p] = ours[(f * places + p) * channels + c];
                }
            }
        }
        return tensor(theirs, layer.filters(), channels, layer.size(), layer.size());
    }

    /** After an image, inputs come channel by channel; ours pixel by pixel. */
    private static Tensor dense(Layer layer, float[] ours, Shape image) {
        float[] theirs = ours.clone();
        if (image != null) {
            for (int at = 0; at < ours.length; at++) {
                theirs[at / layer.inputs() * layer.inputs() + theirPlace(at % layer.inputs(), image)] = ours[at];
            }
        }
        return tensor(theirs, layer.outputs(), layer.inputs());
    }

    private static int theirPlace(int ours, Shape image) {
        return ours % image.channels() * (image.height() * image.width()) + ours / image.channels();
    }

    private Tensor logits(Tensor batch) {
        Tensor values = batch;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Dense) {
                values = torch.linear(values.flatten(1, -1), weights[i], new TensorOptional(biases[i]));
            } else if (layer instanceof Layer.Convolution convolution) {
                long reach = convolution.size() / 2;
                values = torch.conv2d(
                        values,
                        weights[i],
                        new TensorOptional(biases[i]),
                        new long[] {1, 1},
                        new long[] {reach, reach},
                        new long[] {1, 1},
                        1);
            } else if (layer instanceof Layer.Pooling pooling) {
                values = torch.max_pool2d(values, pooling.size(), pooling.size());
            } else {
                values = torch.relu(values);
            }
        }
        return values;
    }

    /** The mean loss of the first rows, and its gradient, which {@link #gradient} then has. */
    double lossAndGradient(int count) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy_loss(logits(rows.narrow(0, 0, count)), labels.narrow(0, 0, count));
            loss.backward();
            return loss.item_float();
        }
    }

    /** The gradient of a layer's weights, in our order. */
    float[] gradient(int layer) {
        try (PointerScope scope = new PointerScope()) {
            Tensor whole = weights[layer].grad().contiguous();
            float[] theirs = new float[Math.toIntExact(whole.numel())];
            new FloatPointer(whole.data_ptr()).get(theirs, 0, theirs.length);
            if (layers.get(layer) instanceof Layer.Convolution convolution) {
                return ours(convolution, theirs);
            }
            Shape image = layer > 0 ? imageBefore(layer) : null;
            float[] ours = theirs.clone();
            int inputs = layers.get(layer).inputs();
            for (int at = 0; image != null && at < ours.length; at++) {
                ours[at] = theirs[at / inputs * inputs + theirPlace(at % inputs, image)];
            }
            return ours;
        }
    }

    private Shape imageBefore(int layer) {
        Layer before = layers.get(layer - 1);
        if (before instanceof Layer.Pooling pooling) {
            return pooling.to();
        }
        return before instanceof Layer.Activated && layer > 1 && layers.get(layer - 2) instanceof Layer.Convolution last
                ? last.to()
                : null;
    }

    private static float[] ours(Layer.Convolution layer, float[] theirs) {
        int channels = layer.from().channels();
        int places = layer.size() * layer.size();
        float[] ours = new float[theirs.length];
        for (int f = 0; f < layer.filters(); f++) {
            for (int p = 0; p < places; p++) {
                for (int c = 0; c < channels; c++) {
                    ours[(f * places + p) * channels + c] = theirs[(f * channels + c) * places + p];
                }
            }
        }
        return ours;
    }

    /** Once through all rows in an order of its own; the mean of the batches' losses. */
    double epoch() {
        double sum = 0;
        try (PointerScope epoch = new PointerScope()) {
            Tensor order = torch.randperm(problem.rows);
            for (int from = 0; from < problem.rows; from += NetworkProblem.BATCH) {
                int count = Math.min(NetworkProblem.BATCH, problem.rows - from);
                sum += count * step(order, from, count);
            }
        }
        return sum / problem.rows;
    }

    private double step(Tensor order, int from, int count) {
        try (PointerScope scope = new PointerScope()) {
            Tensor batch = order.narrow(0, from, count);
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy_loss(
                    logits(torch.index_select(rows, 0, batch)), torch.index_select(labels, 0, batch));
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }
}
