package io.xent.benchmarks;

import io.xent.core.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Loss and gradient by all contenders, one shape after another, in one JVM: what {@link Run} starts once per setting.
 * Prints a line of comma-separated values per figure.
 */
final class KernelComparison {

    private KernelComparison() {}

    /** Arguments: bits, allocator, threads, rounds, seconds, contenders and shapes, the last two separated by commas. */
    public static void main(String[] arguments) {
        int bits = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        List<String> wanted = List.of(arguments[5].split(","));
        try (Threads threads = Threads.of(Integer.parseInt(arguments[2]))) {
            VectorStart.await();
            System.out.println("# " + Kernels.active().description());
            for (String shape : arguments[6].split(",")) {
                compare(Problem.parse(shape), threads, wanted, bits, arguments[1], rounds, seconds);
            }
        }
        System.exit(0); // libraries of peers keep threads
    }

    private static void compare(
            Problem problem,
            Threads threads,
            List<String> wanted,
            int bits,
            String allocator,
            int most,
            double seconds) {
        List<Contender> contenders = contenders(problem, threads, wanted);
        Busy busy = new Busy();
        Rounds rounds = Rounds.run(contenders, problem, threads.count(), allocator.equals("tuned"), most, seconds);
        double others = busy.shareOfOthers();
        int xent = rounds.indexOf("xent");
        int scale = rounds.indexOf("scale-in-place");
        for (int c = 0; c < contenders.size(); c++) {
            Figure figure = new Figure(
                    Runtime.version().feature(),
                    bits,
                    allocator,
                    Kernels.active().name(),
                    threads.count(),
                    problem.toString(),
                    contenders.get(c).name(),
                    rounds.count,
                    rounds.quantile(c, 0.5),
                    rounds.quantile(c, 0.1),
                    rounds.quantile(c, 0.9),
                    rounds.ratio(c, xent),
                    rounds.ratio(scale, c),
                    others);
            System.out.println(figure.csv());
        }
        contenders.forEach(Contender::close);
    }

    private static List<Contender> contenders(Problem problem, Threads threads, List<String> wanted) {
        List<Contender> contenders = new ArrayList<>();
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            if (wanted.contains(peer.name())) {
                contenders.add(peer.contender(problem, threads));
            }
        }
        if (contenders.size() != wanted.size()) {
            throw new IllegalStateException("not all of " + wanted + " are on the class path");
        }
        return contenders;
    }
}
