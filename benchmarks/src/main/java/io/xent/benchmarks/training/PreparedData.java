package io.xent.benchmarks.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a data set as every peer can read them without parsing: little-endian numbers of 64 bits and class indices of 32 in a
 * folder. Dense: {@code x.f64}, row by row. Sparse: {@code starts.i32} (rows + 1), {@code indices.i32} and {@code values.f64}.
 * Both: {@code y.i32}, and {@code shape.txt} with rows, features, classes and kind.
 *
 * @param x rows × features, null if sparse
 * @param starts where each row begins in indices and values, and where the last one ends; null if dense
 */
record PreparedData(
        int rows, int features, int classes, double[] x, int[] starts, int[] indices, double[] values, int[] y) {

    boolean sparse() {
        return x == null;
    }

    int nonZeros() {
        return sparse() ? values.length : x.length;
    }

    /** One row in full. */
    double[] row(int row) {
        double[] full = new double[features];
        if (sparse()) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                full[indices[at]] = values[at];
            }
        } else {
            System.arraycopy(x, row * features, full, 0, features);
        }
        return full;
    }

    static PreparedData read(Path folder) throws IOException {
        Map<String, String> shape = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("shape.txt"))) {
            shape.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        int rows = Integer.parseInt(shape.get("rows"));
        int features = Integer.parseInt(shape.get("features"));
        int classes = Integer.parseInt(shape.get("classes"));
        int[] y = integers(folder.resolve("y.i32"));
        if (shape.get("kind").equals("dense")) {
            return new PreparedData(rows, features, classes, doubles(folder.resolve("x.f64")), null, null, null, y);
        }
        return new PreparedData(
                rows,
                features,
                classes,
                null,
                integers(folder.resolve("starts.i32")),
                integers(folder.resolve("indices.i32")),
                doubles(folder.resolve("values.f64")),
                y);
    }

    /** Writes the numbers first and the shape last, so that a folder with a shape is whole. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("y.i32"), y);
        if (sparse()) {
            write(folder.resolve("starts.i32"), starts);
            write(folder.resolve("indices.i32"), indices);
            write(folder.resolve("values.f64"), values);
        } else {
            write(folder.resolve("x.f64"), x);
        }
        Files.writeString(
                folder.resolve("shape.txt"),
                "rows " + rows + "\nfeatures " + features + "\nclasses " + classes + "\nkind "
                        + (sparse() ? "sparse" : "dense") + "\n");
    }

    static double[] doubles(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            double[] numbers = new double[(int) (channel.size() / Double.BYTES)];
            map(channel).asDoubleBuffer().get(numbers);
            return numbers;
        }
    }

    private static int[] integers(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int[] numbers = new int[(int) (channel.size() / Integer.BYTES)];
            map(channel).asIntBuffer().get(numbers);
            return numbers;
        }
    }

    private static ByteBuffer map(FileChannel channel) throws IOException {
        return channel.map(MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(Path file, double[]... numbers) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (double[] some : numbers) {
                for (double number : some) {
                    out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(number)));
                }
            }
        }
    }

    private static void write(Path file, int[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
