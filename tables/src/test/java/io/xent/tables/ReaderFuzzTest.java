package io.xent.tables;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inputs that the fuzzer starts from, and those it once found, go through in every build. */
class ReaderFuzzTest {

    @TestFactory
    List<DynamicTest> check_keptInputs_endWell() throws IOException, URISyntaxException {
        Path inputs = Path.of(ReaderFuzzTest.class.getResource("/fuzz").toURI());
        try (Stream<Path> files = Files.walk(inputs)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            inputs.relativize(file).toString(), () -> ReaderFuzz.check(file, format(file))))
                    .toList();
        }
    }

    private static Format format(Path file) {
        return Format.valueOf(file.getParent().getFileName().toString().toUpperCase(Locale.ROOT));
    }
}
