package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code xent train --memory}: the same model to the last bit, and nothing left behind. */
@Timeout(300)
class OutOfCoreTest {

    private static final long SEED = 20261125;

    @TempDir
    Path directory;

    private void assertSameModel(Object... words) throws IOException {
        Path inMemory = directory.resolve("in-memory.onnx");
        Path fromFile = directory.resolve("from-file.onnx");
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(words));
        List<Object> first = new ArrayList<>(all);
        first.addAll(List.of("--format", "json", "-o", inMemory));
        Cli.Result expected = Cli.run(first.toArray());
        assertEquals(0, expected.status(), expected.err());
        List<Object> second = new ArrayList<>(all);
        second.addAll(List.of("--format", "json", "-o", fromFile, "--memory", "200m"));
        Cli.Result actual = Cli.run(second.toArray());
        assertEquals(0, actual.status(), actual.err());
        assertArrayEquals(Files.readAllBytes(inMemory), Files.readAllBytes(fromFile), String.join(" ", text(words)));
        assertEquals(comparable(expected.out()), comparable(actual.out()));
        for (Path model : List.of(inMemory, fromFile)) {
            Files.delete(model);
            Files.delete(model.resolveSibling(model.getFileName().toString().replace(".onnx", ".html")));
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.getFileName().toString().contains("from-file"))
                            .toList());
        }
    }

    private static List<String> text(Object... words) {
        return Arrays.stream(words).map(String::valueOf).toList();
    }

    private static String comparable(String json) {
        return json.lines()
                .filter(line ->
                        !line.contains("\"seconds\"") && !line.contains("-memory") && !line.contains("from-file"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void train_csvOfTextsNumbersAndMissingCells_isTheSameModel() throws IOException {
        Path penguins = Cli.project().resolve("examples/penguins.csv");
        assertSameModel(penguins, "--label", "species", "--split", "0.3");
        assertSameModel(
                penguins, "--label", "island", "--split", "0.3", "--precision", "double", "--class-weight", "balanced");
        assertSameModel(penguins, "--label", "species", "--test", penguins);
    }

    @Test
    void train_csvWithUnlabelledRowsTextsTimesAndOddNumbers_isTheSameModel() throws IOException {
        Path csv = directory.resolve("mixed.csv");
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder("id,said,when,code,flag,late,w,y\n");
        for (int i = 0; i < 9000; i++) {
            int y = random.nextInt(3);
            text.append(i).append(',');
            text.append("word")
                    .append(random.nextInt(30))
                    .append(' ')
                    .append(y == 1 ? "red" : "blue")
                    .append(random.nextInt(4))
                    .append(',');
            text.append("2026-0")
                    .append(1 + random.nextInt(9))
                    .append("-1")
                    .append(random.nextInt(9))
                    .append(',');
            text.append(9007199254740992L + random.nextInt(5)).append(',');
            text.append(random.nextInt(10) == 0 ? "NA" : random.nextBoolean()).append(',');
            text.append(i < 2000 ? "" : random.nextInt(50) == 0 ? "" : 3.5 * y + random.nextGaussian())
                    .append(',');
            text.append(random.nextInt(4)).append(',');
            text.append(random.nextInt(20) == 0 ? "" : "class" + y).append('\n');
        }
        Files.writeString(csv, text);
        assertSameModel(csv, "--label", "y", "--text", "said", "--split", "0.25", "--tolerance", "1e-4");
        assertSameModel(
                csv,
                "--label",
                "y",
                "--text",
                "said",
                "--split",
                "0.25",
                "--ngrams",
                "2",
                "--weights",
                "w",
                "--tolerance",
                "1e-3");
    }

    @Test
    void train_query_isTheSameModel() throws IOException {
        String query = "select (hash(i) % 1000) / 100.0 as a, hash(i + 7) % 5 as b,"
                + " (hash(i) % 1000 + hash(i * 3 + 1) % 700)::bigint // 600 as y from range(20000) t(i)";
        assertSameModel("--sql", query, "--label", "y", "--split", "0.5");
        assertSameModel("--sql", query, "--label", "y", "--split", "0.5", "--precision", "double");
    }

    @Test
    void train_parquet_isTheSameModel() throws IOException, SQLException {
        Path file = directory.resolve("rows.parquet");
        String query = "select (hash(i) % 1000) / 100.0 as a, if(i % 11 = 0, null, hash(i + 7) % 5) as b,"
                + " if(i % 13 = 0, null, 'word' || hash(i + 3) % 4) as c,"
                + " if(i % 17 = 0, null, 'class' || (hash(i) % 1000 + hash(i * 3 + 1) % 700)::bigint // 600) as y"
                + " from range(20000) t(i)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet, row_group_size 3000)");
        }
        assertSameModel(file, "--label", "y", "--split", "0.3");
        assertSameModel(file, "--label", "y", "--split", "0.3", "--precision", "double", "--class-weight", "balanced");
    }

    @Test
    void train_sparseLibsvm_isTheSameModel() throws IOException {
        Random random = new Random(SEED);
        Path file = directory.resolve("rows.libsvm");
        Files.write(
                file, IntStream.range(0, 3000).mapToObj(i -> sparseRow(random)).toList());
        assertSameModel(file, "--split", "0.2");
        assertSameModel(file, "--precision", "double", "--test", file);
    }

    private static String sparseRow(Random random) {
        int label = random.nextInt(4);
        return label
                + random.ints(12, 1, 400)
                        .map(j -> j % 5 == 0 ? j + label : j)
                        .sorted()
                        .distinct()
                        .mapToObj(j -> " " + j + ":" + (1 + random.nextInt(3)))
                        .collect(Collectors.joining());
    }

    @Test
    void train_idxImages_isTheSameModel() throws IOException {
        Random random = new Random(SEED);
        int rows = 1500;
        try (DataOutputStream images = out("t-images-idx3-ubyte");
                DataOutputStream labels = out("t-labels-idx1-ubyte")) {
            for (int word : new int[] {0x803, rows, 6, 5}) {
                images.writeInt(word);
            }
            labels.writeInt(0x801);
            labels.writeInt(rows);
            for (int i = 0; i < rows; i++) {
                int label = random.nextInt(3);
                labels.writeByte(label);
                for (int j = 0; j < 30; j++) {
                    images.writeByte(random.nextInt(200) + (j % 3 == label ? 50 : 0));
                }
            }
        }
        assertSameModel(directory.resolve("t-images-idx3-ubyte"), "--split", "0.2");
    }

    private DataOutputStream out(String name) throws IOException {
        return new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(directory.resolve(name))));
    }

    @Test
    void train_memoryWithWhatNeedsAllRows_refuses() throws IOException {
        Path penguins = Cli.project().resolve("examples/penguins.csv");
        for (List<String> option : List.of(
                List.of("--cv", "5"),
                List.of("--path", directory.resolve("path.csv").toString()),
                List.of("--calibrate"),
                List.of("--inference"))) {
            List<Object> words = new ArrayList<>(List.of("train", penguins, "--label", "species", "--memory", "1g"));
            words.addAll(option);
            Cli.Result refused = Cli.run(words.toArray());
            assertEquals(ExitStatus.BAD_INPUT, refused.status());
            assertTrue(refused.err().contains(option.get(0) + " needs all rows in memory"), refused.err());
        }
        assertTrue(Cli.run("train", penguins, "--memory", "12").err().contains("500m or 2g"));
        assertTrue(Cli.run("train", penguins, "--memory", "1m").err().contains("at least 128m"));
    }

    @Test
    void train_rowsFileOfAnotherProgram_isRefusedAndLeftAlone() throws IOException {
        Path rows = directory.resolve("m.onnx.rows");
        Files.writeString(rows, "not ours, and longer than a head: " + "x".repeat(100));
        Cli.Result refused = Cli.run(
                "train",
                Cli.project().resolve("examples/penguins.csv"),
                "--label",
                "species",
                "--memory",
                "1g",
                "-o",
                directory.resolve("m.onnx"));
        assertEquals(ExitStatus.BAD_INPUT, refused.status());
        assertTrue(refused.err().contains("m.onnx.rows: ") && refused.err().contains("another program"), refused.err());
        assertTrue(Files.readString(rows).startsWith("not ours"));
    }

    @Test
    void train_killedInTheMiddle_resumesToTheSameBits() throws Exception {
        Path data = directory.resolve("rows.libsvm");
        Random random = new Random(SEED);
        Files.write(
                data,
                IntStream.range(0, 20_000).mapToObj(i -> sparseRow(random)).toList());
        for (List<String> memory : List.of(List.<String>of(), List.of("--memory", "300m"))) {
            List<String> whole = command(data, "whole.onnx", memory);
            Cli.Result done = Cli.process(directory, Map.of(), whole);
            assertEquals(0, done.status(), done.err());

            List<String> killed = command(data, "killed.onnx", memory);
            Path checkpoint = directory.resolve("killed.onnx.checkpoint");
            Process process = new ProcessBuilder(killed)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!Files.exists(checkpoint)) {
                assertTrue(process.isAlive(), "ended before it saved anything, seed " + SEED);
                Thread.sleep(5);
            }
            process.destroyForcibly().waitFor();
            assertTrue(Files.exists(checkpoint), "it was killed, not done");
            assertTrue(Files.notExists(directory.resolve("killed.onnx")), "no model from a run that was killed");
            assertEquals(!memory.isEmpty(), Files.exists(directory.resolve("killed.onnx.rows")));

            killed.add("--resume");
            Cli.Result rest = Cli.process(directory, Map.of(), killed);
            assertEquals(0, rest.status(), rest.err());
            assertArrayEquals(
                    Files.readAllBytes(directory.resolve("whole.onnx")),
                    Files.readAllBytes(directory.resolve("killed.onnx")));
            assertTrue(Files.notExists(checkpoint) && Files.notExists(directory.resolve("killed.onnx.rows")));
            Files.delete(directory.resolve("killed.onnx"));
        }
    }

    private static List<String> command(Path data, String model, List<String> memory) {
        List<String> command = new ArrayList<>(Cli.command(
                "train", data, "-o", model, "--checkpoint-every", "0", "--tolerance", "1e-9", "--precision", "double"));
        command.addAll(memory);
        return command;
    }
}
