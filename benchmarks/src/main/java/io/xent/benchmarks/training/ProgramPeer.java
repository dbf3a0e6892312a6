package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A peer that is a program with the contract of benchmarks/peers/README.md.
 *
 * @param command the program, before DATA OUT BUDGET LIMIT
 * @param extra words after these, by data set
 * @param readiness makes it ready or says what is missing
 * @param most values that it can take in reasonable time, and whether it takes sparse rows
 */
record ProgramPeer(
        String name,
        List<String> command,
        Extra extra,
        Readiness readiness,
        List<Integer> ladder,
        int most,
        boolean takesSparse)
        implements TrainingPeer {

    /** Reading data and starting may take this long. */
    private static final double START_SECONDS = 240;

    /** How much longer than its limit a program that stops by itself may take, to the end of an iteration. */
    private static final double GRACE = 1.1;

    /** See {@link ProgramPeer}. */
    interface Extra {
        List<String> of(TrainingSet set);
    }

    /** See {@link TrainingPeer#missing}. */
    interface Readiness {
        Optional<String> missing() throws IOException, InterruptedException;
    }

    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        return readiness.missing();
    }

    @Override
    public boolean converges() {
        return !name.equals("tribuo");
    }

    @Override
    public boolean takes(TrainingSet set, PreparedData data) {
        return data.nonZeros() <= most && (takesSparse || !data.sparse());
    }

    @Override
    public Reply run(TrainingSet set, Path data, Path out, String budget, double limit)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("" + data, "" + out, budget, "" + limit));
        words.addAll(extra.of(set));
        Answer answer = new Answer(out);
        double patience = ladder.isEmpty() ? limit * GRACE + 10 : limit;
        Measured measured =
                MeasuredProcess.run(words, START_SECONDS, patience, out.resolve("stderr.txt"), answer::line);
        return answer.reply(measured);
    }

    /** The lines of the contract. */
    private static final class Answer {
        private final Path out;
        private final List<Reply.Point> points = new ArrayList<>();
        private String version = "";
        private String[] result;

        Answer(Path out) {
            this.out = out;
        }

        void line(String line) {
            String[] words = line.split(" ");
            if (words[0].equals("version")) {
                version = line.substring(line.indexOf(' ') + 1).trim();
            } else if (words[0].equals("result")) {
                result = words;
            } else if (words[0].equals("point")) {
                boolean known = words[3].startsWith("=");
                points.add(new Reply.Point(
                        Double.parseDouble(words[1]),
                        Integer.parseInt(words[2]),
                        known ? null : out.resolve(words[3]),
                        known ? Double.parseDouble(words[3].substring(1)) : Double.NaN));
            }
        }

        Reply reply(Measured measured) throws IOException {
            if (result == null) {
                return new Reply(measured, version, "", Double.NaN, Double.NaN, -1, 0, null, Double.NaN, points);
            }
            Path weights = out.resolve("weights.f64");
            return new Reply(
                    measured,
                    version,
                    result[4],
                    Double.parseDouble(result[1]),
                    Double.parseDouble(result[2]),
                    Integer.parseInt(result[3]),
                    Double.parseDouble(result[5]),
                    Files.exists(weights) ? PreparedData.doubles(weights) : null,
                    Double.NaN,
                    points);
        }
    }
}
