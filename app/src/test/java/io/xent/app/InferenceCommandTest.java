package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceCommandTest {

    private static final String PENGUINS =
            "from '" + Cli.project().resolve("examples/penguins.csv") + "' where sex is not null";

    @TempDir
    Path directory;

    private Cli.Result train(String sql, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("train", "--sql", sql, "-o", directory.resolve("m.onnx"), "--format", "json", "--inference"));
        words.addAll(Arrays.asList(more));
        return Cli.run(words.toArray());
    }

    private static JsonNode inference(Cli.Result result) throws IOException {
        return new ObjectMapper().readTree(result.out()).path("inference");
    }

    /** What R 4.2.2 says: anova and summary of multinom(island ~ .), with lengths in cm, 100 mm and mass in kg. */
    @Test
    void train_inference_saysWhatRSays() throws IOException {
        JsonNode json = inference(train("select * " + PENGUINS, "--label", "island", "--drop", "species", "--l2", "0"));
        assertEquals(412.09983, json.path("aic").doubleValue(), 1e-4);
        assertEquals(0.4137014, json.path("pseudoRSquared").doubleValue(), 1e-6);
        JsonNode bill = find(json, "Dream", "bill_length_mm");
        assertEquals(0.2411890, bill.path("estimate").doubleValue(), 2e-6);
        assertEquals(0.05182887, bill.path("standardError").doubleValue(), 5e-7);
        JsonNode mass = find(json, "Torgersen", "body_mass_g");
        assertEquals(-0.0021145990, mass.path("estimate").doubleValue(), 2e-8);
        assertEquals(53.54294, json.at("/tests/0/chiSquared").doubleValue(), 1e-4);
        assertEquals(2, json.at("/tests/0/degreesOfFreedom").intValue());
        assertEquals("sex=female", json.at("/aliases/0/feature").textValue());
        assertTrue(json.at("/aliases/0/base").booleanValue());
        String report = Files.readString(directory.resolve("m.html"));
        assertTrue(report.contains("How sure is it of the columns?") && report.contains("McFadden"));
        assertTrue(report.contains("<th scope=\"row\">flipper_length_mm</th>"));
    }

    private static JsonNode find(JsonNode inference, String className, String feature) {
        for (JsonNode c : inference.path("coefficients")) {
            if (c.path("class").textValue().equals(className)
                    && c.path("feature").textValue().equals(feature)) {
                return c;
            }
        }
        throw new AssertionError("no coefficient of " + feature + " for " + className);
    }

    @Test
    void train_withoutPenaltyOnTooMuchToSearch_saysThatNobodyLooked() throws IOException {
        Path data = directory.resolve("blobs.csv");
        Cli.run("data", "blobs", "--rows", "1000", "--classes", "12", "--features", "30", "-o", data);
        Cli.Result result = Cli.run(
                "train", data, "--label", "label", "--l2", "0", "--max-iterations", "5", "-o", directory.resolve("m"));
        assertTrue(result.out().contains("that was not looked for"), result.out() + result.err());
    }

    @Test
    void train_separatedClasses_namesThemAndTheColumns() throws IOException {
        JsonNode json = inference(train(
                "select species, bill_depth_mm, flipper_length_mm, body_mass_g " + PENGUINS,
                "--label",
                "species",
                "--l2",
                "0"));
        assertEquals(2, json.path("separation").size());
        assertTrue(json.path("coefficientDifference").isNull(), "infinite ones have no distance");
        assertEquals("[\"Adelie\",\"Gentoo\"]", json.at("/separation/0/classes").toString());
        assertTrue(json.at("/separation/0/complete").booleanValue());
        assertEquals(
                "+", find(json, "Gentoo", "flipper_length_mm").path("infinite").textValue());
        assertTrue(find(json, "Gentoo", "flipper_length_mm").path("estimate").isNull());
        assertFalse(
                find(json, "Chinstrap", "flipper_length_mm").path("estimate").isNull());
    }

    /** Rows of A lie at 0 and 1, those of B at 1 and 2, so that they touch; the other column is noise that has a maximum. */
    private Path touching() throws IOException {
        List<String> lines = new ArrayList<>(List.of("x,noise,class"));
        for (int i = 0; i < 60; i++) {
            lines.add(i % 2 + "," + i * 7 % 11 + ",A");
            lines.add(1 + i % 2 + "," + i * 5 % 11 + ",B");
        }
        return Files.write(directory.resolve("touching.csv"), lines);
    }

    @Test
    void train_quasiSeparatedWithoutPenalty_isNotCalledConverged() throws IOException {
        for (String precision : List.of("single", "double")) {
            Cli.Result result = Cli.run(
                    "train",
                    touching(),
                    "--label",
                    "class",
                    "--l2",
                    "0",
                    "--precision",
                    precision,
                    "-o",
                    directory.resolve("m.onnx"));
            assertEquals(ExitStatus.STOPPED_EARLY, result.status(), result.out() + result.err());
            assertTrue(
                    result.out()
                            .contains("separated: x tells some rows of A and B apart without error: no optimum exists"),
                    result.out());
            assertTrue(result.out().contains("\nstopped  not converged: "), result.out());
            Cli.Result info = Cli.run("info", directory.resolve("m.onnx"));
            assertTrue(info.out().matches("(?s).*\\n  converged +false\\n.*"), info.out());
        }
        Cli.Result penalised = Cli.run(
                "train", touching(), "--label", "class", "--l2", "1e-3", "-o", directory.resolve("m.onnx"), "--quiet");
        assertEquals(ExitStatus.DONE, penalised.status(), penalised.err());
    }

    /** The coefficients of a model in 64 bits are those of the inference; a loose tolerance shows as a distance. */
    @Test
    void train_inference_saysHowFarTheModelIs() throws IOException {
        String columns = "select island, bill_length_mm, body_mass_g " + PENGUINS;
        List<Double> distances = new ArrayList<>();
        for (String tolerance : List.of("1e-2", "1e-5", "1e-10")) {
            JsonNode json = inference(train(
                    columns, "--label", "island", "--l2", "0", "--precision", "double", "--tolerance", tolerance));
            assertTrue(json.path("lossDifference").doubleValue() <= Double.parseDouble(tolerance), json.toString());
            distances.add(json.path("coefficientDifference").doubleValue());
        }
        assertTrue(distances.get(0) > distances.get(1), distances.toString());
        assertEquals(0, distances.get(2), 1e-5);
        JsonNode penalised = inference(train(columns, "--label", "island", "--precision", "double"));
        assertEquals(0, penalised.path("lossDifference").doubleValue(), 1e-6);
        assertEquals(0, penalised.path("coefficientDifference").doubleValue(), 1e-2);
    }

    @Test
    void train_penalised_saysSoAndTestsNothing() throws IOException {
        Cli.Result result = train("select * " + PENGUINS, "--label", "species", "--reference", "Gentoo");
        JsonNode json = inference(result);
        assertTrue(json.path("penalised").booleanValue());
        assertEquals("Gentoo", json.path("reference").textValue());
        assertEquals(0, json.path("tests").size());
        assertTrue(json.path("degreesOfFreedom").doubleValue() < 18);
    }

    @Test
    void train_unknownReference_isRefusedWithAHint() {
        Cli.Result result = train("select * " + PENGUINS, "--label", "species", "--reference", "Gento");
        assertEquals(2, result.status());
        assertEquals("xent: --reference: there is no class 'Gento'; did you mean 'Gentoo'?\n", result.err());
        Cli.Result without = Cli.run("train", "x.csv", "--label", "y", "--reference", "a");
        assertEquals(2, without.status());
        assertTrue(without.err().contains("add --inference"), without.err());
    }
}
