package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Features;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import io.xent.learn.network.Activation;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Network;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.network.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network in a file is the network in memory. */
class NetworkModelTest {

    private static final double UNIT = 0x1p-24;

    @TempDir
    Path directory;

    private static Network network(Architecture architecture, Random random) {
        float[] parameters = new float[architecture.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (0.3 * random.nextGaussian());
        }
        return Network.of(architecture, parameters);
    }

    private static Pipeline pipeline(RandomPipelines random, Encoding encoding, Network network) {
        Pipeline linear = random.pipeline(encoding, network.classes());
        return new Pipeline(
                encoding, Precision.SINGLE, network, linear.calibration(), linear.labels(), linear.provenance());
    }

    private static Architecture withDropout(int features, Activation activation, int classes) {
        List<Layer> layers = new ArrayList<>(Architecture.dense(features, new int[] {37, 8}, activation, classes)
                .layers());
        layers.add(2, new Layer.Dropout(0.25, 37));
        return new Architecture(layers);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void score_randomNetworksAndTables_equalsMemory(Activation activation) {
        for (long seed = 1; seed <= 20; seed++) {
            RandomPipelines random = new RandomPipelines(seed);
            Encoding encoding = random.encoding();
            Architecture architecture = withDropout(encoding.width(), activation, 2 + (int) (seed % 5));
            Pipeline pipeline = pipeline(random, encoding, network(architecture, new Random(seed)));
            assertParity(pipeline, random.table(encoding, (int) (3 * seed)), activation + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void score_randomImages_equalsMemory(Activation activation) {
        NetworkTraining training = NetworkTraining.builder()
                .activation(activation)
                .shape(new Shape(9, 7, 2))
                .convolve(5, 3)
                .pool(2)
                .convolve(6, 5)
                .hidden(11)
                .build();
        Architecture architecture = training.architecture(126, 4);
        RandomPipelines random = new RandomPipelines(5);
        Encoding encoding = new Encoding(List.of(new ColumnEncoding.Vector("image", 126, 300)));
        Network network = network(architecture, new Random(5));
        Pipeline pipeline = pipeline(random, encoding, network);
        assertParity(pipeline, random.table(encoding, 20), activation + " images");
        Network read =
                (Network) OnnxModelReader.read(directory.resolve("model.onnx")).classifier();
        assertEquals(architecture, read.architecture());
        assertArrayEquals(network.weights(0), read.weights(0));
    }

    /** Every row and class of the logits and probabilities, and the label. */
    private void assertParity(Pipeline pipeline, Table table, String what) {
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            Scores scores = model.score(table);
            Matrix logits = RandomPipelines.logits(pipeline, table);
            Matrix probabilities = RandomPipelines.softmax(logits);
            Features features = pipeline.encoding().encode(table, Precision.SINGLE);
            double temperature = pipeline.calibration().temperature();
            for (int i = 0; i < table.rows(); i++) {
                float[] row = new float[features.columns()];
                features.copyRow(i, row, 0);
                double error = error((Network) pipeline.classifier(), row) / temperature;
                double best = logits.get(i, scores.classIndices()[i]);
                for (int k = 0; k < logits.columns(); k++) {
                    String where = what + ", row " + i + ", class " + k;
                    double z = logits.get(i, k);
                    assertEquals(z, scores.logits().orElseThrow().get(i, k), error + 1e-7 * Math.abs(z), where);
                    assertEquals(probabilities.get(i, k), scores.probabilities().get(i, k), error + 1e-7, where);
                    assertTrue(z <= best + 2 * error, where);
                }
            }
        }
    }

    /** How far two computations in 32 bits may be apart in the largest logit: what rounding adds, layer by layer. */
    private static double error(Network network, float[] row) {
        double[] size = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            size[j] = Math.abs(row[j]);
        }
        double[] error = new double[row.length];
        List<Layer> layers = network.architecture().layers();
        for (int l = 0; l < layers.size(); l++) {
            if (layers.get(l) instanceof Layer.Activated activated) {
                for (int j = 0; j < size.length; j++) {
                    size[j] = activated.activation() == Activation.TANH ? Math.min(1, size[j]) : size[j];
                    error[j] = 1.13 * error[j] + 8 * UNIT * size[j];
                }
            } else if (layers.get(l) instanceof Layer.Convolution || layers.get(l) instanceof Layer.Pooling) {
                double most = Arrays.stream(size).max().orElseThrow();
                double worst = Arrays.stream(error).max().orElseThrow();
                double gain = layers.get(l) instanceof Layer.Pooling ? 1 : gain(network, l);
                size = new double[layers.get(l).outputs()];
                error = new double[size.length];
                Arrays.fill(size, gain * most + 1);
                Arrays.fill(error, gain * worst + 2 * Math.sqrt(layers.get(l).fanIn() + 1) * UNIT * size[0]);
            } else if (layers.get(l) instanceof Layer.Dense dense) {
                float[] weights = network.weights(l);
                float[] bias = network.bias(l);
                double[] nextSize = new double[dense.outputs()];
                double[] nextError = new double[dense.outputs()];
                for (int k = 0; k < nextSize.length; k++) {
                    nextSize[k] = Math.abs(bias[k]);
                    for (int j = 0; j < size.length; j++) {
                        double weight = Math.abs(weights[k * size.length + j]);
                        nextSize[k] += weight * size[j];
                        nextError[k] += weight * error[j];
                    }
                    nextError[k] += 2 * Math.sqrt(size.length + 1) * UNIT * nextSize[k];
                }
                size = nextSize;
                error = nextError;
            }
        }
        return Arrays.stream(error).max().orElseThrow();
    }

    /** The largest sum of the sizes of a filter's weights. */
    private static double gain(Network network, int layer) {
        int fanIn = network.architecture().layers().get(layer).fanIn();
        double[] sums = new double[network.architecture().layers().get(layer).neurons()];
        float[] weights = network.weights(layer);
        for (int i = 0; i < weights.length; i++) {
            sums[i / fanIn] += Math.abs(weights[i]);
        }
        return Arrays.stream(sums).max().orElseThrow();
    }

    @Test
    void read_whatWasWritten_givesEveryNumberBack() {
        RandomPipelines random = new RandomPipelines(3);
        Encoding encoding = random.encoding();
        Network written = network(withDropout(encoding.width(), Activation.GELU, 3), new Random(3));
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline(random, encoding, written), file);
        Network read = (Network) OnnxModelReader.read(file).classifier();
        assertEquals(written.architecture(), read.architecture());
        for (int l = 0; l < written.architecture().layers().size(); l++) {
            assertArrayEquals(written.weights(l), read.weights(l));
            assertArrayEquals(written.bias(l), read.bias(l));
        }
    }

    @Test
    void toBytes_networkInDoublePrecision_isRefused() {
        RandomPipelines random = new RandomPipelines(4);
        Encoding encoding = random.encoding();
        Network network = network(withDropout(encoding.width(), Activation.RELU, 3), new Random(4));
        Pipeline single = pipeline(random, encoding, network);
        Pipeline wide = new Pipeline(
                encoding, Precision.DOUBLE, network, single.calibration(), single.labels(), single.provenance());
        assertThrows(IllegalArgumentException.class, () -> OnnxModelWriter.toBytes(wide));
    }

    @Test
    void read_layersThatMakeNoSense_isRefused() {
        for (String json : new String[] {
            "[]",
            "[{\"kind\":\"relu\",\"inputs\":3}]",
            "[{\"kind\":\"dense\",\"inputs\":3,\"outputs\":0}]",
            "[{\"kind\":\"dense\",\"inputs\":3,\"outputs\":4},{\"kind\":\"dense\",\"inputs\":5,\"outputs\":2}]",
            "[{\"kind\":\"dropout\",\"rate\":1,\"inputs\":3},{\"kind\":\"dense\",\"inputs\":3,\"outputs\":2}]",
            "[{\"kind\":\"swish\",\"inputs\":3}]",
            "[{\"kind\":\"dense\",\"inputs\":2147483647,\"outputs\":2147483647}]",
        }) {
            RuntimeException refused = assertThrows(RuntimeException.class, () -> NetworkJson.read(json), json);
            assertTrue(
                    refused instanceof IllegalArgumentException || refused instanceof ArithmeticException,
                    json + " gives " + refused);
        }
    }
}
