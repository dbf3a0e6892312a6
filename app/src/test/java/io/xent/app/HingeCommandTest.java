package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HingeCommandTest {

    private static final String PENGUINS = "../examples/penguins.csv";

    @TempDir
    private Path directory;

    private Cli.Result train(String... more) {
        String[] words = {"train", PENGUINS, "--label", "species", "--loss", "hinge", "-o", model()};
        return Cli.run(Stream.concat(Stream.of(words), Stream.of(more)).toArray());
    }

    private String model() {
        return directory.resolve("m.onnx").toString();
    }

    @Test
    void train_byHinge_namesTheLoss_andWarnsOfItsProbabilities() {
        Cli.Result result = train();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("loss hinge"), result.out());
        assertTrue(result.out().contains("--calibrate or xent calibrate"), result.out());
        assertTrue(result.out().contains("converged: at most"), result.out());
        assertTrue(!result.out().contains("nats above"), result.out());
        assertTrue(train("--format", "json").out().matches("(?s).*\"loss\" ?: ?\"hinge\".*"));
        assertTrue(!train("--calibrate").out().contains("xent calibrate"));
    }

    /** Penguins are separable: no row loses anything then, which is a minimum. */
    @Test
    void train_separableWithoutPenalty_hasAnOptimum() {
        Cli.Result result = train("--l2", "0");
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("without a penalty no bound is known"), result.out());
    }

    @Test
    void train_outOfCore_isTheSame() {
        String inMemory = train("--split", "0.2", "--format", "json").out();
        String onDisk =
                train("--split", "0.2", "--memory", "200m", "--format", "json").out();
        assertEquals(objective(inMemory), objective(onDisk));
    }

    private static String objective(String json) {
        return json.lines()
                .filter(line -> line.contains("objective"))
                .findFirst()
                .orElseThrow()
                .replaceAll("(?s).*\"objective\" ?: ?([^,]+).*", "$1");
    }

    @Test
    void update_ofAHinge_saysThatItDoesNotKnowIt() {
        assertEquals(0, train("--quiet").status());
        Cli.Result result = Cli.run("update", model(), PENGUINS);
        assertEquals(2, result.status(), result.out());
        assertTrue(result.err().contains("--loss hinge"), result.err());
    }

    @Test
    void train_withWhatHingesDoNotTake_isRefusedByName() {
        for (String options : List.of(
                "--inference",
                "--label-smoothing 0.1",
                "--l1 0.1",
                "--elastic-net 0.5",
                "--cv 5",
                "--solver newton-cholesky",
                "--hidden 8")) {
            Cli.Result result = train(options.split(" "));
            assertEquals(2, result.status(), options);
            assertTrue(
                    result.err().contains(options.equals("--hidden 8") ? "--loss" : options.split(" ")[0]),
                    result.err());
        }
    }
}
