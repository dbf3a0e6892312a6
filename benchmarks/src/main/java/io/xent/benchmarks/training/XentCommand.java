package io.xent.benchmarks.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code xent train}, from the start of its launcher to model and report on disk. */
record XentCommand(Path root) implements TrainingPeer {

    @Override
    public String name() {
        return "xent";
    }

    /** Lets the launcher build what it needs, and prepare its fast start. */
    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("" + root.resolve("xent"), "--version").inheritIO();
        return builder.start().waitFor() == 0 ? Optional.empty() : Optional.of("./xent does not run");
    }

    @Override
    public List<Integer> ladder() {
        return List.of();
    }

    @Override
    public boolean takes(TrainingSet set, PreparedData data) {
        return true;
    }

    @Override
    public Reply run(TrainingSet set, Path data, Path out, String budget, double limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("" + root.resolve("xent"), "train"));
        command.addAll(set.xentArguments());
        command.addAll(List.of("--C", "1", "--format", "json", "-o", "" + out.resolve("model.onnx")));
        StringBuilder printed = new StringBuilder();
        Measured measured = MeasuredProcess.run(command, limit, limit, out.resolve("stderr.txt"), printed::append);
        if (!measured.ended() || printed.isEmpty()) {
            return new Reply(measured, "", "", Double.NaN, Double.NaN, -1, 0, null, Double.NaN, List.of());
        }
        JsonNode json = new ObjectMapper().readTree(printed.toString());
        return new Reply(
                measured,
                "Xent 0.1.0, " + json.get("precision").asText() + " precision, "
                        + json.get("threads").asInt() + " threads",
                (json.get("converged").asBoolean() ? Course.End.CONVERGED : Course.End.STOPPED).word(),
                Double.NaN,
                Double.NaN,
                json.get("iterations").asInt(),
                0,
                null,
                json.get("objective").asDouble(),
                List.of());
    }
}
