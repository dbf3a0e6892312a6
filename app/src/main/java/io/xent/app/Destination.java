package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.OutputFile;
import io.xent.learn.Pipeline;
import io.xent.onnx.OnnxModelWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the model, the report and the checkpoint of a training go. Names the user chose are used as they are; a name of
 * our making never replaces a file that is not ours.
 */
final class Destination {

    private static final int LOOKED_AT = 1024;

    /** In every model that Xent wrote or calibrated. */
    private static final String OF_XENT = "_xent/";

    private final OutputFile model;
    private final OutputFile report;

    private Destination(OutputFile model, OutputFile report) {
        this.model = model;
        this.report = report;
    }

    /** Chooses the names that were not given, and checks that all can be written. */
    static Destination prepare(TrainOptions options) {
        List<Path> inputs = inputs(options);
        Path model = options.output;
        if (model == null) {
            model = Path.of(defaultName(options.data) + ".onnx");
            requireOurs(model, "xent", "-o");
        }
        Destination destination = prepare(model, options.report, inputs);
        if (options.penalty.path != null) {
            destination.requireAnother(options.penalty.path);
            OutputFile.prepare(options.penalty.path, inputs);
        }
        return destination;
    }

    /** The same for a model that is made from another: its name with an addition, such as {@code -calibrated}. */
    static Destination prepare(Path source, String addition, Path output, Path report, List<String> data) {
        List<Path> inputs = new ArrayList<>(InputOptions.paths(data));
        inputs.add(source);
        Path model = output;
        if (model == null) {
            model = Path.of(withoutEnding(source) + addition + ".onnx");
            requireOurs(model, OF_XENT, "-o");
        }
        return prepare(model, report, inputs);
    }

    private static Destination prepare(Path model, Path chosenReport, List<Path> inputs) {
        Path report = chosenReport;
        if (report == null) {
            report = sibling(model);
            requireOurs(report, Report.GENERATOR, "--report");
        }
        if (isSame(model, report)) {
            throw new InvalidInputException(model + ": the model and the report cannot be one file; name two");
        }
        return new Destination(OutputFile.prepare(model, inputs), OutputFile.prepare(report, inputs));
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private void requireAnother(Path path) {
        if (isSame(path, model()) || isSame(path, report())) {
            throw new InvalidInputException(
                    path + ": the path cannot be in one file with the model or the report; name another with --path");
        }
    }

    private static List<Path> inputs(TrainOptions options) {
        List<String> names = new ArrayList<>(options.data);
        if (options.testing.file != null) {
            names.add(options.testing.file);
        }
        return InputOptions.paths(names);
    }

    /** {@code data/penguins.csv.gz} is {@code penguins}. */
    static String defaultName(List<String> data) {
        if (data.isEmpty()) {
            return "model";
        }
        String name = data.get(0).substring(data.get(0).lastIndexOf('/') + 1).replaceAll("[*?\\[\\]{}]", "");
        name = name.replaceAll("(?i)\\.(gz|xz|zst|bz2)$", "").replaceAll("(?<=.)\\.[A-Za-z0-9]{1,8}$", "");
        name = name.replaceAll("[-_.\\s]+$", "");
        return name.isEmpty() ? "model" : name;
    }

    private static Path sibling(Path model) {
        return model.resolveSibling(withoutEnding(model) + ".html");
    }

    private static String withoutEnding(Path model) {
        return model.getFileName().toString().replaceAll("(?i)(?<=.)\\.onnx$", "");
    }

    private static void requireOurs(Path file, String sign, String option) {
        if (Files.isRegularFile(file) && !begins(file, sign)) {
            throw new InvalidInputException(file + ": exists and was not written by Xent; move it away, or name another"
                    + " file with " + option);
        }
    }

    private static boolean begins(Path file, String sign) {
        try (InputStream in = Files.newInputStream(file)) {
            // what is grown onto a model is at its end
            byte[] start = sign.equals(OF_XENT) ? in.readAllBytes() : in.readNBytes(LOOKED_AT);
            return new String(start, StandardCharsets.ISO_8859_1).contains(sign);
        } catch (IOException e) {
            return false;
        }
    }

    Path model() {
        return model.target();
    }

    Path report() {
        return report.target();
    }

    /** Beside the model, from where an interrupted training goes on. */
    Path checkpoint() {
        return sibling(".checkpoint");
    }

    /** Beside the model, the encoded rows of a training that does not fit in memory. */
    Path rows() {
        return sibling(".rows");
    }

    /** The same for the rows to test on. */
    Path testRows() {
        return sibling(".test-rows");
    }

    /** A directory for copies of the data while they are read. */
    Path scratch() {
        return sibling(".scratch");
    }

    /** The same for the data to test on. */
    Path testScratch() {
        return sibling(".test-scratch");
    }

    private Path sibling(String ending) {
        return model().resolveSibling(model().getFileName() + ending);
    }

    /** Both files, or none. */
    void write(Pipeline pipeline, String page) {
        write(OnnxModelWriter.toBytes(pipeline), file -> {}, page);
    }

    /**
     * Both files, or none.
     *
     * @param check looks at the model before it is put in its place, and throws where it is not what it should be
     */
    void write(byte[] bytes, Consumer<Path> check, String page) {
        try (model;
                report) {
            check.accept(fill(model, bytes));
            fill(report, page.getBytes(StandardCharsets.UTF_8));
            model.commit();
            report.commit();
        }
    }

    private static Path fill(OutputFile file, byte[] bytes) {
        try {
            return Files.write(file.open(), bytes);
        } catch (IOException e) {
            throw OutputFile.unwritable(file.target(), e);
        }
    }
}
