package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void trainAModel() {
        Cli.Result result = Cli.run("train", PENGUINS, "--label", "species", "-o", model(), "--quiet");
        assertEquals(0, result.status(), result.err());
    }

    private static Path model() {
        return shared.resolve("penguins.onnx");
    }

    @Test
    void predict_toStandardOutput_isCsvInTheOrderOfTheRows() throws IOException {
        List<String> lines = run().out().lines().toList();
        assertEquals("label,probability,p_Adelie,p_Chinstrap,p_Gentoo", lines.get(0));
        assertEquals(345, lines.size());
        List<String> data = Files.readAllLines(PENGUINS);
        long same = 0;
        for (int i = 1; i < lines.size(); i++) {
            same += data.get(i).startsWith("\"" + lines.get(i).split(",")[0] + "\"") ? 1 : 0;
        }
        assertTrue(same >= 340, same + " of 344 rows are predicted right");
    }

    @Test
    void predict_probabilities_sumToOneAndTheLargestIsTheLabels() {
        run().out().lines().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            double sum = 0;
            double largest = 0;
            for (int k = 2; k < 5; k++) {
                sum += Double.parseDouble(cells[k]);
                largest = Math.max(largest, Double.parseDouble(cells[k]));
            }
            assertEquals(1, sum, 1e-6, line);
            assertEquals(largest, Double.parseDouble(cells[1]), line);
        });
    }

    @Test
    void predict_top2_namesTheTwoMostProbable() {
        List<String> lines = run("--top", "2").out().lines().toList();
        assertEquals("label,probability,label_2,probability_2", lines.get(0));
        lines.stream().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            assertTrue(Double.parseDouble(cells[1]) >= Double.parseDouble(cells[3]), line);
        });
    }

    @Test
    void predict_keptColumn_comesOutAsItWas() throws IOException {
        Path data = directory.resolve("ids.csv");
        Files.writeString(
                data,
                "id,species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex\n"
                        + "007,?,Dream,39.5,17.4,186,3800,female\n\"a,b\",?,Biscoe,46.1,13.2,211,4500,female\n");
        Cli.Result result = Cli.run("predict", model(), data, "--keep", "id", "--top", "1");
        assertEquals(0, result.status(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals("id,label,probability", lines.get(0));
        assertTrue(lines.get(1).startsWith("007,Adelie,0."), lines.get(1));
        assertTrue(lines.get(2).startsWith("\"a,b\",Gentoo,0."), lines.get(2));
    }

    @Test
    void predict_toJsonLines_hasOneObjectPerRow() throws IOException {
        Path out = directory.resolve("out.jsonl");
        run("-o", out);
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertEquals(344, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("Adelie", first.path("label").textValue());
    }

    @Test
    void predict_toParquet_canBeReadBack() throws IOException {
        Path out = directory.resolve("out.parquet");
        run("-o", out, "--keep", "species");
        Cli.Result evaluated = Cli.run(
                "train",
                out,
                "--label",
                "species",
                "--drop",
                "label",
                "-o",
                directory.resolve("again.onnx"),
                "--quiet");
        assertEquals(0, evaluated.status(), evaluated.err());
    }

    @Test
    void predict_dataIsTheOutput_refuses() throws IOException {
        Path copy = Files.copy(PENGUINS, directory.resolve("copy.csv"));
        Cli.Result result = Cli.run("predict", model(), copy, "-o", copy);
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertEquals("xent: " + copy + ": is the input itself; name another file for the output\n", result.err());
        assertEquals(Files.size(PENGUINS), Files.size(copy));
    }

    @Test
    void info_model_saysWhatIsInItAndHowItWasMade() throws IOException {
        Cli.Result text = Cli.run("info", model());
        assertEquals(0, text.status(), text.err());
        for (String part : List.of("predicts species: Adelie, Chinstrap, Gentoo", "bill_length_mm", "data.sha256")) {
            assertTrue(text.out().contains(part), text.out());
        }
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run("info", model(), "--format", "json").out());
        assertEquals("species", json.path("label").textValue());
        assertEquals("1", json.at("/provenance/seed").textValue());
    }

    private static Cli.Result run(Object... options) {
        Object[] words = new Object[options.length + 3];
        words[0] = "predict";
        words[1] = model();
        words[2] = PENGUINS;
        System.arraycopy(options, 0, words, 3, options.length);
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        return result;
    }
}
