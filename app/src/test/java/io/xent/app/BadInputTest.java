package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used gets one line that says what, where and what to do, status 2, and nothing is written. */
class BadInputTest {

    private static final Path PENGUINS = Cli.project().resolve("examples/penguins.csv");

    @TempDir
    Path directory;

    private Path csv(String text) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), text);
    }

    private static String rows(int rows, java.util.function.IntFunction<String> row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return text.toString();
    }

    /** Trains and expects a refusal; gives its message with the directory left out. */
    private String refused(Object... words) throws IOException {
        List<String> before = files();
        Object[] all = Arrays.copyOf(words, words.length + 4);
        all[words.length] = "-o";
        all[words.length + 1] = directory.resolve("model.onnx");
        all[words.length + 2] = "--report";
        all[words.length + 3] = directory.resolve("report.html");
        return message(before, Cli.run(all));
    }

    private String message(List<String> before, Cli.Result result) throws IOException {
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out() + result.err());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("xent: ") && result.err().endsWith("\n"), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals(before, files(), "something was written: " + result.err());
        return result.err().strip().replace(directory + "/", "");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(p -> directory.relativize(p).toString()).sorted().toList();
        }
    }

    @Test
    void train_noSuchFile() throws IOException {
        assertEquals(
                "xent: nothing.csv: there is no such file; check the path",
                refused("train", directory.resolve("nothing.csv"), "--label", "y"));
    }

    @Test
    void train_emptyFile() throws IOException {
        assertEquals("xent: data.csv: is empty; give a file with data", refused("train", csv(""), "--label", "y"));
    }

    @Test
    void train_headerOnly() throws IOException {
        assertEquals(
                "xent: data.csv: holds column names but no rows; add data",
                refused("train", csv("x,y\n"), "--label", "y"));
    }

    @Test
    void train_raggedRows() throws IOException {
        String text = "x,y\n" + rows(20, i -> i + "," + (i % 2 == 0 ? "a" : "b")) + "1,a,3\n";
        assertEquals(
                "xent: data.csv: line 22: has 3 cells, but line 1 names 2 columns; quote a cell that holds the delimiter",
                refused("train", csv(text), "--label", "y"));
    }

    @Test
    void train_unknownLabelColumn_suggestsOne() throws IOException {
        assertEquals(
                "xent: " + PENGUINS + ": there is no label column 'specie'; did you mean 'species'?",
                refused("train", PENGUINS, "--label", "specie"));
    }

    @Test
    void train_noLabelGiven_namesTheColumns() throws IOException {
        assertEquals(
                "xent: " + PENGUINS
                        + ": which column is to be predicted? Name it with --label; there are species, island,"
                        + " bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex",
                refused("train", PENGUINS));
    }

    @Test
    void train_oneClassOnly() throws IOException {
        assertEquals(
                "xent: data.csv: label column 'y' holds one class only, 'a'; give data with at least two classes",
                refused("train", csv("x,y\n" + rows(20, i -> i + ",a")), "--label", "y"));
    }

    @Test
    void train_allFeaturesConstant() throws IOException {
        String text = "x,y\n" + rows(20, i -> "1," + (i % 2 == 0 ? "a" : "b"));
        assertEquals(
                "xent: data.csv: no column is of use: 'x' was dropped (constant: always 1.0); add columns that differ between the classes",
                refused("train", csv(text), "--label", "y"));
    }

    @Test
    void train_labelIsAnIdentifier() throws IOException {
        assertEquals(
                "xent: data.csv: label column 'y' holds 200 different values in 200 rows, so it is an identifier or a measurement, not a class; choose another column",
                refused("train", csv("x,y\n" + rows(200, i -> i % 7 + ",name" + i)), "--label", "y"));
    }

    @Test
    void train_duplicateColumns() throws IOException {
        String text = "x,y,x\n" + rows(20, i -> i + "," + (i % 2 == 0 ? "a" : "b") + "," + i);
        assertEquals(
                "xent: data.csv: line 1: columns 1 and 3 are both called 'x'; rename one",
                refused("train", csv(text), "--label", "y"));
    }

    @Test
    void train_infinityInNumbers() throws IOException {
        String text = "x,y\n" + rows(20, i -> i + "," + (i % 2 == 0 ? "a" : "b")) + "inf,a\n";
        assertEquals(
                "xent: data.csv: line 22: column 'x' holds 'inf', which is not a finite number; correct or empty the cell, or read the column as text (--as-text)",
                refused("train", csv(text), "--label", "y"));
    }

    @Test
    void train_negativePenalty() throws IOException {
        assertEquals(
                "xent: the penalty λ is -1.0: it must be a finite number that is not negative",
                refused("train", PENGUINS, "--label", "species", "--l2", "-1"));
    }

    @Test
    void train_optionsThatCannotBeMeant() throws IOException {
        assertEquals(
                "xent: C is 0.0: it must be positive; for no penalty use λ = 0",
                refused("train", PENGUINS, "--label", "species", "--C", "0"));
        assertEquals(
                "xent: --split is 1.5: it is the fraction of rows to test on, between 0 and 1, such as 0.2",
                refused("train", PENGUINS, "--label", "species", "--split", "1.5"));
        assertEquals(
                "xent: --cv is 1: at least 2 folds are needed, 5 are usual",
                refused("train", PENGUINS, "--label", "species", "--cv", "1"));
        assertEquals(
                "xent: the tolerance is 0.0: it must be between 0 and 1",
                refused("train", PENGUINS, "--label", "species", "--tolerance", "0"));
        assertEquals(
                "xent: the number of threads is 0: it must be at least 1",
                refused("train", PENGUINS, "--label", "species", "--threads", "0"));
        assertEquals(
                "xent: invalid value for option '--precision': expected one of [SINGLE, DOUBLE] (case-insensitive) but was 'half' (see 'xent train --help')",
                refused("train", PENGUINS, "--label", "species", "--precision", "half"));
        assertEquals(
                "xent: --l2 and --cv both say how strong the penalty is: leave one of them out",
                refused("train", PENGUINS, "--label", "species", "--cv", "5", "--l2", "1"));
        assertEquals(
                "xent: --l1 and --cv both say how strong the penalty is: leave one of them out, or say --elastic-net 1 in"
                        + " place of --l1",
                refused("train", PENGUINS, "--label", "species", "--cv", "5", "--l1", "1"));
        assertEquals(
                "xent: --elastic-net mixes a penalty whose strength is given by --lambda, --C or --cv: leave out --l1 and"
                        + " --l2, or --elastic-net",
                refused("train", PENGUINS, "--label", "species", "--elastic-net", "0.5", "--l1", "1"));
        assertEquals(
                "xent: the mix α of the elastic net is 2.0: it is the share of absolute values, between 0 (squares alone)"
                        + " and 1 (absolute values alone)",
                refused("train", PENGUINS, "--label", "species", "--elastic-net", "2"));
        assertEquals(
                "xent: the penalty λ₁ is -1.0: it must be a finite number that is not negative",
                refused("train", PENGUINS, "--label", "species", "--l1", "-1"));
        assertEquals(
                "xent: --inference: with --l1 or --elastic-net coefficients have no standard errors, as which of them are"
                        + " zero depends on the rows; use --l2, or leave out --inference",
                refused("train", PENGUINS, "--label", "species", "--l1", "0.1", "--inference"));
        assertEquals(
                "xent: unknown option: '--lable'; did you mean --label? (see 'xent train --help')",
                refused("train", PENGUINS, "--lable", "species"));
        assertEquals(
                "xent: " + PENGUINS + ": there is no column 'islnd' (to drop); did you mean 'island'?",
                refused("train", PENGUINS, "--label", "species", "--drop", "islnd"));
        assertEquals(
                "xent: --drop names 'species', which is the label; name other columns",
                refused("train", PENGUINS, "--label", "species", "--drop", "species"));
        assertEquals("xent: no data: name a file, or a query with --sql", refused("train"));
    }

    @Test
    void train_aMillionLabels() throws IOException {
        assertEquals(
                "xent: data.csv: label column 'y' holds 1000000 different values; at most 100000 classes are possible: choose another column",
                refused("train", csv("x,y\n" + rows(1_000_000, i -> i % 7 + "," + i)), "--label", "y"));
    }

    @Test
    void train_classWithOneRow() throws IOException {
        String text = "x,y\n" + rows(20, i -> i * i + "," + (i % 2 == 0 ? "a" : "b")) + "100,c\n";
        assertEquals(
                "xent: data.csv: label column 'y' has a single row of class 'c'; a class needs two at least: add rows of it or"
                        + " remove this one",
                refused("train", csv(text), "--label", "y"));
    }

    @Test
    void train_labelsMissingInSomeRows_areCountedAndSaid() throws IOException {
        String text = "x,y\n" + rows(20, i -> i * i % 17 + "," + (i % 2 == 0 ? "a" : "b")) + "5,\n6,\n";
        Cli.Result result = Cli.run("train", csv(text), "--label", "y", "-o", directory.resolve("m.onnx"));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("20 rows,") && result.out().contains("2 rows"), result.out());
    }

    @Test
    void train_noSuchDirectoryForTheOutput() throws IOException {
        List<String> before = files();
        Path model = directory.resolve("no/model.onnx");
        assertEquals(
                "xent: no/model.onnx: there is no directory no; create it, or name a file elsewhere",
                message(before, Cli.run("train", PENGUINS, "--label", "species", "-o", model)));
    }

    @Test
    void train_readOnlyDirectory() throws IOException {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeTrue(!Files.isWritable(closed), "this user may write anywhere: the read-only directory was not tried");
        List<String> before = files();
        assertEquals(
                "xent: closed/model.onnx: cannot be written (permission denied); name a file elsewhere",
                message(before, Cli.run("train", PENGUINS, "--label", "species", "-o", closed.resolve("model.onnx"))));
    }

    @Test
    void train_diskFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here: the full disk was not tried");
        List<String> before = files();
        for (Object[] outputs : new Object[][] {
            {"-o", full, "--report", directory.resolve("report.html")},
            {"-o", directory.resolve("model.onnx"), "--report", full}
        }) {
            Object[] words = {"train", PENGUINS, "--label", "species", null, null, null, null};
            System.arraycopy(outputs, 0, words, 4, 4);
            String message = message(before, Cli.run(words));
            assertTrue(message.startsWith("xent: /dev/full: "), message);
        }
    }

    @Test
    void models_thatAreNone() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.onnx"));
        Path foreign = Files.writeString(directory.resolve("words.onnx"), "this is no model at all, but words");
        Cli.run("train", PENGUINS, "--label", "species", "-o", directory.resolve("whole.onnx"), "--quiet");
        byte[] whole = Files.readAllBytes(directory.resolve("whole.onnx"));
        Path truncated = Files.write(directory.resolve("truncated.onnx"), Arrays.copyOf(whole, whole.length / 2));
        for (String command : List.of("predict", "evaluate")) {
            List<String> before = files();
            assertEquals(
                    "xent: nothing.onnx: no such file; check the name of the model",
                    message(before, Cli.run(command, directory.resolve("nothing.onnx"), PENGUINS)));
            assertEquals(
                    "xent: empty.onnx: is empty (0 bytes); restore the model or train it again",
                    message(before, Cli.run(command, empty, PENGUINS)));
            assertEquals(
                    "xent: truncated.onnx: is not an ONNX model, or only a part of one; name a whole .onnx file",
                    message(before, Cli.run(command, truncated, PENGUINS)));
            assertEquals(
                    "xent: words.onnx: is not an ONNX model, or only a part of one; name a whole .onnx file",
                    message(before, Cli.run(command, foreign, PENGUINS)));
        }
    }

    @Test
    void predict_dataLacksAColumn() throws IOException {
        Path model = directory.resolve("m.onnx");
        Cli.run("train", PENGUINS, "--label", "species", "-o", model, "--quiet");
        Path data = csv("island,bill_length_mm,bill_depth,flipper_length_mm,body_mass_g,sex\nDream,1,2,3,4,male\n");
        assertEquals(
                "xent: data.csv: there is no column 'bill_depth_mm', which the model needs; did you mean 'bill_length_mm'?",
                message(files(), Cli.run("predict", model, data)));
    }

    @Test
    void anyCommand_withoutWords_saysWhatIsMissing() throws IOException {
        assertEquals(
                "xent: name a command: train, update, predict, evaluate, calibrate, verify, info, data, explain, entropy, check, gradcheck or completion (see 'xent --help')",
                message(files(), Cli.run()));
        assertFalse(Cli.run("--help").out().isEmpty());
    }
}
