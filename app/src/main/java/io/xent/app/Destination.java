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

/**
 * Where the model, the report and the checkpoint of a training go. Names the user chose are used as they are; a name of
 * our making never replaces a file that is not ours.
 */
final class Destination {

    private static final int LOOKED_AT = 1024;

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
        Path report = options.report;
        if (report == null) {
            report = sibling(model);
            requireOurs(report, Report.GENERATOR, "--report");
        }
        if (model.toAbsolutePath().normalize().equals(report.toAbsolutePath().normalize())) {
            throw new InvalidInputException(model + ": the model and the report cannot be one file; name two");
        }
        return new Destination(OutputFile.prepare(model, inputs), OutputFile.prepare(report, inputs));
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
        String name = model.getFileName().toString();
        return model.resolveSibling(name.replaceAll("(?i)(?<=.)\\.onnx$", "") + ".html");
    }

    private static void requireOurs(Path file, String sign, String option) {
        if (Files.isRegularFile(file) && !begins(file, sign)) {
            throw new InvalidInputException(file + ": exists and was not written by Xent; move it away, or name another"
                    + " file with " + option);
        }
    }

    private static boolean begins(Path file, String sign) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(LOOKED_AT);
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
        return model().resolveSibling(model().getFileName() + ".checkpoint");
    }

    /** Both files, or none. */
    void write(Pipeline pipeline, String page) {
        try (model;
                report) {
            fill(model, OnnxModelWriter.toBytes(pipeline));
            fill(report, page.getBytes(StandardCharsets.UTF_8));
            model.commit();
            report.commit();
        }
    }

    private static void fill(OutputFile file, byte[] bytes) {
        try {
            Files.write(file.open(), bytes);
        } catch (IOException e) {
            throw OutputFile.unwritable(file.target(), e);
        }
    }
}
