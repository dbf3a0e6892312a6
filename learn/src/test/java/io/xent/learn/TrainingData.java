package io.xent.learn;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The data sets that trainings are checked and measured on, read in the plainest way. */
final class TrainingData {

    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

    private TrainingData() {}

    /** Where the shared data sets are: {@code XENT_SHARED}, or the directory {@code shared} beside the repository. */
    static Optional<Path> shared() {
        String given = System.getProperty("XENT_SHARED", System.getenv("XENT_SHARED"));
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("LICENSE")) && Files.isDirectory(at.resolve("core"))) {
                return Optional.of(at.resolveSibling("shared")).filter(Files::isDirectory);
            }
        }
        return Optional.empty();
    }

    /** One of the shared CSV files, if it is there. */
    static Optional<Dataset> csv(String name, Precision precision) throws IOException {
        Optional<Path> file = shared().map(s -> s.resolve("data").resolve(name).resolve("train.csv"))
                .filter(Files::exists);
        return file.isEmpty() ? Optional.empty() : Optional.of(csv(Files.readAllLines(file.get()), precision));
    }

    /** One of the CSV files among the test resources. */
    static Dataset resource(String name, Precision precision) throws IOException {
        try (var in = TrainingData.class.getResourceAsStream(name)) {
            return csv(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    precision);
        }
    }

    private static Dataset csv(List<String> lines, Precision precision) {
        List<String> header = List.of(lines.get(0).split(","));
        int label = header.indexOf("label");
        int rows = lines.size() - 1;
        String[] labels = new String[rows];
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, header.size() - 1, precision);
        for (int i = 0; i < rows; i++) {
            String[] fields = lines.get(i + 1).split(",");
            labels[i] = fields[label];
            for (int j = 0, to = 0; j < fields.length; j++) {
                if (j != label) {
                    features.set(i, to++, Double.parseDouble(fields[j]));
                }
            }
        }
        List<String> names =
                List.copyOf(new TreeSet<>(Arrays.asList(labels)).stream().toList());
        int[] indices = Arrays.stream(labels).mapToInt(names::indexOf).toArray();
        return new Dataset(features.build(), indices, null, names.size());
    }

    /** Fashion-MNIST's training images, each pixel divided by {@code divisor}, if Debian's package is installed. */
    static Optional<Dataset> fashion(Precision precision, double divisor) throws IOException {
        if (!Files.exists(FASHION)) {
            return Optional.empty();
        }
        byte[] images = gunzip("train-images-idx3-ubyte.gz");
        byte[] labels = gunzip("train-labels-idx1-ubyte.gz");
        int rows = labels.length - 8;
        int[] indices = new int[rows];
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, 784, precision);
        for (int i = 0; i < rows; i++) {
            indices[i] = labels[8 + i];
            for (int j = 0; j < 784; j++) {
                features.set(i, j, (images[16 + i * 784 + j] & 255) / divisor);
            }
        }
        return Optional.of(new Dataset(features.build(), indices, null, 10));
    }

    private static byte[] gunzip(String name) throws IOException {
        try (var in =
                new GZIPInputStream(new FileInputStream(FASHION.resolve(name).toFile()))) {
            return in.readAllBytes();
        }
    }

    /** The WordNet glosses, unpacked by the {@code xz} program. */
    static Optional<Dataset> wordnet(Precision precision) throws IOException {
        Optional<Path> file =
                shared().map(s -> s.resolve("data/wordnet/train.svm.xz")).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        SparseFeatures.Builder features = new SparseFeatures.Builder(139_085, precision);
        int[] labels = new int[93_341];
        Process unpack = new ProcessBuilder("xz", "-dc", file.get().toString()).start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(unpack.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < labels.length; i++) {
                StringTokenizer fields = new StringTokenizer(lines.readLine(), " :");
                labels[i] = Integer.parseInt(fields.nextToken());
                while (fields.hasMoreTokens()) {
                    features.add(Integer.parseInt(fields.nextToken()) - 1, Double.parseDouble(fields.nextToken()));
                }
                features.endRow();
            }
        }
        return Optional.of(new Dataset(features.build(), labels, null, 44));
    }
}
