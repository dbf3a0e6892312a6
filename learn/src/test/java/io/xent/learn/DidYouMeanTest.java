package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

    @Test
    void suffix_nearName_isTheNearest() {
        List<String> known = List.of("island", "species", "sex");
        assertEquals("; did you mean 'species'?", DidYouMean.suffix("specise", known));
        assertEquals("; did you mean 'species'?", DidYouMean.suffix("Species", known));
        assertEquals("; did you mean 'sex'?", DidYouMean.suffix("sx", known));
    }

    @Test
    void suffix_farNames_isEmpty() {
        assertEquals("", DidYouMean.suffix("label", List.of("island", "sex", "")));
        assertEquals("", DidYouMean.suffix("label", List.of()));
        assertEquals("", DidYouMean.suffix("x".repeat(100_000), List.of("x".repeat(100_001))));
    }
}
