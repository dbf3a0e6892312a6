package io.xent.benchmarks;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Precision;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.network.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Rows of Fashion-MNIST, pixels divided by 255, and a network for them: {@code dense} or {@code conv}. */
final class NetworkProblem {

    static final int BATCH = 128;
    static final double LEARNING_RATE = 1e-3;
    static final double WEIGHT_DECAY = 1e-2;

    private static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int PIXELS = 28 * 28;
    private static final int CLASSES = 10;
    private static final int IMAGES_BEGIN = 16;
    private static final int LABELS_BEGIN = 8;

    final String name;
    final int rows;
    final float[] features;
    final int[] labels;

    NetworkProblem(String name, int rows) throws IOException {
        this.name = name;
        this.rows = rows;
        byte[] images = unzipped("train-images-idx3-ubyte.gz");
        byte[] classes = unzipped("train-labels-idx1-ubyte.gz");
        features = new float[rows * PIXELS];
        labels = new int[rows];
        for (int i = 0; i < features.length; i++) {
            features[i] = (images[IMAGES_BEGIN + i] & 0xff) / 255f;
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = classes[LABELS_BEGIN + i];
        }
    }

    private static byte[] unzipped(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file)))) {
            return in.readAllBytes();
        }
    }

    /** The first so many rows. */
    Dataset data(int count) {
        DenseFeatures.Builder builder = new DenseFeatures.Builder(count, PIXELS, Precision.SINGLE);
        int[] some = new int[count];
        for (int i = 0; i < count; i++) {
            some[i] = labels[i];
            for (int j = 0; j < PIXELS; j++) {
                builder.set(i, j, features[i * PIXELS + j]);
            }
        }
        return new Dataset(builder.build(), some, null, CLASSES);
    }

    /** Layers, batch, and steps of AdamW that stay as long as they are. */
    NetworkTraining.Builder training(Parallelism parallelism) {
        NetworkTraining.Builder builder = NetworkTraining.builder()
                .batch(BATCH)
                .learningRate(LEARNING_RATE)
                .weightDecay(WEIGHT_DECAY)
                .schedule(Schedule.CONSTANT)
                .parallelism(parallelism);
        return switch (name) {
            case "dense" -> builder.hidden(256, 128, 100);
            case "conv" ->
                builder.convolve(16, 3).pool(2).convolve(32, 3).pool(2).hidden(128);
            default -> throw new IllegalArgumentException("no network " + name + ": dense or conv");
        };
    }

    Architecture architecture() {
        return training(Parallelism.sequential()).build().architecture(PIXELS, CLASSES);
    }

    /**
     * Multiplications and additions of an epoch, by the formulas: forwards, back to the weights and, but for the first layer,
     * back to the inputs.
     */
    double operations() {
        double sum = 0;
        for (int i = 0; i < architecture().layers().size(); i++) {
            Layer layer = architecture().layers().get(i);
            double pixels = layer instanceof Layer.Convolution convolution
                    ? convolution.from().height() * convolution.from().width()
                    : 1;
            sum += 2.0 * layer.weights() * pixels * (i == 0 ? 2 : 3);
        }
        return sum * rows;
    }
}
