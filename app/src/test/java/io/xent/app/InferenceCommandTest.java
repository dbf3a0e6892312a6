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
    void train_separatedClasses_namesThemAndTheColumns() throws IOException {
        JsonNode json = inference(train(
                "select species, bill_depth_mm, flipper_length_mm, body_mass_g " + PENGUINS,
                "--label",
                "species",
                "--l2",
                "0"));
        assertEquals(2, json.path("separation").size());
        assertEquals("[\"Adelie\",\"Gentoo\"]", json.at("/separation/0/classes").toString());
        assertTrue(json.at("/separation/0/complete").booleanValue());
        assertEquals(
                "+", find(json, "Gentoo", "flipper_length_mm").path("infinite").textValue());
        assertTrue(find(json, "Gentoo", "flipper_length_mm").path("estimate").isNull());
        assertFalse(
                find(json, "Chinstrap", "flipper_length_mm").path("estimate").isNull());
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
