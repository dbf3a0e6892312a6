package io.xent.benchmarks.training;

import io.xent.benchmarks.Jdk;
import io.xent.benchmarks.Places;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All contenders, in the order of tables. */
final class Peers {

    private static final List<Integer> ITERATIONS = List.of(5, 20, 80, 320);
    private static final List<Integer> EPOCHS = List.of(1, 4, 16, 64);

    /** Of glmnet's threshold 10^-n. */
    private static final List<Integer> DIGITS = List.of(3, 5, 7);

    private static final int SMALL = 1_000_000;
    private static final int ANY = Integer.MAX_VALUE;

    private final Path root;
    private final Path programs;
    private final Places places;
    private final Jdk jdk;

    private Peers(Path root, Places places, Jdk jdk) {
        this.root = root;
        this.programs = root.resolve("benchmarks/peers");
        this.places = places;
        this.jdk = jdk;
    }

    static List<TrainingPeer> all(Path root, Places places, Jdk jdk) {
        Peers peers = new Peers(root, places, jdk);
        return List.of(
                new XentCommand(root),
                peers.xentFit(),
                peers.script(
                        "scikit-learn",
                        List.of("/usr/bin/python3"),
                        "fit.py",
                        List.of(),
                        ANY,
                        true,
                        List.of("/usr/bin/python3", "-c", "import sklearn, scipy"),
                        "install Debian's package python3-sklearn"),
                new Liblinear(),
                peers.libtorch(),
                peers.java("mallet", "MalletFit", List.of(), ITERATIONS),
                peers.java("smile", "SmileFit", List.of(), ITERATIONS),
                peers.java("spark", "SparkFit", sparkOptions(peers.programs.resolve("spark")), ITERATIONS),
                peers.java("tribuo", "TribuoFit", List.of(), EPOCHS),
                peers.r("glmnet", DIGITS),
                peers.r("nnet", ITERATIONS));
    }

    /** On the libraries that ./xent runs on, which has been built before this is asked for. */
    private TrainingPeer xentFit() {
        Path lib = root.resolve(".build/lib");
        return new ProgramPeer(
                "xent-fit",
                xentFitCommand(lib),
                set -> List.of(set.precision()),
                new XentCommand(root)::missing,
                List.of(),
                ANY,
                true);
    }

    private List<String> xentFitCommand(Path lib) {
        List<String> command = JavaPeer.jvm(jdk);
        if (usesVectors(lib)) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        command.addAll(List.of("-cp", classes() + File.pathSeparator + lib + "/*", XentFit.class.getName()));
        return command;
    }

    /** Whether ./xent does. */
    private static boolean usesVectors(Path lib) {
        String[] found = lib.toFile().list((folder, name) -> name.startsWith("xent-vector"));
        return found != null && found.length > 0;
    }

    private Path classes() {
        return places.jar().resolveSibling("classes");
    }

    private TrainingPeer libtorch() {
        List<String> command = JavaPeer.jvm(jdk);
        command.addAll(
                List.of("-cp", places.jar() + File.pathSeparator + places.peers() + "/*", LibtorchFit.class.getName()));
        return new ProgramPeer("libtorch", command, set -> List.of(), Optional::empty, List.of(), ANY, false);
    }

    private TrainingPeer java(String name, String main, List<String> options, List<Integer> ladder) {
        String type = Peers.class.getPackageName() + "." + main;
        JavaPeer peer = new JavaPeer(programs.resolve(name), type, classes(), jdk, options);
        return new ProgramPeer(name, peer.command(), set -> List.of(), peer::missing, ladder, ANY, true);
    }

    private TrainingPeer r(String name, List<Integer> ladder) {
        return script(
                name,
                List.of("Rscript"),
                "fit.R",
                ladder,
                SMALL,
                false,
                List.of("Rscript", "-e", "library(" + name + ")"),
                "install Debian's package r-cran-" + name);
    }

    private TrainingPeer script(
            String name,
            List<String> interpreter,
            String file,
            List<Integer> ladder,
            int most,
            boolean takesSparse,
            List<String> check,
            String obtain) {
        List<String> command = new ArrayList<>(interpreter);
        command.add("" + programs.resolve(name).resolve(file));
        return new ProgramPeer(
                name, command, set -> List.of(), () -> Programs.failing(check, obtain), ladder, most, takesSparse);
    }

    /** What Spark's own launcher gives the JVM. */
    private static List<String> sparkOptions(Path folder) {
        List<String> options = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties")));
        for (String opened : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.lang.reflect",
                "java.io",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "java.util.concurrent.atomic",
                "sun.nio.ch",
                "sun.nio.cs",
                "sun.security.action",
                "sun.util.calendar")) {
            options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        return options;
    }
}
