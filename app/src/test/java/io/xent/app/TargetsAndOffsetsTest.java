package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.onnx.OnnxModelReader;
import io.xent.onnx.OnnxModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsAndOffsetsTest {

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    /** Rows with votes over three classes, and offsets; and the same rows once for each class with a share, weighing that. */
    @BeforeAll
    static void writeRows() throws IOException {
        Random random = new Random(7);
        List<String> soft = new ArrayList<>(List.of("x,y,cat,dog,fox,o1,o2,o3"));
        List<String> spread = new ArrayList<>(List.of("x,y,label,share"));
        for (int i = 0; i < 200; i++) {
            double x = Math.round(1000 * random.nextGaussian()) / 1000.0;
            double y = Math.round(1000 * random.nextGaussian()) / 1000.0;
            double[] z = {Math.exp(x), Math.exp(y), 1};
            double sum = z[0] + z[1] + z[2];
            double[] p = {z[0] / sum, z[1] / sum, z[2] / sum};
            soft.add(x + "," + y + "," + p[0] + "," + p[1] + "," + p[2] + "," + random.nextInt(5) / 4.0 + ","
                    + random.nextInt(5) / 4.0 + "," + -random.nextInt(5) / 4.0);
            String[] names = {"cat", "dog", "fox"};
            for (int k = 0; k < 3; k++) {
                spread.add(x + "," + y + "," + names[k] + "," + p[k]);
            }
        }
        Files.write(shared.resolve("soft.csv"), soft);
        Files.write(shared.resolve("spread.csv"), spread);
    }

    private static Path soft() {
        return shared.resolve("soft.csv");
    }

    private Path model() {
        return directory.resolve("m.onnx");
    }

    private JsonNode train(Path data, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("train", data, "--format", "json", "-o", model()));
        all.addAll(List.of(words));
        Cli.Result result = Cli.run(all.toArray());
        assertEquals(0, result.status(), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private static String refused(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out());
        return result.err();
    }

    /** Scaling learns from rows, of which there are three times as many; without it, both are one objective. */
    @Test
    void train_targets_isTheTrainingOnRowsOncePerClass() throws IOException {
        JsonNode expected = train(
                shared.resolve("spread.csv"),
                "--label",
                "label",
                "--weights",
                "share",
                "--no-scale",
                "--l2",
                "0.01",
                "--precision",
                "double");
        JsonNode fit = train(
                soft(),
                "--target-columns",
                "cat,dog,fox",
                "--drop",
                "o1",
                "--drop",
                "o2",
                "--drop",
                "o3",
                "--no-scale",
                "--l2",
                "0.01",
                "--precision",
                "double");
        assertEquals("[\"cat\",\"dog\",\"fox\"]", fit.path("classNames").toString());
        assertEquals(200, fit.path("rows").intValue());
        assertEquals(
                expected.path("objective").doubleValue(), fit.path("objective").doubleValue(), 1e-9);
        assertEquals(
                expected.at("/train/logLoss").doubleValue(),
                fit.at("/train/logLoss").doubleValue(),
                1e-6);
        assertEquals(
                expected.at("/train/accuracy").doubleValue(),
                fit.at("/train/accuracy").doubleValue(),
                1e-9);
    }

    @Test
    void verifyAndEvaluate_ofTargets_readTheColumns() throws IOException {
        JsonNode fit = train(soft(), "--target-columns", "cat,dog,fox", "--split", "0.2", "--class-weight", "balanced");
        assertTrue(fit.at("/test/rows").intValue() == 40, fit.toString());
        Cli.Result verified = Cli.run("verify", model(), soft());
        assertEquals(0, verified.status(), verified.out() + verified.err());
        Cli.Result evaluated = Cli.run("evaluate", model(), soft());
        assertTrue(evaluated.out().contains("200 rows"), evaluated.out() + evaluated.err());
        assertTrue(Cli.run("predict", model(), soft()).out().startsWith("label,"));
        List<String> lines = new ArrayList<>(Files.readAllLines(soft()));
        for (int i = 1; i < 20; i++) {
            lines.set(i, lines.get(i).replaceFirst("^[^,]*,", "0.5,"));
        }
        Path other = Files.write(directory.resolve("other.csv"), lines);
        assertEquals(ExitStatus.UNDECIDED, Cli.run("verify", model(), other).status());
    }

    @Test
    void train_targetsWithoutPenaltyOrByFoldsOrCalibrated_works() throws IOException {
        train(soft(), "--target-columns", "cat,dog,fox", "--cv", "3");
        train(soft(), "--target-columns", "cat,dog,fox", "--calibrate");
        JsonNode fit = train(soft(), "--target-columns", "cat,dog,fox", "--l2", "0");
        assertTrue(fit.path("converged").booleanValue(), fit.toString());
    }

    @Test
    void train_targetsThatAreNone_namesTheRow() throws IOException {
        Path data = directory.resolve("bad.csv");
        String options = "--target-columns";
        Files.writeString(data, "x,a,b\n1,0.5,0.5\n2,0.4,0.5\n3,1,0\n");
        assertTrue(refused("train", data, options, "a,b", "-o", model())
                .contains("bad.csv: row 2: the targets in a, b sum to 0.9, not to 1; divide them by their sum"));
        Files.writeString(data, "x,a,b\n1,0.5,0.5\n2,,0.5\n3,1,0\n");
        assertTrue(refused("train", data, options, "a,b", "-o", model())
                .contains("row 2: the target in column 'a' is missing"));
        assertTrue(refused("train", data, options, "a,c", "-o", model())
                .contains("there is no column 'c' of target probabilities"));
        assertTrue(refused("train", data, options, "a", "-o", model()).contains("give at least two"));
        Files.writeString(data, "x,a,b\n1,0.5,0.5\n2,,\n3,1,0\n4,0,1\n5,0.2,0.8\n");
        Cli.Result left = Cli.run("train", data, options, "a,b", "-o", model());
        assertTrue(left.out().contains("1 of 5 rows have no target"), left.out() + left.err());
    }

    @Test
    void train_withWhatDoesNotGoTogether_isRefusedByName() {
        for (String more : List.of(
                "--label x", "--loss hinge", "--l1 0.1", "--inference", "--hidden 8", "--memory 200m", "--from m")) {
            List<Object> words = new ArrayList<>(List.of("train", soft(), "--target-columns", "cat,dog,fox"));
            words.addAll(List.of(more.split(" ")));
            String error = refused(words.toArray());
            assertTrue(error.contains("--target-columns does not go with"), error);
        }
        assertTrue(refused("train", soft(), "--label", "x", "--offset", "y", "--inference")
                .contains("--offset does not"));
    }

    /** What the file gives is softmax(W x + b + o): its logits less the offsets are linear in the features alone. */
    @Test
    void train_offsets_areAddedByTheFile() throws IOException {
        train(soft(), "--target-columns", "cat,dog,fox", "--offset", "o1,o2,o3", "--precision", "double");
        LinearClassifier classifier =
                (LinearClassifier) OnnxModelReader.read(model()).classifier();
        assertEquals(5, classifier.features());
        for (int k = 0; k < 3; k++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(k == c ? 1 : 0, classifier.weight(k, 2 + c));
            }
        }
        Path shifted = directory.resolve("shifted.csv");
        Files.writeString(shifted, "x,y,o1,o2,o3\n0.5,0.5,0,0,0\n0.5,0.5,0,2,0\n");
        List<String> out = Cli.run("predict", model(), shifted).out().lines().toList();
        String[] without = out.get(1).split(",");
        String[] with = out.get(2).split(",");
        double before = Double.parseDouble(without[3]) / Double.parseDouble(without[2]);
        double after = Double.parseDouble(with[3]) / Double.parseDouble(with[2]);
        assertEquals(Math.exp(2), after / before, 1e-6);
        Cli.Result verified = Cli.run("verify", model(), soft());
        assertEquals(0, verified.status(), verified.out() + verified.err());
        assertTrue(verified.out().contains("the same optimum"), verified.out());
    }

    @Test
    void verify_offsetTamperedWith_isRefuted() throws IOException {
        train(soft(), "--target-columns", "cat,dog,fox", "--offset", "o1,o2,o3");
        Pipeline honest = OnnxModelReader.read(model());
        LinearClassifier classifier = (LinearClassifier) honest.classifier();
        double[] weights = classifier.weights();
        weights[2] = 0.5;
        LinearClassifier changed = LinearClassifier.of(weights, classifier.bias(), classifier.features());
        Path forged = directory.resolve("forged.onnx");
        OnnxModelWriter.write(
                new Pipeline(
                        honest.encoding(),
                        honest.precision(),
                        changed,
                        honest.calibration(),
                        honest.labels(),
                        honest.provenance()),
                forged);
        assertEquals(ExitStatus.DIFFERS, Cli.run("verify", forged, soft()).status());
    }

    /** With two classes, one column is the log odds of the second. Splits, folds and test files take them along. */
    @Test
    void train_oneOffsetForTwoClasses_isThatOfTheSecond() throws IOException {
        List<String> lines = new ArrayList<>(List.of("x,o,label"));
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            double x = Math.round(100 * random.nextGaussian()) / 100.0;
            double o = Math.round(100 * random.nextGaussian()) / 100.0;
            boolean yes = random.nextDouble() < 1 / (1 + Math.exp(-2 * x - o));
            lines.add(String.format(Locale.ROOT, "%s,%s,%s", x, o, yes ? "yes" : "no"));
        }
        Path data = Files.write(directory.resolve("two.csv"), lines);
        JsonNode fit = train(data, "--label", "label", "--offset", "o", "--test", data, "--cv", "3", "--calibrate");
        assertEquals(
                fit.at("/train/logLoss").doubleValue(), fit.at("/test/logLoss").doubleValue(), 1e-9);
        LinearClassifier classifier =
                (LinearClassifier) OnnxModelReader.read(model()).classifier();
        assertEquals(0, classifier.weight(0, 1));
        assertEquals(1, classifier.weight(1, 1));
        assertEquals(0, Cli.run("verify", model(), data).status());
        Cli.Result evaluated = Cli.run("evaluate", model(), data, "--format", "json");
        assertEquals(
                fit.at("/train/logLoss").doubleValue(),
                new ObjectMapper().readTree(evaluated.out()).at("/test/logLoss").doubleValue(),
                1e-6);
        assertTrue(refused("update", model(), data).contains("--offset, and such models cannot be updated"));
        assertTrue(refused("train", data, "--label", "label", "--offset", "o,x,o")
                .contains("--offset names 3 columns for 2"));
        Files.writeString(directory.resolve("gap.csv"), "x,o,label\n1,,yes\n2,1,no\n1,1,no\n3,2,yes\n");
        assertTrue(refused("train", directory.resolve("gap.csv"), "--label", "label", "--offset", "o")
                .contains("row 1: the offset in column 'o' is missing; fill it in, with 0 for none"));
    }
}
