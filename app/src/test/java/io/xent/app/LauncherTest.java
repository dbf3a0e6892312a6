package io.xent.app;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./xent} against made-up JDKs and a made-up Maven, each of which says how it was called. */
class LauncherTest {

    @TempDir
    Path directory;

    private Path project;
    private Path bin;

    @BeforeEach
    void makeProject() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here: the launcher was not run");
        project = Files.createDirectories(directory.resolve("my project"));
        bin = Files.createDirectories(directory.resolve("bin"));
        Files.copy(Cli.project().resolve("xent"), project.resolve("xent"));
        Files.setPosixFilePermissions(project.resolve("xent"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(project.resolve("core/src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "");
        script(bin.resolve("mvn"), """
                echo built >>"$COUNT"
                for word in "$@"; do case $word in -Dxent.lib=*) lib=${word#-Dxent.lib=}; esac; done
                mkdir "$lib/vector" && touch "$lib/xent.jar" "$lib/vector/xent-vector.jar"
                """);
    }

    @Test
    void run_firstTime_buildsOnceAndPassesWordsOn() throws IOException {
        Path jdk = jdk("17.0.15");
        Cli.Result first = launch(jdk, "a b", "$HOME", "");
        assertTrue(first.err().contains("first run: building"), first.err());
        assertTrue(first.out().endsWith(".jar][a b][$HOME][]\n"), first.out());
        Cli.Result second = launch(jdk, "again");
        assertEquals("", second.err());
        assertEquals("built\n", Files.readString(directory.resolve("count")));
    }

    @Test
    void run_sourcesChanged_buildsAgain() throws IOException, InterruptedException {
        Path jdk = jdk("17.0.15");
        launch(jdk, "x");
        Thread.sleep(1100);
        Files.writeString(project.resolve("core/src/main/java/New.java"), "");
        assertTrue(launch(jdk, "x").err().contains("sources have changed: building"));
        assertEquals("built\nbuilt\n", Files.readString(directory.resolve("count")));
    }

    @Test
    void run_throughALinkFromElsewhere_findsTheProject() throws IOException {
        Files.createSymbolicLink(bin.resolve("xent"), Path.of("../my project/xent"));
        Cli.Result result = Cli.process(bin, environment(jdk("21.0.1")), List.of("/bin/sh", "-c", "xent hello"));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("[" + project.toRealPath() + "/.build/lib/xent.jar]"), result.out());
    }

    @Test
    void run_newJdk_isToldNotToWarnOfUnsafe() throws IOException {
        String words = launch(jdk("25.0.3"), "x").out();
        assertTrue(words.contains("[--sun-misc-unsafe-memory-access=allow]"), words);
        String old = launch(jdk("17.0.15"), "x").out();
        assertTrue(!old.contains("unsafe"), old);
    }

    @Test
    void run_jdkThatKeepsMethods_rehearsesOnceAndStartsFromThem() throws IOException {
        Path jdk = keeping(jdk("25.0.3"), "AOTCacheOutput");
        Cli.Result first = launch(jdk, "train", "a.csv");
        assertTrue(first.err().contains("preparing a fast start on Java 25.0.3 (once)"), first.err());
        String cache = "[-XX:AOTCache=" + project + "/.build/lib/java-25.0.3.aot][-Xlog:aot*=off,cds*=off]";
        assertTrue(first.out().startsWith(cache), first.out());
        assertEquals("", launch(jdk, "x").err());
        assertTrue(Files.readString(project.resolve(".build/rehearsal.log"))
                .contains("/xent.jar][io.xent.app.Rehearsal][" + project + "/.build/lib/rehearsal][" + project
                        + "/examples/penguins.csv]"));
    }

    @Test
    void train_networkOnAJdkThatKeepsMethods_rehearsesANetworkOfItsOwn() throws IOException {
        Path jdk = keeping(jdk("25.0.3"), "AOTCacheOutput");
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n", APPEND);
        launch(jdk, "x");
        Cli.Result first = launch(jdk, "train", "a.csv", "--hidden", "8");
        assertTrue(first.err().contains("preparing a fast start"), first.err());
        assertTrue(first.out().startsWith("[-XX:AOTCache=" + project + "/.build/lib/java-25.0.3-auto.aot]"));
        assertTrue(Files.readString(project.resolve(".build/rehearsal.log"))
                .endsWith("/xent-vector.jar][io.xent.app.Rehearsal][" + project + "/.build/lib/rehearsal]\n"));
        assertEquals("", launch(jdk, "train", "a.csv", "--hidden", "8").err());
    }

    @Test
    void run_jdkThatKeepsClassesOnly_startsFromThose() throws IOException {
        for (String version : List.of("17.0.15", "25.0.9")) {
            Path jdk = keeping(jdk(version), "ArchiveClassesAtExit");
            Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n", APPEND);
            launch(jdk, "train", "a.csv");
            for (String[] words : new String[][] {{"x"}, {"train", "--hidden=3"}}) {
                Cli.Result later = launch(jdk, words);
                String archive = "[-Xshare:auto][-XX:SharedArchiveFile=" + project + "/.build/lib/java-" + version;
                assertTrue(later.out().startsWith(archive + ".jsa]"), later.out());
            }
        }
    }

    @Test
    void run_jdkThatKeepsNothing_isAskedOnce() throws IOException {
        Path jdk = jdk("25.0.3");
        assertTrue(launch(jdk, "x").err().contains("preparing"));
        Cli.Result later = launch(jdk, "x");
        assertEquals("", later.err());
        assertTrue(!later.out().contains("AOTCache") && !later.out().contains("SharedArchiveFile"), later.out());
    }

    @Test
    void train_network_getsTheVectorJarAndItsModule() throws IOException {
        Path jdk = jdk("25.0.3");
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n", APPEND);
        for (List<String> network : List.of(List.of("--hidden", "8"), List.of("--hidden=8"), List.of("--conv=8x3"))) {
            List<String> words = new ArrayList<>(List.of("train", "a.csv"));
            words.addAll(network);
            String started = launch(jdk, words.toArray(String[]::new)).out();
            assertTrue(started.contains("[--add-modules][jdk.incubator.vector][-cp]"), started);
            assertTrue(started.contains("/xent-vector.jar][io.xent.app.Main][train][a.csv]"), started);
        }
        for (String[] words : new String[][] {{"train", "a.csv"}, {"data", "--hidden"}}) {
            String started = launch(jdk, words).out();
            assertTrue(started.contains("[-jar]") && !started.contains("incubator"), started);
        }
        String without =
                launch(jdk("21.0.1"), "train", "a.csv", "--hidden", "8").out();
        assertTrue(without.contains("[-jar]") && !without.contains("incubator"), without);
    }

    @Test
    void train_fileThatMayHaveManyClasses_leavesTheChoiceToTheProgram() throws IOException {
        Path jdk = jdk("25.0.3");
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n", APPEND);
        Path large = Files.write(directory.resolve("large one.csv"), new byte[3 << 20]);
        Path packed = Files.write(directory.resolve("rows.parquet"), new byte[1 << 20]);
        for (String[] words :
                new String[][] {{large.toString()}, {"-o", "m.onnx", packed.toString()}, {"--sql=select 1"}}) {
            String started = launch(jdk, concat("train", words)).out();
            assertTrue(started.contains("[-Dxent.vectors=by-classes]"), started);
            assertTrue(started.contains("[--add-modules][jdk.incubator.vector][-cp]"), started);
        }
        Path small = Files.write(directory.resolve("small.csv"), new byte[1 << 20]);
        Path images = Files.write(directory.resolve("images-idx3-ubyte.gz"), new byte[3 << 20]);
        for (String[] words : new String[][] {{small.toString()}, {images.toString()}, {"absent.csv"}}) {
            String started = launch(jdk, concat("train", words)).out();
            assertTrue(started.contains("[-jar]") && !started.contains("incubator"), started);
        }
        String elsewhere = launch(jdk, "evaluate", large.toString()).out();
        assertTrue(elsewhere.contains("[-jar]") && !elsewhere.contains("incubator"), elsewhere);
    }

    private static String[] concat(String first, String... rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    @Test
    void train_networkOnATerminal_hidesTheLineOfTheIncubatorOnly() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")) && Files.isDirectory(Path.of("/proc/self")),
                "no script of util-linux here: nothing was run on a terminal");
        Path jdk = jdk("25.0.3");
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n", APPEND);
        launch(jdk, "train", "a.csv", "--hidden", "8");
        String line = "WARNING: Using incubator modules: jdk.incubator.vector\n";
        for (String said : List.of("", "no end", "one\n\n two\\n\n" + line)) {
            for (String before : List.of("", "Picked up JAVA_TOOL_OPTIONS: x\n")) {
                Files.writeString(directory.resolve("said"), before + line + said);
                String body = "cat '" + directory.resolve("said") + "' >&2\nexec 2>&-\nsleep 0.3\nexit 3\n";
                script(jdk.resolve("bin/java"), body);
                String command = "'" + project.resolve("xent") + "' train a.csv --hidden 8";
                Cli.Result result = Cli.process(
                        directory, environment(jdk), List.of("/usr/bin/script", "-qec", command, "/dev/null"));
                assertEquals(before + said, result.out().replace("\r", ""));
                assertEquals(3, result.status());
                Cli.Result elsewhere = launch(jdk, "train", "a.csv", "--hidden", "8");
                assertEquals(before + line + said, elsewhere.err());
            }
        }
    }

    @Test
    void run_statusOfTheProgram_isPassedOn() throws IOException {
        Path jdk = jdk("17.0.15");
        launch(jdk, "x");
        script(jdk.resolve("bin/java"), "exit 3\n");
        assertEquals(3, launch(jdk, "x").status());
    }

    @Test
    void run_jdkTooOld_saysWhatIsNeeded() throws IOException {
        Cli.Result result = launch(jdk("11.0.2"), "x");
        assertEquals(2, result.status());
        assertTrue(
                result.err().startsWith("xent: needs Java 17 or newer, and the newest found is 11 in"), result.err());
    }

    @Test
    void run_failedBuild_showsWhyAndWhereAndLeavesNothing() throws IOException {
        script(bin.resolve("mvn"), "echo '[ERROR] no such thing'\nexit 1\n");
        Cli.Result result = launch(jdk("17.0.15"), "x");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("[ERROR] no such thing"), result.err());
        assertTrue(result.err().contains("build.log"), result.err());
        assertTrue(!Files.exists(project.resolve(".build/lib")) && !Files.exists(project.resolve(".build/lock")));
    }

