package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the Java code of the README and the guides to the tests that run it. */
class GuideTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "../../README.md, WalkThroughTest.java, 2",
        "java.md, WalkThroughTest.java, 3",
        "evaluation.md, metrics/EvaluationGuideTest.java, 1"
    })
    void guide_everyJavaBlock_standsInItsTest(String guide, String test, int blocks) throws IOException {
        String code = withoutBlanks(Files.readString(module().resolve("src/test/java/io/xent/learn/" + test)));
        Matcher block = JAVA.matcher(Files.readString(module().resolve("../docs/guide/" + guide)));
        int found = 0;
        while (block.find()) {
            found++;
            assertTrue(
                    code.contains(withoutBlanks(block.group(1))),
                    guide + ": block " + found + " is not the code of " + test);
        }
        assertTrue(found == blocks, guide + " has " + found + " blocks");
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s", "");
    }

    /** Maven runs tests in the module's directory; an IDE may in the repository's. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("src/test")) ? here : here.resolve("learn");
    }
}
