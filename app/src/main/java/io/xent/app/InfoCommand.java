package io.xent.app;

import io.xent.core.Kernels;
import io.xent.learn.Pipeline;
import io.xent.onnx.OnnxModel;
import io.xent.onnx.OnnxModelReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Shows what this program runs on or, given a model, what is in it and how it was made.",
        footer = {"", "Examples:", "  xent info", "  xent info penguins.onnx"})
final class InfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "An ONNX file, of Xent or another program.")
    private Path model;

    @Mixin
    private FormatOptions format = new FormatOptions();

    private final Streams streams;

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (model == null) {
            print(machine());
            return ExitStatus.DONE;
        }
        try (OnnxModel loaded = OnnxModel.load(model, 1)) {
            if (loaded.labels().isPresent()) {
                pipeline(OnnxModelReader.read(model));
            } else {
                print(foreign(loaded));
            }
            return ExitStatus.DONE;
        }
    }

    private static Map<String, String> machine() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("xent", Version.current());
        facts.put("kernels", Kernels.active().description());
        networks().ifPresent(kernels -> facts.put("networks", kernels));
        facts.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        facts.put("java.home", System.getProperty("java.home"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("threads", Integer.toString(runtime.availableProcessors()));
        facts.put("memory", Figures.count(runtime.maxMemory() >> 20) + " MB at most");
        facts.put("duckdb", Version.of("duckdb"));
        facts.put("onnxruntime", Version.of("onnxruntime"));
        return facts;
    }

    /** What the launcher chooses for {@code train --hidden} and {@code --conv}, where that is not what runs here. */
    private static Optional<String> networks() {
        String chosen = System.getProperty("xent.networks");
        return Optional.ofNullable(chosen).map(name -> name + " (train --hidden, --conv)");
    }

    private static Map<String, String> foreign(OnnxModel loaded) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", loaded.file().toString());
        facts.put("written by", loaded.producer().isBlank() ? "unknown" : loaded.producer());
        facts.put("classes", String.join(", ", loaded.classes()));
        loaded.inputs().forEach(port -> facts.put("input " + port.name(), port.type()));
        loaded.outputs().forEach(port -> facts.put("output " + port.name(), port.type()));
        loaded.metadata().forEach((key, value) -> facts.put("metadata " + key, value));
        return facts;
    }

    private void pipeline(Pipeline pipeline) {
        if (format.isJson()) {
            streams.out().println(PipelineText.json(model, pipeline));
        } else {
            streams.out().print(PipelineText.of(model, pipeline));
        }
    }

    private void print(Map<String, String> facts) {
        if (format.isJson()) {
            streams.out().println(Json.object(json -> facts.forEach(json::field)));
            return;
        }
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> streams.out()
                .println(String.format(Locale.ROOT, "%-" + width + "s  %s", name, value)
                        .stripTrailing()));
    }
}
