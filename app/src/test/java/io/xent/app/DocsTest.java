package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents show is what happens. In every page the commands of {@code ```sh} blocks that start with
 * {@code xent} or {@code ./xent} are run in order, in one directory that has the examples; where a {@code ```text} or
 * {@code ```json} block follows, it is what the last of them prints. Times differ from run to run, and numbers such as 7e-11
 * are what rounding left, which differs between processors: both are not compared. A line {@code …} stands for any lines.
 */
class DocsTest {

    /** What is left of the way to the optimum depends on the last bits of exp, which differ between JDKs. */
    private static final Pattern REMAINDER = Pattern.compile("\\b[0-9.]+e-[0-9]+\\b|\\b[0-9]+ iterations\\b");

    private static final Pattern TIME = Pattern.compile("\\b[0-9.]+ (s|min|h)\\b");
    private static final Pattern SECONDS = Pattern.compile("\"seconds\" : [0-9.E-]+");

    /** Commands of a block and the output that is shown for them, or null. */
    private record Block(int line, List<String> commands, String output) {}

    static Stream<Path> pages() throws IOException {
        Path project = Cli.project();
        Path guide = project.resolve("docs/guide");
        List<Path> pages = new ArrayList<>(List.of(project.resolve("README.md")));
        if (Files.isDirectory(guide)) {
            try (Stream<Path> files = Files.list(guide)) {
                files.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream().filter(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_showsWhatHappens(Path page, @TempDir Path directory) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here: the commands of " + page + " were not run");
        Files.createSymbolicLink(directory.resolve("examples"), Cli.project().resolve("examples"));
        program(directory.resolve("xent"));
        for (Block block : blocks(Files.readAllLines(page))) {
            String where = page.getFileName() + ":" + block.line();
            Cli.Result last = null;
            for (String command : block.commands()) {
                last = Cli.process(
                        directory,
                        Map.of("PATH", directory + ":" + System.getenv("PATH")),
                        List.of("/bin/sh", "-c", command));
                if (last.status() != 0) {
                    fail(where + ": '" + command + "' ended with status " + last.status() + ": " + last.err());
                }
            }
            if (last != null && block.output() != null) {
                compare(where, block.output(), last.out());
            }
        }
    }

    private static void program(Path file) throws IOException {
        StringBuilder script = new StringBuilder("#!/bin/sh\nexec");
        Cli.command().forEach(word -> script.append(" '").append(word).append("'"));
        Files.writeString(file, script.append(" \"$@\"\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```sh")) {
                int end = end(lines, i);
                List<String> commands = commands(lines.subList(i + 1, end));
                int next = end + 1;
                while (next < lines.size() && lines.get(next).isBlank()) {
                    next++;
                }
                String output = null;
                if (next < lines.size() && lines.get(next).matches("```(text|json)")) {
                    output = String.join("\n", lines.subList(next + 1, end(lines, next)));
                }
                blocks.add(new Block(i + 1, commands, output));
                i = end;
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int start) {
        int end = start + 1;
        while (!lines.get(end).equals("```")) {
            end++;
        }
        return end;
    }

    private static List<String> commands(List<String> lines) {
        List<String> commands = new ArrayList<>();
        for (String command : String.join("\n", lines).replace("\\\n", " ").split("\n")) {
            if (command.strip().matches("(\\./)?xent .*")) {
                commands.add(command.strip());
            }
        }
        return commands;
    }

    private static void compare(String where, String shown, String printed) {
        StringBuilder pattern = new StringBuilder();
        for (String line : masked(shown).strip().split("\n")) {
            pattern.append(line.strip().equals("…") ? "(?s:.*?)" : Pattern.quote(line.stripTrailing()) + "\n");
        }
        String actual = masked(printed).strip() + "\n";
        if (!Pattern.matches(pattern.toString(), actual)) {
            assertEquals(masked(shown).strip() + "\n", actual, where + " shows another output");
        }
    }

    private static String masked(String text) {
        String timeless = SECONDS.matcher(TIME.matcher(text).replaceAll("# s")).replaceAll("\"seconds\" : #");
        return REMAINDER.matcher(timeless).replaceAll("#");
    }
}
