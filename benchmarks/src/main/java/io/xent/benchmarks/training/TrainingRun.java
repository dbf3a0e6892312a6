package io.xent.benchmarks.training;

import io.xent.benchmarks.Jdk;
import io.xent.benchmarks.Machine;
import io.xent.benchmarks.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run training}: every contender on every data set, in turn, round after round. Each figure is written down as it
 * comes, and those that are there already are not taken again unless {@code --again} is given.
 */
public final class TrainingRun {

    /** What takes longer than this once is not repeated. */
    private static final double ONCE_SECONDS = 60;

    private final Places places;
    private final Map<String, String> chosen;
    private final boolean quick;
    private final Path root;
    private final Path work;
    private final double limit;
    private final int rounds;
    private final FigureFile<TrainingFigure> figures;
    private final FigureFile<CoursePoint> course;
    private final String machine;
    private final Set<String> taken = new HashSet<>();
    private final boolean again;
    private final boolean disturbed;

    /**
     * @param words {@code data=}, {@code peers=}, {@code limit=} seconds and {@code rounds=}, each with a default
     * @param quick one round of the smallest set, of which nothing is written down
     * @param again whether figures that are there are taken again
     * @param disturbed whether those are during which others used the machine
     */
    public TrainingRun(Places places, Map<String, String> words, boolean quick, boolean again, boolean disturbed)
            throws IOException {
        this.places = places;
        this.quick = quick;
        this.again = again;
        this.disturbed = disturbed;
        chosen = new LinkedHashMap<>(words);
        if (quick) {
            chosen.putIfAbsent("data", "digits");
        }
        root = places.docs().getParent().getParent();
        work = places.jar().resolveSibling("training");
        limit = Double.parseDouble(chosen.getOrDefault("limit", quick ? "20" : "300"));
        rounds = Integer.parseInt(chosen.getOrDefault("rounds", quick ? "1" : "3"));
        figures = new FigureFile<>(quick ? null : file("training.csv"), TrainingFigure.HEADER, TrainingFigure::parse);
        course = new FigureFile<>(quick ? null : file("training-course.csv"), CoursePoint.HEADER, CoursePoint::parse);
        machine = Machine.name();
    }

    private Path file(String name) {
        return places.docs().resolve(name);
    }

    /** Takes the figures, and makes table and plot of all that are there. */
    public void run() throws IOException, InterruptedException {
        List<TrainingPeer> peers = new ArrayList<>();
        for (TrainingPeer peer : Peers.all(root, places, Jdk.found().get(0))) {
            if (isChosen("peers", peer.name())) {
                Optional<String> missing = peer.missing();
                missing.ifPresent(why -> say(peer.name() + " skipped: " + why));
                if (missing.isEmpty()) {
                    peers.add(peer);
                }
            }
        }
        for (TrainingSet set : TrainingSet.all(root)) {
            if (isChosen("data", set.name())) {
                if (set.isHere()) {
                    run(set, peers);
                } else {
                    say(set.name() + " skipped: there is no " + set.file() + "; " + set.obtain());
                }
            }
        }
        draw();
    }

    /** Makes table and plot of the figures that are there. */
    public void draw() throws IOException {
        String table = TrainingTable.of(figures.all(), course.all());
        System.out.println(table);
        if (quick) {
            System.out.println("Only to see that all is there: nothing was written down.");
            return;
        }
        Files.writeString(file("training.md"), "# Trainings\n\n" + table);
        Files.writeString(file("training.svg"), CoursePlot.of(figures.all(), course.all()));
    }

    /** A word chooses a name, or all whose first part it is: xent chooses xent-fit too. */
    private boolean isChosen(String what, String name) {
        String words = chosen.get(what);
        return words == null
                || Arrays.stream(words.split(",")).anyMatch(word -> name.equals(word) || name.startsWith(word + "-"));
    }

    private void run(TrainingSet set, List<TrainingPeer> peers) throws IOException, InterruptedException {
        Path folder = work.resolve(set.name());
        PreparedData data = set.prepare(folder);
        ReferenceObjective objective = new ReferenceObjective(data);
        List<TrainingPeer> able = peers.stream().filter(p -> p.takes(set, data)).toList();
        peers.stream().filter(p -> !able.contains(p)).forEach(p -> say(p.name() + " does not take " + set.name()));
        for (int round = 1; round <= rounds; round++) {
            for (TrainingPeer peer : able) {
                if (round == 1 && !climb(set, peer, folder, objective)) {
                    keepBest(set, peer);
                } else if (round == 1 || peer.converges() && isShort(set, peer)) {
                    take(set, peer, round, TrainingFigure.FULL, folder, objective);
                }
            }
        }
        if (again && rounds > 0) {
            for (TrainingPeer peer : able) {
                figures.removeIf(
                        f -> f.data().equals(set.name()) && f.peer().equals(peer.name()) && !taken.contains(f.key()));
            }
        }
    }

