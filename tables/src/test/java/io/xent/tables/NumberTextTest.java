package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    @Test
    void parse_numbers_areThoseOfTheJdk() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text = switch (i % 4) {
                case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                case 1 -> String.valueOf(random.nextGaussian());
                case 2 -> random.nextInt() + "." + random.nextInt(1_000_000);
                default -> random.nextLong() + (random.nextBoolean() ? "" : "e" + random.nextInt(300));
            };
            double expected = Double.parseDouble(text);
            assertEquals(Double.isFinite(expected) ? expected : Double.NaN, NumberText.parse(text), text);
            byte[] bytes = ("," + text + " ,").getBytes(StandardCharsets.UTF_8);
            assertEquals(NumberText.parse(text), NumberText.parse(bytes, 1, bytes.length - 1), text);
            assertEquals(NumberText.parse(text), NumberText.parse(bytes, 1, bytes.length - 2), text);
        }
    }

    @Test
    void parse_everyForm_isTaken() {
        List<String> texts =
                List.of("0", "-0", "+3", ".5", "5.", "1e5", "1E-2", "1_000.2_5", "00501", "0.1", "123456789012345.6");
        List<Double> values = List.of(0.0, -0.0, 3.0, 0.5, 5.0, 1e5, 1e-2, 1000.25, 501.0, 0.1, 123456789012345.6);
        assertEquals(values, texts.stream().map(NumberText::parse).toList());
    }

    @Test
    void parse_anythingElse_isNaN() {
        List<String> texts = List.of(
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1 ",
                " 1",
                "1d",
                "1f",
                "0x1",
                "1,5",
                "1.2.3",
                "NaN",
                "Infinity",
                "1e999",
                "-1e999",
                "_1",
                "1_",
                "1__0",
                "1_.5",
                "1._5",
                "١",
                "1e5.0",
                "--1",
                "9".repeat(400));
        for (String text : texts) {
            assertEquals(Double.NaN, NumberText.parse(text), text);
        }
    }
}