    @Test
    void run_lockOfADeadBuild_isTakenOver() throws IOException {
        Files.createDirectories(project.resolve(".build/lock"));
        Files.writeString(project.resolve(".build/lock/owner"), "999999999\n");
        assertEquals(0, launch(jdk("17.0.15"), "x").status());
    }

    private Cli.Result launch(Path jdk, String... words) {
        List<String> command = new ArrayList<>(List.of(project.resolve("xent").toString()));
        command.addAll(List.of(words));
        return Cli.process(directory, environment(jdk), command);
    }

    private Map<String, String> environment(Path jdk) {
        return Map.of(
                "XENT_JAVA_HOME",
                jdk.toString(),
                "XENT_OPTS",
                "",
                "COUNT",
                directory.resolve("count").toString(),
                "PATH",
                bin + ":" + System.getenv("PATH"));
    }

    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve("jdk " + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "for word in \"$@\"; do printf '[%s]' \"$word\"; done; echo\n");
        script(home.resolve("bin/javac"), "exit 0\n");
        return home;
    }

    /** Makes the file that an option names, as a JVM does that understands it. */
    private static Path keeping(Path jdk, String option) throws IOException {
        String body = "case $* in *-XX:" + option + "=*) touch \"$(printf '%s\\n' \"$@\" | sed -n 's/^-XX:" + option
                + "=//p')\";; esac\n";
        script(jdk.resolve("bin/java"), body + "for word in \"$@\"; do printf '[%s]' \"$word\"; done; echo\n");
        return jdk;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
