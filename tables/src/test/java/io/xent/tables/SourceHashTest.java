package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceHashTest {

    @Test
    void sha256_oneFile_isThatOfItsBytes(@TempDir Path folder) {
        TestFiles files = new TestFiles(folder);
        files.write("a", "abc"); // the example of FIPS 180-4
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                SourceHash.sha256(List.of(files.path("a"))));
    }

    @Test
    void sha256_severalFiles_isThatOfTheirHashes(@TempDir Path folder) {
        TestFiles files = new TestFiles(folder);
        files.write("a", "abc");
        // printf 'abc' | sha256sum, both as bytes one after the other, through sha256sum again
        assertEquals(
                "3b771ca97e3c17698aff21227fa046b5622a30d8ee5d2de4ee1111a1cdf258ee",
                SourceHash.sha256(List.of(files.path("a"), files.path("a"))));
    }
}
