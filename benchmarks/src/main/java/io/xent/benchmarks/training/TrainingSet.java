package io.xent.benchmarks.training;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A data set that is trained on.
 *
 * @param shape rows, features and classes, for tables
 * @param file of the training rows
 * @param test of the rows that {@code xent train} is given to test on
 * @param precision of Xent
 * @param obtain how to get it where it is not there
 */
record TrainingSet(String name, String shape, Path file, Path test, String precision, String obtain) {

    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

    private static final String BESIDE =
            "put it where docs/benchmarks.md, \"Data of the trainings\", says, or name that folder in XENT_SHARED";

    /** All of them, small ones first; those of which there is no package are looked for under a folder "shared". */
    static List<TrainingSet> all(Path root) {
        String given = System.getenv("XENT_SHARED");
        Path data = (given != null ? Path.of(given) : root.resolveSibling("shared")).resolve("data");
        return List.of(
                csv(data, "digits", "1,347 × 64 × 10"),
                csv(data, "dna", "2,000 × 180 × 3"),
                csv(data, "letter", "16,000 × 16 × 26"),
                new TrainingSet(
                        "wordnet",
                        "93,341 × 139,085 × 44, 1.7 million values",
                        data.resolve("wordnet/train.svm.xz"),
                        data.resolve("wordnet/test.svm.xz"),
                        "single",
                        BESIDE),
                new TrainingSet(
                        "fashion",
                        "60,000 × 784 × 10",
                        FASHION.resolve("train-images-idx3-ubyte.gz"),
                        FASHION.resolve("t10k-images-idx3-ubyte.gz"),
                        "single",
                        "install Debian's package dataset-fashion-mnist"));
    }

    private static TrainingSet csv(Path data, String name, String shape) {
        Path folder = data.resolve(name);
        return new TrainingSet(name, shape, folder.resolve("train.csv"), folder.resolve("test.csv"), "double", BESIDE);
    }

    boolean isHere() {
        return Files.exists(file);
    }

    /** Words of {@code xent train} that make it the common objective. */
    List<String> xentArguments() {
        return file.toString().endsWith(".csv")
                ? List.of("" + file, "--label", "label", "--test", "" + test, "--no-scale", "--precision", precision)
                : List.of("" + file, "--test", "" + test, "--precision", precision);
    }

    /** Its rows in the form that peers read, written once and again when the file is newer. */
    PreparedData prepare(Path folder) throws IOException {
        Path shape = folder.resolve("shape.txt");
        if (Files.exists(shape) && Files.getLastModifiedTime(shape).compareTo(Files.getLastModifiedTime(file)) >= 0) {
            return PreparedData.read(folder);
        }
        Files.deleteIfExists(shape);
        PreparedData data = SourceReader.read(file);
        writeLibsvm(data, Files.createDirectories(folder).resolve("train.svm"));
        data.write(folder);
        return data;
    }

    private static void writeLibsvm(PreparedData data, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < data.rows(); i++) {
                out.write(Integer.toString(data.y()[i]));
                if (data.sparse()) {
                    for (int at = data.starts()[i]; at < data.starts()[i + 1]; at++) {
                        out.write(cell(data.indices()[at], data.values()[at]));
                    }
                } else {
                    for (int j = 0; j < data.features(); j++) {
                        double value = data.x()[i * data.features() + j];
                        out.write(value == 0 ? "" : cell(j, value));
                    }
                }
                out.write('\n');
            }
        }
    }

    private static String cell(int feature, double value) {
        return String.format(Locale.ROOT, " %d:%s", feature + 1, value);
    }
}