    /** The shorter runs by which the course of a peer is known that does not tell it; whether a full one can follow. */
    private boolean climb(TrainingSet set, TrainingPeer peer, Path folder, ReferenceObjective objective)
            throws IOException, InterruptedException {
        for (int budget : peer.ladder()) {
            TrainingFigure figure = take(set, peer, 1, "" + budget, folder, objective);
            if (figure.status().equals(Course.End.TIME_LIMIT.word())) {
                return false;
            }
            if (!figure.status().equals(Course.End.STOPPED.word())) {
                break;
            }
        }
        return peer.converges();
    }

    /** Of a peer that gets no full run, because it was out of time with less, the best run is what it has to show. */
    private void keepBest(TrainingSet set, TrainingPeer peer) throws IOException {
        List<TrainingFigure> climbed = figures.all().stream()
                .filter(f -> f.data().equals(set.name()) && f.peer().equals(peer.name()) && !f.isFull())
                .toList();
        TrainingFigure best = climbed.stream()
                .filter(f -> Double.isFinite(f.objective()))
                .min(Comparator.comparingDouble(TrainingFigure::objective))
                .orElse(climbed.get(climbed.size() - 1));
        TrainingFigure full = best.asFull(peer.converges() ? Course.End.TIME_LIMIT : Course.End.STOPPED);
        taken.add(full.key());
        figures.put(List.of(full));
    }

    private boolean isShort(TrainingSet set, TrainingPeer peer) {
        return figures.all().stream()
                .filter(f -> f.data().equals(set.name()) && f.peer().equals(peer.name()))
                .filter(f -> f.isFull() && f.round() == 1)
                .allMatch(f -> f.wholeSeconds() < ONCE_SECONDS
                        && !f.status().equals(TrainingFigure.FAILED)
                        && !f.status().equals(Course.End.TIME_LIMIT.word()));
    }

    /** Runs it, unless its figure is there. */
    private TrainingFigure take(
            TrainingSet set, TrainingPeer peer, int round, String budget, Path folder, ReferenceObjective objective)
            throws IOException, InterruptedException {
        String key = set.name() + "," + peer.name() + "," + round + "," + budget;
        taken.add(key);
        Optional<TrainingFigure> there =
                figures.all().stream().filter(f -> f.key().equals(key)).findFirst();
        if (there.isPresent() && !again && !(disturbed && there.get().busy() > TrainingTable.MOST_BUSY)) {
            return there.get();
        }
        Path out = empty(work.resolve("out"));
        Reply reply = peer.run(set, folder, out, budget, limit);
        if (round == 1 && !reply.points().isEmpty()) {
            course.removeIf(p -> p.data().equals(set.name()) && p.peer().equals(peer.name()));
            course.put(points(set, peer, reply, objective));
        }
        TrainingFigure figure = figure(set, peer, round, budget, reply, objective);
        figures.put(List.of(figure));
        say(String.format(
                Locale.ROOT,
                "%-8s %-12s %-5s round %d: %s, fit %.2f s (cpu %.2f), whole %.2f s (cpu %.2f), %.0f MB, %d iterations, %.10f, others %.2f",
                set.name(),
                peer.name(),
                budget,
                round,
                figure.status(),
                figure.fitSeconds(),
                figure.fitCpuSeconds(),
                figure.wholeSeconds(),
                figure.wholeCpuSeconds(),
                figure.peakMegabytes(),
                figure.iterations(),
                figure.objective(),
                figure.busy()));
        if (figure.status().equals(TrainingFigure.FAILED)) {
            try (Stream<String> lines = Files.lines(out.resolve("stderr.txt"))) {
                lines.limit(20).forEach(TrainingRun::say);
            }
        }
        return figure;
    }

    private static List<CoursePoint> points(
            TrainingSet set, TrainingPeer peer, Reply reply, ReferenceObjective objective) throws IOException {
        List<CoursePoint> points = new ArrayList<>();
        for (Reply.Point point : reply.points()) {
            boolean own = point.parameters() == null;
            double value = own ? point.objective() : objective.at(PreparedData.doubles(point.parameters()));
            points.add(new CoursePoint(
                    set.name(), peer.name(), point.iteration(), point.seconds(), value, own ? "itself" : "us"));
        }
        return points;
    }

    private TrainingFigure figure(
            TrainingSet set, TrainingPeer peer, int round, String budget, Reply reply, ReferenceObjective objective) {
        Measured measured = reply.measured();
        boolean known = reply.parameters() != null;
        String status = !reply.end().isEmpty()
                ? reply.end()
                : measured.ended() ? TrainingFigure.FAILED : Course.End.TIME_LIMIT.word();
        return new TrainingFigure(
                set.name(),
                peer.name(),
                round,
                budget,
                limit,
                status,
                reply.seconds(),
                reply.cpuSeconds(),
                measured.seconds() - reply.paused(),
                measured.cpuSeconds(),
                measured.peakMegabytes(),
                reply.iterations(),
                known ? objective.at(reply.parameters()) : reply.objective(),
                known ? "us" : "itself",
                measured.busy(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                reply.version(),
                machine);
    }

    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
