package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {

    @Test
    void getMessage_namesWithControlCharacters_isOneLine() {
        String name = "a\nb\tc\u001b[31m\u2028größe 😀\r";
        assertEquals(
                "a.csv: no column 'a\\nb\\tc\\u001b[31m\\u2028größe 😀\\u000d'",
                new InvalidInputException("a.csv: no column '" + name + "'").getMessage());
    }
}
