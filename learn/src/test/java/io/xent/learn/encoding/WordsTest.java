package io.xent.learn.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void ngrams_punctuationAndBlanks_separateWords() {
        assertEquals(List.of("don", "t", "panic", "2x"), Words.ngrams("  Don't—PANIC_2x!", 1));
    }

    @Test
    void ngrams_otherScripts_keepTheirCase() {
        // Only A–Z change: every other script's rules for case differ between runtimes
        assertEquals(List.of("Ünder", "Ñu", "日本語", "𝒳²"), Words.ngrams("Ünder-Ñu 日本語 𝒳²", 1));
    }

    @Test
    void ngrams_upToThree_areJoinedByABlank() {
        assertEquals(List.of("a", "a b", "a b c", "b", "b c", "c"), Words.ngrams("A. b, c", 3));
    }

    @Test
    void ngrams_noWord_areNone() {
        assertEquals(List.of(), Words.ngrams("… — !", 2));
    }
}
