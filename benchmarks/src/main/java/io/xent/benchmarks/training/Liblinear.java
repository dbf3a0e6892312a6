package io.xent.benchmarks.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * {@code liblinear-train}: one logistic regression per class against the rest, with the bias among the penalised weights. Its times
 * include reading text, and its objective is another one than ours.
 */
record Liblinear() implements TrainingPeer {

    @Override
    public String name() {
        return "liblinear";
    }

    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        return Programs.missing("liblinear-train", "install Debian's package liblinear-tools");
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
        Path model = out.resolve("model");
        List<String> command = List.of(
                "liblinear-train", "-q", "-s", "0", "-c", "1", "-B", "1", "" + data.resolve("train.svm"), "" + model);
        Measured measured = MeasuredProcess.run(command, limit, limit, out.resolve("stderr.txt"), line -> {});
        boolean done = measured.ended() && measured.exit() == 0;
        return new Reply(
                measured,
                "liblinear " + Programs.debianVersion("liblinear-tools"),
                done ? Course.End.CONVERGED.word() : "",
                Double.NaN,
                Double.NaN,
                -1,
                0,
                done ? parameters(model) : null,
                Double.NaN,
                List.of());
    }

    /** A model file: a header that names the classes in its order, then a line per feature and one for the bias, a number per class. */
    static double[] parameters(Path model) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(model)) {
            int features = 0;
            int[] labels = {};
            for (String line = lines.readLine(); !line.equals("w"); line = lines.readLine()) {
                StringTokenizer words = new StringTokenizer(line);
                String name = words.nextToken();
                if (name.equals("nr_feature")) {
                    features = Integer.parseInt(words.nextToken());
                } else if (name.equals("label")) {
                    labels = new int[words.countTokens()];
                    for (int k = 0; k < labels.length; k++) {
                        labels[k] = Integer.parseInt(words.nextToken());
                    }
                }
            }
            double[] parameters = new double[labels.length * (features + 1)];
            for (int j = 0; j <= features; j++) {
                StringTokenizer numbers = new StringTokenizer(lines.readLine());
                for (int label : labels) {
                    int at = j < features ? label * features + j : labels.length * features + label;
                    parameters[at] = Double.parseDouble(numbers.nextToken());
                }
            }
            return parameters;
        }
    }
}
