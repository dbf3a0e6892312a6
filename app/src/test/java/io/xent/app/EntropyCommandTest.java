package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EntropyCommandTest {

    private static String printed(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    private static String refused(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        return result.err().strip();
    }

    @Test
    void entropy_fairCoin_isOneBit() {
        String text = printed("entropy", "0.5", "0.5");
        assertTrue(text.contains("H is 0.693147180560 nats = 1 bit. Its perplexity exp(H) is 2:"), text);
        assertTrue(text.contains("0.5   1               " + "█".repeat(50)), text);
        assertTrue(text.contains("0.1   0.468995593589"), text);
    }

    @Test
    void entropy_twoDistributions_inJson() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(printed("entropy", "3", "1", "--against", "0.5,0.5", "--format", "json"));
        double h = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        assertEquals(0.75, json.get("p").get(0).asDouble());
        assertEquals(h, json.get("entropy").asDouble(), 1e-15);
        assertEquals(h / Math.log(2), json.get("entropyBits").asDouble(), 1e-15);
        assertEquals(Math.log(2), json.get("crossEntropy").asDouble(), 1e-15);
        assertEquals(Math.log(2) - h, json.get("divergence").asDouble(), 1e-15);
        assertEquals(Math.exp(h), json.get("perplexity").asDouble(), 1e-14);
    }

    @Test
    void entropy_impossibleOutcome_isInfiniteAndSaysWhy() {
        String text = printed("entropy", "0.5", "0.5", "--against", "1,0");
        assertTrue(text.contains("Cross-entropy H(p, q): ∞ nats"), text);
        assertTrue(text.contains("gives the probability 0 to something that happens"), text);
    }

    @Test
    void entropy_whatIsNoDistribution_isRefused() {
        assertEquals(
                "xent: no distribution: give one probability per outcome, as in 'xent entropy 0.5 0.5'",
                refused("entropy"));
        assertEquals(
                "xent: number 2 of p is -0.5: a probability or a count is finite and not negative",
                refused("entropy", "0.5", "-0.5"));
        assertEquals(
                "xent: the numbers of p sum to 0; a distribution needs a sum that is positive and finite",
                refused("entropy", "0", "0"));
        assertEquals(
                "xent: p has 2 numbers and q has 3; both are over the same outcomes",
                refused("entropy", "0.5", "0.5", "--against", "1,2,3"));
        assertEquals(
                "xent: unknown option: '--agains'; did you mean --against? (see 'xent entropy --help')",
                refused("entropy", "0.5", "0.5", "--agains", "1,2"));
    }
}
