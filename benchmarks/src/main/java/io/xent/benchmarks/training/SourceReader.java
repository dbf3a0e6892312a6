package io.xent.benchmarks.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Reads the files of the data sets in the plainest way; labels are the numbers of their classes. */
final class SourceReader {

    private SourceReader() {}

    static PreparedData read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return csv(Files.readAllLines(file));
        }
        return name.endsWith(".xz")
                ? libsvm(file)
                : images(gunzip(file), gunzip(file.resolveSibling(name.replace("images-idx3", "labels-idx1"))));
    }

    /** Numbers with a header; the last column is the label. */
    private static PreparedData csv(List<String> lines) {
        int rows = lines.size() - 1;
        int features = lines.get(0).split(",").length - 1;
        double[] x = new double[rows * features];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            String[] fields = lines.get(i + 1).split(",");
            for (int j = 0; j < features; j++) {
                x[i * features + j] = Double.parseDouble(fields[j]);
            }
            y[i] = Integer.parseInt(fields[features]);
        }
        return new PreparedData(rows, features, classes(y), x, null, null, null, y);
    }

    private static PreparedData libsvm(Path file) throws IOException {
        List<int[]> indices = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        IntStream.Builder labels = IntStream.builder();
        try (InputStream in = new XZInputStream(Files.newInputStream(file));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StringTokenizer fields = new StringTokenizer(line, " :");
                labels.add(Integer.parseInt(fields.nextToken()));
                int[] index = new int[fields.countTokens() / 2];
                double[] value = new double[index.length];
                for (int at = 0; at < index.length; at++) {
                    index[at] = Integer.parseInt(fields.nextToken()) - 1;
                    value[at] = Double.parseDouble(fields.nextToken());
                }
                indices.add(index);
                values.add(value);
            }
        }
        int[] starts = new int[indices.size() + 1];
        for (int i = 0; i < indices.size(); i++) {
            starts[i + 1] = starts[i] + indices.get(i).length;
        }
        int[] all = indices.stream().flatMapToInt(Arrays::stream).toArray();
        int features = Arrays.stream(all).max().orElse(-1) + 1;
        int[] y = labels.build().toArray();
        return new PreparedData(
                y.length,
                features,
                classes(y),
                null,
                starts,
                all,
                values.stream().flatMapToDouble(Arrays::stream).toArray(),
                y);
    }

    /** IDX files: pixels, divided by 255 as {@code xent train} does, and labels. */
    private static PreparedData images(byte[] images, byte[] labels) {
        int rows = labels.length - 8;
        int features = (images.length - 16) / rows;
        double[] x = new double[rows * features];
        for (int at = 0; at < x.length; at++) {
            x[at] = (images[16 + at] & 255) / 255.0;
        }
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = labels[8 + i];
        }
        return new PreparedData(rows, features, classes(y), x, null, null, null, y);
    }

    private static byte[] gunzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static int classes(int[] y) {
        return Arrays.stream(y).max().orElse(-1) + 1;
    }
}
