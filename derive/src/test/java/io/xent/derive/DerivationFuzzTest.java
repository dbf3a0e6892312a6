package io.xent.derive;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inputs that the fuzzer starts from, and those it once found, go through in every build. */
class DerivationFuzzTest {

    @TestFactory
    List<DynamicTest> check_keptInputs_endWell() throws IOException, URISyntaxException {
        Path inputs = Path.of(DerivationFuzzTest.class.getResource("/fuzz").toURI());
        try (Stream<Path> files = Files.list(inputs)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        DerivationFuzz.check(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
